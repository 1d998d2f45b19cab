import type { Level } from './binding';
import type { Pointer } from './pointing';
import type { Question } from './question';

/** A rule of evidence that looks at names, ports and references. */
export interface EvidenceRule {
  readonly id: RuleId;
  /** `certain` rules bind; `plausible` ones are told, and bind Services only where the user asks for it by `evidence: Plausible`. */
  readonly weight: 'certain' | 'plausible';
  readonly level: Level;
  /** What ports must not say against the workload that it points to. */
  readonly yieldsTo: PortObjectionId;
  /** What it says, in one line. */
  readonly summary: string;
  /** What it needs. */
  readonly needs: string;
  /** What speaks against it. */
  readonly against: string;
  /** On public applications whose labels were overwritten: for how many Services it points to a workload, and for how many to the right one. */
  readonly worth: { readonly decided: number; readonly right: number };
  /** The one candidate that it points to. */
  readonly points: (question: Question) => Pointer | undefined;
}

/** What ports say against a workload, each more than the one before. */
export type PortObjectionId = 'unclaimed' | 'others' | 'any';

export type RuleId =
  | 'named-by-workload'
  | 'equal-name'
  | 'equal-but-for-affixes'
  | 'same-instance'
  | 'only-named-port'
  | 'only-declared-port'
  | 'part-and-port'
  | 'image-and-port'
  | 'numbered-services'
  | 'another-way-in'
  | 'part-by-elimination'
  | 'part-of-name'
  | 'only-port'
  | 'image-of-that-name';
