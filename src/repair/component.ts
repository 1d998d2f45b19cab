import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Rest } from '../data/rest';
import type { Workload } from '../model';

/** The component label of one workload. */
export interface Component {
  readonly value: string;
  /** `said` by the user, `kept` from the manifest, `together` with others that one selector means, or `named` after the workload. */
  readonly origin: 'said' | 'kept' | 'together' | 'named';
  /** Whether said or together, or other labels tell those apart that bear it: others may bear it on purpose. */
  readonly isGiven: boolean;
  /** How it was made, where it is named after the workload. */
  readonly says?: string;
  /** It says which release of its program the workload is: what is bound to it, the next release does not get. */
  readonly isRelease: boolean;
  /** What the workload would get, and why, where an earlier release of this program gave it the value that it bears. */
  readonly changed?: FormerValue;
  /** No other workload of the scope has this value: it tells the workload apart. */
  readonly unique: boolean;
}

/** A value that an earlier release wrote and this one would not. */
export interface FormerValue {
  readonly release: string;
  readonly value: string;
  readonly says: string;
}

/** What is wrong with a workload's component label. */
export interface ComponentProblem {
  /** `apart`: they bear the same value, but other labels tell their pods apart: nothing must be done. */
  readonly kind: 'constant' | 'shared' | 'invalid' | 'apart';
  readonly workload: Workload;
  readonly value: string;
  /** The workloads that bear the same value. */
  readonly others: readonly Workload[] | Rest<Workload>;
}

export type Value = Pick<Component, 'value' | 'origin' | 'says' | 'changed'> & {
  /** Other labels tell those apart that bear it. */
  readonly isShared?: boolean;
};

export const isGiven = ({ origin, isShared }: Value): boolean =>
  origin === 'said' || origin === 'together' || isShared === true;

export function bearersOf(
  values: ReadonlyMap<Workload, Value>,
): (workload: Workload, value: string) => readonly Workload[] {
  const bearers = grouped([...values.keys()], workload => compound(workload.scope, values.get(workload)?.value));
  return (workload, value) => bearing(bearers.get(compound(workload.scope, value)) ?? []);
}

/** The first workload of each bearer in each scope. */
export const bearing = remembered((workloads: readonly Workload[]): readonly Workload[] =>
  [...new Map([...workloads].reverse().map(w => [compound(w.scope, w.bearer), w])).values()].reverse(),
);
