import type { Config } from './config';
import { grouped } from './grouping';
import { workloadKinds } from './kinds';
import { isLabelValue } from './label-selector';
import { hash, labelValue } from './label-value';
import type { Model, Selector, Workload } from './model';
import type { Binding } from './resolve';
import { refOf } from './resource';
import type { Said } from './said';

/** The component label of one workload. */
export interface Component {
  readonly value: string;
  /** `said` by the user, `kept` from the manifest, `together` with others that one selector means, or `named` after the workload. */
  readonly origin: 'said' | 'kept' | 'together' | 'named';
  /** Whether said or together: others may bear it on purpose. */
  readonly isGiven: boolean;
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
  /** A value that no workload of the selector's scope bears, for one that means none of them. */
  readonly ofNobody: (selector: Selector) => string;
  readonly problems: readonly ComponentProblem[];
}

type Value = Pick<Component, 'value' | 'origin'>;

const isGiven = ({ origin }: Value): boolean => origin === 'said' || origin === 'together';

/**
 * Settles every workload's component label: said, else kept, else one with others, else named after the workload.
 * @param together the values of workloads that selectors mean together, by bearer
 */
export function settle(
  model: Model,
  bindings: readonly Binding[],
  said: Said,
  { label }: Pick<Config, 'label'>,
  together: ReadonlyMap<string, string> = new Map(),
): Components {
  const values = new Map<Workload, Value>();
  const problems: ComponentProblem[] = [];
  const given = existing(model, bindings, said, label);
  const instances = grouped(model.workloads, ({ bearer }) => bearer);
  for (const [workload, value] of given) {
    const others = (instances.get(workload.bearer) ?? []).filter(
      w => given.has(w) && given.get(w)?.value !== value.value,
    );
    if (others.length > 0 && workload.resource.source)
      problems.push({ kind: 'constant', workload, value: value.value, others });
    else if (isLabelValue(value.value)) values.set(workload, value);
    else problems.push({ kind: 'invalid', workload, value: value.value, others: [] });
  }
  for (const [workload, value] of [...values])
    for (const instance of instances.get(workload.bearer) ?? [])
      if (instance.resource.source) values.set(instance, value);
  const hindered = new Set(problems.map(({ workload }) => workload.bearer));
  const unlabelled = model.workloads.filter(workload => !values.has(workload) && !hindered.has(workload.bearer));
  for (const workload of unlabelled) {
    const value = together.get(workload.bearer);
    if (value !== undefined) values.set(workload, { value, origin: 'together' });
  }
  for (const [workload, value] of named(
    unlabelled.filter(workload => !values.has(workload)),
    values,
  ))
    values.set(workload, { value, origin: 'named' });
  problems.push(...clashes(model, bindings, values));
  for (const { kind, workload } of problems) if (kind !== 'apart') values.delete(workload);
  const bearers = bearersOf(values);
  const settled = new Map(
    [...values].map(([w, v]) => [w.place, { ...v, isGiven: isGiven(v), unique: bearers(w, v.value).length === 1 }]),
  );
  const borne = new Set([...values.values()].map(({ value }) => value));
  return {
    of: ({ place }) => settled.get(place),
    ofNobody: ({ resource: { authoredName, kind } }) => {
      const value = labelValue(authoredName);
      return borne.has(value) ? labelValue(`no-${value}-${kind.toLowerCase()}`) : value;
    },
    problems,
  };
}

/** The values that the user or the manifests give. */
function existing(model: Model, bindings: readonly Binding[], said: Said, label: string): Map<Workload, Value> {
  const values = new Map<Workload, Value>();
  for (const { selector } of bindings) {
    const value = selector.selector.matchLabels[label];
    if (selector.role === 'own' && selector.owner && value !== undefined)
      values.set(selector.owner, { value, origin: 'kept' });
  }
  const bearers = grouped(
    bearing(model.workloads).flatMap(w =>
      [...new Set([w.labels[label], w.podLabels[label], said.components.get(w)])].map(v => `${w.scope}\n${v}`),
    ),
    key => key,
  );
  for (const workload of model.workloads) {
    const alone = bearers.get(`${workload.scope}\n${workload.labels[label]}`)?.length === 1;
    const own = workload.podLabels[label] ?? values.get(workload)?.value;
    const kept = own ?? (alone ? workload.labels[label] : undefined);
    if (kept !== undefined && kept !== '') values.set(workload, { value: kept, origin: 'kept' });
    const value = said.components.get(workload);
    if (value !== undefined) values.set(workload, { value, origin: 'said' });
  }
  return values;
}

