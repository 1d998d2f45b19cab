import { noRest, Rest } from '../data/rest';
import { asMap, valueAt } from '../data/values';
import type { Selector, Workload } from '../model';
import { distinct, partedByPlace } from '../model/selection';
import type { Binding } from './binding';
import { byName } from './likeness';

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
  /** How it came to select what it means, where it selected nothing until a kustomization wrote labels: beside what it asked for, or over it. */
  readonly completion: (selector: Selector) => 'added' | 'replaced' | undefined;
  /** What it meant in a lower layer is gone, and it means others since. */
  readonly hasMoved: (selector: Selector) => boolean;
  /** What brings resources into the selector's root that can't be seen, as words for a message. */
  readonly unseen: (selector: Selector) => string | undefined;
}

/**
 * What a selector in the sources of a kustomization means. Only widening and emptying by labels are damage; that an upper layer's
 * labels narrow it, or give it what it selects, is meant (DESIGN.md, "sources situation").
 */
export function bindAuthored(
  selector: Selector,
  selects: readonly Workload[],
  authored: Authored,
  infer: () => Binding,
): Binding {
  const means = authored.means(selector);
  const binding = {
    selector,
    selects,
    means,
    foreign: noRest,
    level: 'authored',
    ground: 'authored',
    evidence,
  } as const;
  if (!authored.isWritten(selector)) {
    if (!means.every(isLabelledOnlyByKustomize)) return { ...binding, verdict: 'shared', isGiven: true };
    if (distinct(means).length > 1) return infer();
  }
  const { kept, rest: foreign } = partedByPlace(selects, means);
  const unseen = mayMeanUnseen(selector, kept, authored) ? authored.unseen(selector) : undefined;
  if (unseen !== undefined) {
    const why = `it may mean pods that ${unseen} brings`;
    return { ...binding, verdict: foreign.length > 0 ? 'unknown' : 'shared', unseen, evidence: why };
  }
  if (means.length === 0)
    return selects.length > 0 ? meansNobody(binding, infer()) : { ...binding, verdict: 'nothing' };
  if (kept.length === 0 && !means.some(w => authored.selectsUnlabelled(selector, w))) {
    return { ...binding, means: selects, verdict: selects.length > 0 ? 'shared' : 'nothing' };
  }
  if (foreign.length === 0) {
    const exactlyOne = distinct(selects).length === 1 && kept.length === means.length;
    if (exactlyOne && authored.completion(selector) === 'replaced') return paired(binding, infer());
    if (exactlyOne) return { ...binding, verdict: authored.hasMoved(selector) ? 'shared' : 'one' };
    return kept.length > 1 ? several(binding, infer()) : { ...binding, verdict: 'shared' };
  }
  if (kept.length === 0) return { ...binding, verdict: 'unknown', foreign };
  const isAdded = (w: Workload) => authored.selectsUnlabelled(selector, w) && !authored.isClaimed(selector, w);
  const added = isAboutOwn(selector, kept) ? [] : [...foreign].filter(isAdded);
  if (added.length === foreign.length) return allAdded(binding, infer());
  const meant = [...kept, ...added];
  return { ...binding, verdict: 'one', means: meant, foreign: partedByPlace(selects, meant).rest };
}

/** Its author wrote its pods no labels: whoever leaves them to kustomize leaves it the selectors over them, too. */
const isLabelledOnlyByKustomize = ({ resource: { source }, podLabelsPath }: Workload): boolean =>
  source !== undefined && Object.keys(asMap(valueAt(source.value, podLabelsPath)) ?? {}).length === 0;

const evidence = 'as its labels are authored';

/** Where resources can't be seen, only a name ties a selector to those that can. */
function mayMeanUnseen(selector: Selector, kept: readonly Workload[], authored: Authored): boolean {
  if (kept.length === 0 || authored.completion(selector) !== undefined) return true;
  if (isAboutOwn(selector, kept)) return false;
  return (byName(selector.resource, kept)?.relation ?? 'overlap') === 'overlap';
}

/** A term that keeps a workload's own pods apart is not meant to share. */
const isAboutOwn = ({ role, owner }: Selector, kept: readonly Workload[]): boolean =>
  role === 'apart' && kept.some(({ place }) => place === owner?.place);

type Unjudged = Omit<Binding, 'verdict'>;

/**
 * It selects nothing as authored, and several workloads since a label replaced what it asked for. A Service is kept from them,
 * unless one may be what keeps it working; of what else is in a cluster nothing is known, so policies and budgets stay.
 */
function meansNobody(binding: Unjudged, inferred: Binding): Binding {
  const { selector, selects } = binding;
  const may = inferred.verdict === 'one' ? inferred : { means: [], evidence: 'as authored it selects nothing here' };
  const isKeptAway = selector.role === 'route' && inferred.verdict !== 'one';
  if (isKeptAway) return { ...binding, verdict: 'nobody', foreign: new Rest(selects) };
  return {
    ...binding,
    ...weighed(inferred),
    level: 'name-and-port',
    verdict: 'unknown',
    means: may.means,
    evidence: may.evidence,
  };
}

/** A label replaced what it asked for, and just one workload bears it: a Service may depend on that. */
function paired(binding: Unjudged, inferred: Binding): Binding {
  return binding.selector.role === 'route' ? inferred : { ...binding, verdict: 'shared' };
}

/** Authored for several: on purpose, unless names and ports say otherwise. Either way it stays. */
function several(binding: Unjudged, inferred: Binding): Binding {
  const { verdict, means, evidence } = inferred;
  if (verdict !== 'one') return { ...binding, verdict: 'shared' };
  return { ...binding, ...weighed(inferred), level: 'name-and-port', verdict: 'unknown', means, evidence };
}

/** What speaks for and against each that may be meant. */
const weighed = ({ candidates }: Binding): Pick<Binding, 'candidates'> => (candidates ? { candidates } : {});

/**
 * An upper layer brings workloads under just the labels that the selector was authored with: a canary, or an accident. No label did
 * that, so nothing is narrowed; what speaks for sharing decides how it is told.
 */
function allAdded(binding: Unjudged, inferred: Binding): Binding {
  if (inferred.verdict === 'shared') return inferred;
  const evidence = 'an upper kustomization adds the others under the same labels';
  return { ...binding, ...weighed(inferred), verdict: 'unknown', evidence };
}
