import { bearersOf, bearing, type Component, type ComponentProblem, isGiven, type Value } from './component';
import { clashes, overwritten } from './component-problems';
import type { Config } from './config';
import { grouped } from './grouping';
import { workloadKinds } from './kinds';
import { isLabelValue } from './label-selector';
import { hash, labelValue } from './label-value';
import type { Model, Selector, Workload } from './model';
import type { Binding } from './resolve';
import { refOf } from './resource';
import type { Said } from './said';

/** The component of every workload that has one, and what hinders the others. */
export interface Components {
  /** The component of a workload, also of one in a later state; undefined where something hinders it. */
  readonly of: (workload: Workload) => Component | undefined;
  /** A value that no workload of the selector's scope bears, for one that means none of them. */
  readonly ofNobody: (selector: Selector) => string;
  readonly problems: readonly ComponentProblem[];
}

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
  for (const [workload, { value, origin }] of given) {
    if (origin === 'kept' && together.get(workload.bearer) === value)
      given.set(workload, { value, origin: 'together' });
  }
  const instances = grouped(model.workloads, templateOf);
  for (const [workload, value] of given) {
    const others = (instances.get(templateOf(workload)) ?? []).filter(
      w => given.has(w) && given.get(w)?.value !== value.value,
    );
    if (others.length > 0 && workload.resource.source)
      problems.push({ kind: 'constant', workload, value: value.value, others });
    else if (isLabelValue(value.value)) values.set(workload, value);
    else problems.push({ kind: 'invalid', workload, value: value.value, others: [] });
  }
  for (const [workload, value] of [...values])
    for (const instance of instances.get(templateOf(workload)) ?? [])
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
  const common = model.workloads.filter(workload => isCommon(workload, label));
  problems.push(...overwritten(bindings, common, label));
  for (const workload of common) values.delete(workload);
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

/** One pod template of one source, whatever kustomizations make of it. */
const templateOf = ({ bearer, podLabelsPath }: Workload): string => `${bearer} ${podLabelsPath.join('.')}`;

/** A kustomization writes the label key itself: whatever stands there is no component. */
const isCommon = ({ resource }: Workload, label: string): boolean => resource.commonLabels?.includes(label) === true;

/** The values that the user or the manifests give. */
function existing(model: Model, bindings: readonly Binding[], said: Said, label: string): Map<Workload, Value> {
  const values = new Map<Workload, Value>();
  for (const { selector } of bindings) {
    const value = selector.selector.matchLabels[label];
    if (selector.role === 'own' && selector.owner && value !== undefined && !isCommon(selector.owner, label))
      values.set(selector.owner, { value, origin: 'kept' });
  }
  const bearers = grouped(
    bearing(model.workloads).flatMap(w =>
      [...new Set([w.labels[label], w.podLabels[label], said.components.get(w)])].map(v => `${w.scope}\n${v}`),
    ),
    key => key,
  );
  for (const workload of model.workloads) {
    if (isCommon(workload, label)) continue;
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
  const rank = ({ kind }: Workload) =>
    workloadKinds.includes(kind) ? workloadKinds.indexOf(kind) : workloadKinds.length;
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
