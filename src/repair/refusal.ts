import type { Selector, Workload } from '../model';
import type { Advice } from '../model/change';
import type { Edit } from '../model/edit';

/** A component of which nothing is edited, because its edits together would break what the theorem demands. */
export interface Refusal {
  readonly workloads: readonly Workload[];
  /** The selector that hinders, where one does. */
  readonly selector?: Selector;
  readonly reason: string;
  /** What must be done, where it is not what helps as a rule. */
  readonly cure?: string;
  /** The changes among that, as values. */
  readonly advice?: Advice;
  /** The edit that was made for the selector does not reach it: it alone is withdrawn. */
  readonly unreached?: Edit;
}
