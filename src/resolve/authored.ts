import type { Selector, Workload } from '../model';
import { distinct } from '../scope';
import type { Binding } from './binding';

/** What the sources of kustomizations tell of their selectors. */
export interface Authored {
  /** The workloads that it selects in the lowest layer in which it selects any. */
  readonly means: (selector: Selector) => readonly Workload[];
  /** It would select the workload, wrote no kustomization a label. */
  readonly selectsUnlabelled: (selector: Selector, workload: Workload) => boolean;
  /** Another selector of its kind means the workload and nothing that this one means, and catches this one's just so. */
  readonly isClaimed: (selector: Selector, workload: Workload) => boolean;
  /** It stands in a file or a patch: no kustomization's labels made it. */
  readonly isWritten: (selector: Selector) => boolean;
  /** It selected nothing until a kustomization wrote labels. */
  readonly isCompleted: (selector: Selector) => boolean;
  /** What brings resources into the selector's root that can't be seen, as words for a message. */
  readonly unseen: (selector: Selector) => string | undefined;
}

/**
 * What a selector in the sources of a kustomization means. Only widening and emptying are damage; that an upper layer's labels
 * narrow it, or give it what it selects, is meant (DESIGN.md, "sources situation").
 */
export function bindAuthored(
  selector: Selector,
  selects: readonly Workload[],
  authored: Authored,
  infer: () => Binding,
): Binding {
  const means = authored.means(selector);
  const evidence = 'as its labels are authored';
  const binding = { selector, selects, means, foreign: [], level: 'authored', evidence } as const;
  if (!authored.isWritten(selector)) return { ...binding, verdict: 'shared' };
  const unseen = means.length === 0 || authored.isCompleted(selector) ? authored.unseen(selector) : undefined;
  if (unseen !== undefined) {
    const verdict = selects.length === 0 ? 'nothing' : 'unknown';
    return { ...binding, means: [], verdict, unseen, evidence: `it may mean pods that ${unseen} brings` };
  }
  if (means.length === 0 && selects.length > 0) return { ...binding, verdict: 'one', foreign: selects };
  if (means.length === 0) return { ...binding, verdict: 'nothing' };
  const places = new Set(means.map(({ place }) => place));
  const foreign = selects.filter(({ place }) => !places.has(place));
  const kept = selects.filter(({ place }) => places.has(place));
  if (foreign.length === 0) {
    const exactlyOne = distinct(selects).length === 1 && kept.length === means.length;
    return { ...binding, verdict: exactlyOne ? 'one' : 'shared' };
  }
  if (kept.length === 0) return { ...binding, verdict: 'unknown', foreign };
  const added = foreign.filter(w => authored.selectsUnlabelled(selector, w) && !authored.isClaimed(selector, w));
  // A term that keeps a workload's own pods apart is not meant to share.
  const isOwn = selector.role === 'apart' && kept.some(({ place }) => place === selector.owner?.place);
  if (added.length > 0 && !isOwn) return withAdded(binding, kept, infer());
  return { ...binding, verdict: 'one', means: kept, foreign };
}

/**
 * An upper layer brings workloads under just the labels that the selector was authored with: a canary, or an accident. What else
 * speaks for either decides, as for rendered resources.
 */
function withAdded(binding: Omit<Binding, 'verdict'>, kept: readonly Workload[], inferred: Binding): Binding {
  if (inferred.verdict === 'shared') return inferred;
  const agrees = inferred.means.length > 0 && inferred.means.every(w => kept.includes(w));
  if (inferred.verdict === 'one' && agrees) return inferred;
  return { ...binding, verdict: 'unknown', means: kept, evidence: 'an upper kustomization adds the others' };
}
