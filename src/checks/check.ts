import type { State } from '../after';
import type { Components } from '../components';
import type { Config } from '../config';
import type { Finding, Severity } from '../diagnostic';
import type { Edit } from '../edit';
import type { Gap } from '../kustomize';
import type { Refusal } from '../plan';
import type { Watch } from '../watches';

/** What a check looks at: the input as it is, or as a run leaves it. All of it is frozen. */
export interface Situation extends State {
  readonly components: Components;
  readonly config: Pick<Config, 'label' | 'mode' | 'stage'>;
  /** The edits that were made to come to this state. */
  readonly edits: readonly Edit[];
  /** What was not edited because it would have broken something. */
  readonly refused: readonly Refusal[];
  /** Labels that only a hand can write, into inline patches. */
  readonly unplaced: readonly Edit[];
  /** The selectors over other resources than pods. */
  readonly watches: readonly Watch[];
  /** What of the kustomizations can't be followed. */
  readonly gaps: readonly Gap[];
}

/** One thing that can be wrong. Its page, `<id>.md` beside it, tells users what, why and what to do. */
export interface Check {
  /** Names the defect; it is the file, the page, the fixture and the result's tag at once. */
  readonly id: string;
  /** What weighs in as a rule; a finding may weigh otherwise. */
  readonly severity: Severity;
  /** One line for tables. */
  readonly summary: string;
  readonly find: (situation: Situation) => readonly Finding[];
}
