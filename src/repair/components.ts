import type { Config } from '../config';
import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { isLabelValue } from '../labels/label-selector';
import { labelValue } from '../labels/label-value';
import type { Binding } from '../meaning';
import type { Stated } from '../meaning/stated';
import type { Model, Selector, Workload } from '../model';
import { type Others, othersOf } from './apart';
import { bearersOf, bearing, type Component, type ComponentProblem, isGiven, type Value } from './component';
import { clashes, overwritten } from './component-problems';
import { named } from './naming';
import { formerNamings } from './naming-rules';
import { saysRelease } from './releases';

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
  said: Stated,
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
  const others = othersOf(bindings, label);
  const unnamed = unlabelled.filter(workload => !values.has(workload));
  for (const [workload, name] of named(unnamed, values, others)) values.set(workload, { ...name, origin: 'named' });
  for (const [workload, value] of withHistory(model, values, others)) values.set(workload, value);
  problems.push(...clashes(model, bindings, values));
  const common = model.workloads.filter(workload => isCommon(workload, label));
  problems.push(...overwritten(bindings, common, label));
  for (const workload of common) values.delete(workload);
  for (const { kind, workload } of problems) if (kind !== 'apart') values.delete(workload);
  const bearers = bearersOf(values);
  const settled = new Map(
    [...values].map(([w, v]): [string, Component] => [
      w.place,
      {
        ...v,
        isGiven: isGiven(v),
        unique: bearers(w, v.value).length === 1,
        isRelease: saysRelease(v.value, w),
      },
    ]),
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
function existing(model: Model, bindings: readonly Binding[], said: Stated, label: string): Map<Workload, Value> {
  const values = new Map<Workload, Value>();
  for (const { selector } of bindings) {
    const value = selector.asks.matchLabels[label];
    if (selector.role === 'own' && selector.owner && value !== undefined && !isCommon(selector.owner, label))
      values.set(selector.owner, { value, origin: 'kept' });
  }
  const bearers = grouped(
    bearing(model.workloads).flatMap(w =>
      [...new Set([w.labels[label], w.podLabels[label], said.components.get(w)])].map(v => compound(w.scope, v)),
    ),
    key => key,
  );
  for (const workload of model.workloads) {
    if (isCommon(workload, label)) continue;
    const alone = bearers.get(compound(workload.scope, workload.labels[label]))?.length === 1;
    const own = workload.podLabels[label] ?? values.get(workload)?.value;
    const kept = own ?? (alone ? workload.labels[label] : undefined);
    if (kept !== undefined && kept !== '') values.set(workload, { value: kept, origin: 'kept' });
    const value = said.components.get(workload);
    if (value !== undefined) values.set(workload, { value, origin: 'said' });
  }
  return values;
}

/** What workloads bear, as this release or an earlier one would name them: an author's choice has no history. */
function withHistory(
  { workloads }: Model,
  values: ReadonlyMap<Workload, Value>,
  others: Others,
): readonly (readonly [Workload, Value])[] {
  const kept = [...values].filter(([, { origin }]) => origin === 'kept');
  if (kept.length === 0) return [];
  const fixed = new Map([...values].filter(([, { origin }]) => origin === 'said' || origin === 'together'));
  const anew = workloads.filter(workload => !fixed.has(workload));
  const now = named(anew, fixed, others);
  const former = formerNamings.map(naming => [naming.release, named(anew, fixed, others, naming)] as const);
  return kept.flatMap(([workload, value]): (readonly [Workload, Value])[] => {
    const present = now.get(workload);
    if (!present) return [];
    if (present.value === value.value) return present.isShared ? [[workload, { ...value, isShared: true }]] : [];
    const writer = former.find(([, names]) => names.get(workload)?.value === value.value);
    return writer ? [[workload, { ...value, changed: { release: writer[0], ...present } }]] : [];
  });
}
