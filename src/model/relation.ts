import type { Path } from '../data/path';
import type { LabelSelector, Labels } from '../labels/label-selector';
import type { Resource } from './resource';

/** What every selector is: a field of a resource that asks for labels. */
export interface Asking {
  readonly resource: Resource;
  readonly path: Path;
  readonly role: string;
  readonly asks: LabelSelector;
  /** The labels of the selector that only controllers write on pods. */
  readonly controllerLabels: Labels;
}

/** A selector, what it selects now and what it means: workloads by the labels of their pods, or resources by their own. */
export interface Relation<Selected> {
  readonly selector: Asking;
  readonly selects: readonly Selected[];
  readonly means: readonly Selected[];
}
