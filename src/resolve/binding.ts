import type { Selector, Workload } from '../model';

/**
 * What is known of a selector's meaning. `one`: it means `means`. `shared`: it selects several workloads on purpose, or
 * nothing speaks against it. `nothing`: it selects nothing and is never given a target. `all`: the empty selector.
 * `unknown`: the program refuses.
 */
export type Verdict = 'one' | 'shared' | 'nothing' | 'all' | 'unknown';

/** Where the meaning comes from, strongest first (DESIGN.md, "What a selector means"). */
export type Level = 'own' | 'said' | 'authored' | 'still-true' | 'reference' | 'name-and-port';

/** A selector, what it selects now, what it means, and the evidence for that. */
export interface Binding {
  readonly selector: Selector;
  readonly selects: readonly Workload[];
  readonly verdict: Verdict;
  /** The workloads meant; for `unknown`, the best guess, which is only ever shown. */
  readonly means: readonly Workload[];
  readonly level?: Level;
  /** The evidence, as words for a message. */
  readonly evidence: string;
  /** Selected workloads that are certainly not meant. */
  readonly foreign: readonly Workload[];
  /** A kustomization's labels made the selector: its author wrote none. */
  readonly isGiven?: true;
  /** What brings pods that can't be seen, where the selector may mean those. */
  readonly unseen?: string;
}
