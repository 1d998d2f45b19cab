import { compound } from '../data/compound';
import { grouped, groupedByEach } from '../data/grouped';
import { lazy, remembered } from '../data/remembered';
import type { SelectorRole } from '../kinds';
import type { Package, Scope } from './scope';
import type { Selector } from './selector';
import type { Workload } from './workload';

/** The workloads of a state by what they are looked for: each way is built when it is first asked for, once for each state. */
export interface WorkloadIndex {
  readonly in: (scope: Scope) => readonly Workload[];
  readonly inPackage: (home: Package) => readonly Workload[];
  /** Those of a scope whose pods bear a label. */
  readonly bearing: (scope: Scope, key: string, value: string) => readonly Workload[];
  readonly at: (place: string) => Workload | undefined;
}

export const workloadIndex = remembered((workloads: readonly Workload[]): WorkloadIndex => {
  const byScope = lazy(() => grouped(workloads, ({ scope }) => scope));
  const byPackage = lazy(() => grouped(workloads, ({ resource }) => resource.package));
  const byPair = lazy(() =>
    groupedByEach(workloads, ({ scope, podLabels }) =>
      Object.entries(podLabels).map(([key, value]) => pairOf(scope, key, value)),
    ),
  );
  const byPlace = lazy(() => new Map(workloads.map(workload => [workload.place, workload])));
  return {
    in: scope => byScope().get(scope) ?? [],
    inPackage: home => byPackage().get(home) ?? [],
    bearing: (scope, key, value) => byPair().get(pairOf(scope, key, value)) ?? [],
    at: place => byPlace().get(place),
  };
});

/** The selectors of a state, likewise. */
export interface SelectorIndex {
  readonly ofRole: (role: SelectorRole) => readonly Selector[];
}

export const selectorIndex = remembered((selectors: readonly Selector[]): SelectorIndex => {
  const byRole = lazy(() => grouped(selectors, ({ role }) => role));
  return { ofRole: role => byRole().get(role) ?? [] };
});

const pairOf = (scope: Scope, key: string, value: string): string => compound(scope, key, value);
