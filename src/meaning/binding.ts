import type { Rest } from '../data/rest';
import type { Selector, Workload } from '../model';
import type { Relation } from '../model/relation';
import type { Reason } from './reasons';
import type { RuleId } from './rule';
import type { SharingId } from './sharing';

/**
 * What is known of a selector's meaning. `one`: it means `means`. `nobody`: it means none of what is here. `shared`: it selects several workloads on purpose, or
 * nothing speaks against it. `nothing`: it selects nothing and is never given a target. `all`: the empty selector.
 * `unknown`: the program refuses.
 */
export type Verdict = 'one' | 'nobody' | 'shared' | 'nothing' | 'all' | 'unknown';

/** Whom it means is known, so whatever else it selects is foreign. */
export const isKnown = (verdict: Verdict): boolean => verdict === 'one' || verdict === 'nobody';

/** Where the meaning comes from, strongest first. */
export type Level = 'own' | 'said' | 'authored' | 'still-true' | 'reference' | 'name-and-port';

/** What made a verdict that no rule about names and ports made. */
export type OtherGround =
  | 'own-selector'
  | 'said'
  | 'authored'
  | 'still-one'
  | 'own-selection'
  | 'unreached-pods'
  | 'over-reach'
  | 'operator-pods'
  | 'runs-to-completion'
  | 'selects-nothing'
  | 'selects-all'
  | 'told-apart'
  | 'no-evidence';

/** The ground of a verdict: the rule of evidence, or why several share, or what else decided. */
export type Ground = RuleId | SharingId | OtherGround;

/** A workload that a selector may mean, and what speaks for and against it. */
export interface Candidate {
  readonly workload: Workload;
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

/** A selector, what it selects now, what it means, and the evidence for that. */
export interface Binding extends Relation<Workload> {
  readonly selector: Selector;
  readonly verdict: Verdict;
  /** The workloads meant; for `unknown`, the best guess, which is only ever shown. */
  readonly means: readonly Workload[];
  readonly level?: Level;
  readonly ground: Ground;
  /** Who may be meant, most likely first; only where names and ports were asked. */
  readonly candidates?: readonly Candidate[];
  /** The evidence, as words for a message. */
  readonly evidence: string;
  /** Selected workloads that are certainly not meant. */
  readonly foreign: Rest<Workload>;
  /** A kustomization's labels made the selector: its author wrote none. */
  readonly isGiven?: true;
  /** What brings pods that can't be seen, where the selector may mean those. */
  readonly unseen?: string;
}
