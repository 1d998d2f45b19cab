import { compound } from '../data/compound';
import { grouped, groupedByEach } from '../data/grouped';
import { remembered, rememberedPair } from '../data/remembered';
import { Rest } from '../data/rest';
import { type Model, type Selector, selectorKey, selectsPods, type Workload } from '.';

/**
 * Finds the workloads that a selector selects. Bucketed by label and remembered by selector, so that thousands stay cheap:
 * selectors that ask for the same get the same list.
 */
export type Selects = (selector: Selector) => readonly Workload[];

/**
 * Which workloads each selector of the model selects, had every workload the pod labels that `labelsOf` says.
 * Two resources of one identity both count: one of them is what the cluster will hold.
 */
export function selection(
  model: Pick<Model, 'workloads'>,
  labelsOf: (workload: Workload) => Workload['podLabels'],
): Selects {
  const keysOf = (workload: Workload): string[] => [
    workload.scope,
    ...Object.entries(labelsOf(workload)).map(([key, value]) => compound(workload.scope, key, value)),
  ];
  const buckets = groupedByEach(model.workloads, keysOf);
  const known = new Map<string, readonly Workload[]>();
  return selector => {
    const asked = JSON.stringify([selector.scope, selector.asks, selector.controllerLabels]);
    const found = known.get(asked) ?? Object.freeze(find(selector));
    known.set(asked, found);
    return found;
  };

  function find(selector: Selector): Workload[] {
    const keys = Object.entries(selector.asks.matchLabels).map(([k, v]) => compound(selector.scope, k, v));
    const found = (keys.length > 0 ? keys : [selector.scope]).map(key => buckets.get(key) ?? []);
    const smallest = found.reduce((a, b) => (b.length < a.length ? b : a));
    return smallest.filter(workload => selectsPods(selector, workload, labelsOf(workload)));
  }
}

/** The places of what every selector of the model selects, by selector. */
export function selectedPlaces(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const selects = selection(model, workload => workload.podLabels);
  return new Map(model.selectors.map(s => [selectorKey(s), placesIn(selects(s))]));
}

/** The identities of a list of workloads. */
export const identitiesOf = remembered(
  (workloads: readonly Workload[]): ReadonlySet<string> => new Set(workloads.map(({ identity }) => identity)),
);

/** The places of a list of workloads. */
export const placesIn = remembered(
  (workloads: readonly Workload[]): ReadonlySet<string> => new Set(workloads.map(({ place }) => place)),
);

/** True where both lists hold the same workloads by identity. */
export function sameWorkloads(a: readonly Workload[], b: readonly Workload[]): boolean {
  if (a === b) return true;
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return identitiesOf(a).size === identitiesOf(b).size && areWithin(a, b);
}

/** True where the identities of some are all among those of others: many selectors share both lists. */
const areWithin = rememberedPair((some: readonly Workload[], others: readonly Workload[]): boolean =>
  [...identitiesOf(some)].every(identity => identitiesOf(others).has(identity)),
);

/** The workloads without repeated identities: the first of each. The list itself where none is repeated. */
export const distinct = remembered((workloads: readonly Workload[]): readonly Workload[] => {
  if (identitiesOf(workloads).size === workloads.length) return workloads;
  const seen = new Set<string>();
  return workloads.filter(({ identity }) => !seen.has(identity) && seen.add(identity));
});

/** True for what does not run to completion. */
const isLasting = ({ runsToCompletion }: Workload): boolean => !runsToCompletion;

/** The workloads that do not run to completion. The list itself where none does. */
export const lasting = remembered((workloads: readonly Workload[]): readonly Workload[] =>
  workloads.every(isLasting) ? workloads : Object.freeze(workloads.filter(isLasting)),
);

/** The workloads that serve, each once: those that do not run to completion. */
export const serving = remembered((workloads: readonly Workload[]): readonly Workload[] =>
  distinct(lasting(workloads)),
);

/** A selection in two: those of the identities, or at the places, of some workloads, in the selection's order, and the rest. */
export interface Parted {
  readonly kept: readonly Workload[];
  readonly rest: Rest<Workload>;
}

const partedBy = (keyOf: (workload: Workload) => string) => {
  const indexed = remembered((selects: readonly Workload[]) => grouped(selects, keyOf));
  const positions = remembered((selects: readonly Workload[]) => new Map(selects.map((workload, i) => [workload, i])));
  return (selects: readonly Workload[], some: readonly Workload[]): Parted => {
    if (some.length === 0) return { kept: some, rest: new Rest(selects) };
    if (selects === some) return { kept: selects, rest: new Rest(selects, selects) };
    const [keys, at] = [new Set(some.map(keyOf)), positions(selects)];
    const kept = [...keys].flatMap(key => indexed(selects).get(key) ?? []);
    if (kept.length > 1) kept.sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
    return { kept: Object.freeze(kept), rest: new Rest(selects, kept) };
  };
};

export const partedByIdentity = partedBy(({ identity }) => identity);
export const partedByPlace = partedBy(({ place }) => place);
