import type { Path } from '../data/path';
import type { SelectorRole } from '../kinds';
import type { Stage } from '../labels/stage';
import type { Workload } from '.';
import type { Resource } from './resource';

/** One label to be written: at once a KRM result field, a JSON patch and a line of a diff. */
export interface Edit {
  readonly resource: Resource;
  /** The kustomization for whose sake the edit is made, where the resource is a source. */
  readonly root?: string;
  /** The selector selects just what it means without it. */
  readonly isSpare?: true;
  /** From the resource's root to the label's key. */
  readonly path: Path;
  readonly currentValue?: string;
  readonly proposedValue: string;
  /** The first stage that may make this edit. */
  readonly stage: Stage;
  /** What the selector is for, where the label is written to one. */
  readonly role?: SelectorRole;
  /** The workloads whose component this edit is about; it is made with all of their edits or not at all. */
  readonly workloads: readonly Workload[];
  /** Why, as words for a message. */
  readonly evidence: string;
  /** The API server refuses this change on a live object. */
  readonly immutable: boolean;
}