/**
 * Names the rest, so that no two of a scope get one value; a Service's target takes precedence over a Job. What one source becomes
 * in several kustomizations gets one value.
 */
function named(workloads: readonly Workload[], taken: ReadonlyMap<Workload, Value>): Map<Workload, string> {
  const holders = new Map<string, string>();
  const keyOf = ({ scope }: Workload, value: string) => `${scope}\n${value}`;
  for (const [workload, { value }] of taken) holders.set(keyOf(workload, value), workload.bearer);
  const claim = (instances: readonly Workload[], value: string): boolean => {
    const isFree = instances.every(w => (holders.get(keyOf(w, value)) ?? w.bearer) === w.bearer);
    if (isFree) for (const w of instances) holders.set(keyOf(w, value), w.bearer);
    return isFree;
  };
  const refAsAuthored = ({ scope, resource }: Workload) =>
    `${scope}\n${refOf({ ...resource, name: resource.authoredName })}`;
  const namesakes = grouped(bearing(workloads), refAsAuthored);
  const rank = ({ kind }: Workload) => workloadKinds.indexOf(kind);
  const names = new Map<Workload, string>();
  const inOrder = [...workloads].sort((a, b) => rank(a) - rank(b));
  for (const instances of grouped(inOrder, ({ bearer }) => bearer).values()) {
    const [{ resource, bearer }] = instances as readonly [Workload];
    const isTwice = instances.some(w => (namesakes.get(refAsAuthored(w))?.length ?? 0) > 1);
    const name = isTwice && !resource.source ? resource.name : resource.authoredName;
    const kind = resource.kind.toLowerCase();
    const home = homeOf(resource);
    const homed = isTwice && home !== undefined ? [`${home}-${name}`] : [];
    const choices = [name, ...homed, `${name}-${kind}`, `${name}-${kind}-${hash(bearer)}`];
    const value = choices.map(labelValue).find(choice => claim(instances, choice));
    if (value !== undefined) for (const workload of instances) names.set(workload, value);
  }
  return names;
}

/** The directory that tells namesakes of several bases apart: the last whose name says something. */
function homeOf({ via }: Workload['resource']): string | undefined {
  const words = via.at(-1)?.split('/') ?? [];
  return words.findLast(word => !['', '.', '..', 'base', 'bases', 'overlay', 'overlays'].includes(word));
}

/** Workloads that bear one value and share pods: the value can't tell them apart, and the author set it. */
function clashes(model: Model, bindings: readonly Binding[], values: ReadonlyMap<Workload, Value>): ComponentProblem[] {
  const bearers = bearersOf(values);
  const own = bindings.filter(({ selector }) => selector.role === 'own');
  const caught = new Map(own.map(binding => [binding.selector.owner, binding.foreign]));
  const reached = bearing(model.workloads.filter(w => !w.kind.unreachedByCommonLabels));
  const perScope = grouped(reached, ({ scope }) => scope);
  return [...values].flatMap(([workload, { value, origin }]): ComponentProblem[] => {
    if (isGiven({ value, origin })) return [];
    const others = bearers(workload, value).filter(other => other.bearer !== workload.bearer);
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
  return (workload, value) => bearing(bearers.get(`${workload.scope}\n${value}`) ?? []);
}

/** The first workload of each bearer in each scope. */
function bearing(workloads: readonly Workload[]): readonly Workload[] {
  return [...new Map([...workloads].reverse().map(w => [`${w.scope}\n${w.bearer}`, w])).values()].reverse();
}
