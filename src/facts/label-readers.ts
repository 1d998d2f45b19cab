import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { remembered } from '../data/remembered';
import type { LabelEntry } from '../kustomize';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Asking } from '../model/relation';
import { placeOf, refOf } from '../model/resource';
import { distinct, sameWorkloads, selection } from '../model/selection';
import type { Watch } from '../model/watches';
import type { Unwritten } from './before-labels';
import { type Harmed, harmsIn } from './label-harms';
import type { LabelledState } from './overwrites';

/** A part of a Situation: what label entries wrote, and what selects by it. */
export interface LabelState extends LabelledState, Harmed {
  readonly model: Harmed['model'];
  readonly bindings: Harmed['bindings'];
  readonly watches: readonly Watch[];
}

/** What a root builds, as far as labels meet it. */
export interface BuiltSelectors {
  readonly workloads: readonly Workload[];
  readonly bindings: readonly Binding[];
  readonly watches: readonly Watch[];
}

/** What the roots of the state build, by root. */
export const builtIn = remembered((state: LabelState) => {
  const rootOf = ({ resource }: Workload | Asking) => resource.via[0] ?? '';
  const workloads = grouped(state.model.workloads, rootOf);
  // What a selector may mean at best tells nothing here.
  const isGuess = ({ verdict, level }: Binding) => verdict === 'unknown' && level !== 'authored';
  const known = state.bindings.map(binding => (isGuess(binding) ? { ...binding, means: [] } : binding));
  // What must not have it, does not need it.
  const harmed = new Set(harmsIn(state).map(({ place, path }) => `${place} ${formatPath(path)}`));
  const isHarmed = ({ selector }: Binding) =>
    harmed.has(`${placeOf(selector.resource)} ${formatPath(selector.labelsPath)}`);
  const bindings = grouped(
    known.filter(binding => !isHarmed(binding)),
    ({ selector }) => rootOf(selector),
  );
  const watches = grouped(state.watches, ({ selector }) => rootOf(selector));
  return ({ kustomization: { via } }: LabelEntry): BuiltSelectors => {
    const root = via[0] ?? '';
    return {
      workloads: workloads.get(root) ?? [],
      bindings: bindings.get(root) ?? [],
      watches: watches.get(root) ?? [],
    };
  };
});

/** What it means, it would select with the label as it was, and does not. */
export const isCutOff = ({ selector, selects, means }: Binding, before: Unwritten): boolean =>
  means.some(meant => !selects.some(({ place }) => place === meant.place) && before.selects(selector, meant));

/**
 * What would select other pods if selectors, and with `undone` pods too, were as the entry found them: pods that it means and no
 * longer gets, or others that it gets.
 */
export function readersOf(
  { workloads, bindings, watches }: BuiltSelectors,
  before: Unwritten,
  undone?: readonly string[],
): string[] {
  const selects = selection({ workloads }, undone ? before.podLabels : ({ podLabels }) => podLabels);
  const [key = '', value] = undone ?? [];
  const overPods = bindings.filter(({ selector, selects: now, means, isGiven }) => {
    // A selector that a label gave to a Service without one is meant where it selects just one: see label-gives-selector.
    if (undone && isGiven && distinct(now).length !== 1) return false;
    const asked = before.asked(selector);
    const then = asked ? selects(asked) : [];
    if (!undone) return !sameWorkloads(now, then);
    const own = selector.role === 'own' ? selector.owner?.place : undefined;
    const isMeant = (w: Workload) => w.place === own || means.some(({ place }) => place === w.place);
    return now.some(w => isMeant(w) && !then.includes(w)) || then.some(w => !isMeant(w) && !now.includes(w));
  });
  const read = watches.filter(
    ({ selector: { field, asks, expression = '' } }) =>
      undone && field.over === 'Pod' && (asks.matchLabels[key] === value || expression.includes(key)),
  );
  return [
    ...overPods.map(({ selector }) => refOf(selector.resource)),
    ...read.map(({ selector }) => refOf(selector.resource)),
  ];
}
