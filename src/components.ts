import type { Config } from './config';
import { grouped } from './grouping';
import { workloadKinds } from './kinds';
import { isLabelValue } from './label-selector';
import { hash, labelValue } from './label-value';
import type { Model, Workload } from './model';
import type { Binding } from './resolve';
import { refOf } from './resource';
import type { Said } from './said';
import { distinct } from './scope';

/** The component label of one workload. */
export interface Component {
  readonly value: string;
  /** `said` by the user, `kept` from the manifest, or `named` after the workload. */
  readonly origin: 'said' | 'kept' | 'named';
  /** No other workload of the scope has this value: it tells the workload apart. */
  readonly unique: boolean;
}

/** What is wrong with a workload's component label. */
export interface ComponentProblem {
  /** `apart`: they bear the same value, but other labels tell their pods apart: nothing must be done. */
  readonly kind: 'constant' | 'shared' | 'invalid' | 'apart';
  readonly workload: Workload;
  readonly value: string;
  /** The workloads that bear the same value. */
  readonly others: readonly Workload[];
}

/** The component of every workload that has one, and what hinders the others. */
export interface Components {
  /** The component of a workload, also of one in a later state; undefined where something hinders it. */
  readonly of: (workload: Workload) => Component | undefined;
  readonly problems: readonly ComponentProblem[];
}

type Value = Pick<Component, 'value' | 'origin'>;

/** Settles every workload's component label: said, else kept, else named after the workload. */
export function settle(
  model: Model,
  bindings: readonly Binding[],
  said: Said,
  { label }: Pick<Config, 'label'>,
): Components {
  const values = new Map<Workload, Value>();
  const problems: ComponentProblem[] = [];
  for (const [workload, value] of existing(model, bindings, said, label)) {
    if (isLabelValue(value.value)) values.set(workload, value);
    else problems.push({ kind: 'invalid', workload, value: value.value, others: [] });
  }
  const invalid = new Set(problems.map(({ workload }) => workload));
  const unlabelled = model.workloads.filter(workload => !values.has(workload) && !invalid.has(workload));
  for (const [workload, value] of named(unlabelled, values)) values.set(workload, { value, origin: 'named' });
  problems.push(...clashes(model, bindings, values));
  for (const { kind, workload } of problems) if (kind !== 'apart') values.delete(workload);
  const bearers = bearersOf(values);
  const settled = new Map(
    [...values].map(([w, v]) => [w.resource, { ...v, unique: bearers(w, v.value).length === 1 }]),
  );
  return { of: ({ resource }) => settled.get(resource), problems };
}

/** The values that the user or the manifests give. */
function existing(model: Model, bindings: readonly Binding[], said: Said, label: string): Map<Workload, Value> {
  const values = new Map<Workload, Value>();
  for (const { selector } of bindings) {
    const value = selector.selector.matchLabels[label];
    if (selector.role === 'own' && selector.owner && value !== undefined)
      values.set(selector.owner, { value, origin: 'kept' });
  }
  const bearing = grouped(
    distinct(model.workloads).flatMap(w =>
      [...new Set([w.labels[label], w.podLabels[label], said.components.get(w)])].map(v => `${w.scope}\n${v}`),
    ),
    key => key,
  );
  for (const workload of model.workloads) {
    const alone = bearing.get(`${workload.scope}\n${workload.labels[label]}`)?.length === 1;
    const own = workload.podLabels[label] ?? values.get(workload)?.value;
    const kept = own ?? (alone ? workload.labels[label] : undefined);
    if (kept !== undefined && kept !== '') values.set(workload, { value: kept, origin: 'kept' });
    const value = said.components.get(workload);
    if (value !== undefined) values.set(workload, { value, origin: 'said' });
  }
  return values;
}

/** Names the rest, so that no two workloads of a scope get one value; a Service's target takes precedence over a Job. */
function named(workloads: readonly Workload[], taken: ReadonlyMap<Workload, Value>): Map<Workload, string> {
  const used = new Map<string, string>();
  const claim = (workload: Workload, value: string): boolean => {
    const key = `${workload.scope}\n${value}`;
    const holder = used.get(key) ?? workload.identity;
    if (holder === workload.identity) used.set(key, workload.identity);
    return holder === workload.identity;
  };
  for (const [workload, { value }] of taken) used.set(`${workload.scope}\n${value}`, workload.identity);
  const rank = ({ kind }: Workload) => workloadKinds.indexOf(kind);
  const keyOf = ({ scope, resource }: Workload) => `${scope}\n${refOf({ ...resource, name: resource.authoredName })}`;
  const authored = grouped(distinct(workloads), keyOf);
  const names = new Map<Workload, string>();
  for (const workload of [...workloads].sort((a, b) => rank(a) - rank(b))) {
    const { resource, identity } = workload;
    const twice = (authored.get(keyOf(workload))?.length ?? 0) > 1;
    const name = twice ? resource.name : resource.authoredName;
    const choices = [
      name,
      `${name}-${resource.kind.toLowerCase()}`,
      `${name}-${resource.kind.toLowerCase()}-${hash(identity)}`,
    ];
    const value = choices.map(labelValue).find(choice => claim(workload, choice));
    if (value !== undefined) names.set(workload, value);
  }
  return names;
}

/** Workloads that bear one value and share pods: the value can't tell them apart, and the author set it. */
function clashes(model: Model, bindings: readonly Binding[], values: ReadonlyMap<Workload, Value>): ComponentProblem[] {
  const bearers = bearersOf(values);
  const own = bindings.filter(({ selector }) => selector.role === 'own');
  const caught = new Map(own.map(binding => [binding.selector.owner, binding.foreign]));
  const reached = distinct(model.workloads.filter(w => !w.kind.unreachedByCommonLabels));
  const perScope = grouped(reached, ({ scope }) => scope);
  return [...values].flatMap(([workload, { value, origin }]): ComponentProblem[] => {
    if (origin === 'said') return [];
    const others = bearers(workload, value).filter(other => other.identity !== workload.identity);
    const collides = others.some(
      other => caught.get(workload)?.includes(other) || caught.get(other)?.includes(workload),
    );
    if (others.length === 0) return [];
    if (!collides) return [{ kind: 'apart', workload, value, others }];
    const everywhere = others.length + 1 >= (perScope.get(workload.scope)?.length ?? 0);
    return [{ kind: everywhere ? 'constant' : 'shared', workload, value, others }];
  });
}

function bearersOf(values: ReadonlyMap<Workload, Value>): (workload: Workload, value: string) => readonly Workload[] {
  const bearers = grouped([...values.keys()], workload => `${workload.scope}\n${values.get(workload)?.value}`);
  return (workload, value) => distinct(bearers.get(`${workload.scope}\n${value}`) ?? []);
}
