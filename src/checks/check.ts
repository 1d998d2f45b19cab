import type { Config } from '../config';
import type { Gap, LabelEntry } from '../kustomize';
import type { Collision } from '../meaning/collisions';
import type { Edit } from '../model/edit';
import type { Finding, Severity } from '../model/finding';
import type { Problem } from '../model/input-error';
import type { Link } from '../model/references';
import type { Resource } from '../model/resource';
import type { Watch } from '../model/watches';
import type { Components } from '../repair/components';
import type { Refusal } from '../repair/refusal';
import type { State } from '../repair/state';

/** What a check looks at: the input as it is, or as a run leaves it. All of it is frozen. */
export interface Situation extends State {
  readonly components: Components;
  readonly config: Pick<Config, 'label' | 'mode' | 'stage' | 'checks'>;
  /** The edits that were made to come to this state. */
  readonly edits: readonly Edit[];
  /** What was not edited because it would have broken something. */
  readonly refused: readonly Refusal[];
  /** Labels that only a hand can write, into inline patches. */
  readonly byHand: readonly Edit[];
  /** What of the input can't be understood. */
  readonly problems: readonly Problem[];
  /** The selectors that are only read. */
  readonly watches: readonly Watch[];
  /** The references by name. */
  readonly references: readonly Link[];
  /** Workloads that no label tells apart. */
  readonly collisions: readonly Collision[];
  /** Objects of kinds outside the tables that look like workloads or selectors. */
  readonly unknownKinds: readonly Resource[];
  /** Objects that have labels written on what a package or a kustomization holds. */
  readonly labellers: readonly Resource[];
  /** What of the kustomizations can't be followed. */
  readonly gaps: readonly Gap[];
  /** What the label entries of kustomizations write, root by root; empty where there are none among the items. */
  readonly labelEntries: readonly LabelEntry[];
}

/** One thing that can be wrong. Its page, `<id>.md` beside it, tells users what, why and what to do. */
export interface Check {
  /** Names the defect; it is the file, the page, the fixture and the result's tag at once. */
  readonly id: string;
  /** What weighs in as a rule; a finding may weigh otherwise. */
  readonly severity: Severity;
  /** One line for tables. */
  readonly summary: string;
  /** It tells what a run writes: where everything is written it has nothing to say. */
  readonly tellsOfEdits?: true;
  readonly find: (situation: Situation) => readonly Finding[];
  /** What it says of what all checks have found, in the input and in what a run leaves of it. */
  readonly review?: (
    received: Situation,
    found: readonly CheckedFinding[],
    all: readonly Check[],
  ) => readonly Finding[];
  /** Findings of all checks that it tells as one, and that one. */
  readonly gather?: (found: readonly CheckedFinding[]) => readonly GatheredFinding[];
}

/** A finding in place of others. */
export interface GatheredFinding {
  readonly one: Finding;
  readonly of: readonly CheckedFinding[];
}

/** A finding and the id of its check. */
export interface CheckedFinding extends Finding {
  readonly check: string;
}
