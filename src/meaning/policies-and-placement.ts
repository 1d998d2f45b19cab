import { isAmong } from '../data/among';
import { noRest } from '../data/rest';
import type { Selector, Workload } from '../model';
import { distinct, partedByIdentity, sameWorkloads } from '../model/selection';
import type { Binding } from './binding';
import type { Judgement } from './judge';
import { isWholeName } from './likeness';
import type { Neighbours } from './neighbours';
import { unresolved } from './services';
import { extendingAmong, isPartOf } from './sharing';

/** What a policy over several workloads means. It is never narrowed on inference: pods that drop out are no longer guarded. */
export function bindPolicy(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, foreign: noRest };
  const shared: Binding = { ...binding, verdict: 'shared', means: selects, evidence: '', ground: 'told-apart' };
  if (selector.path.some(key => typeof key === 'number')) return shared;
  const judgement = neighbours.judge(selector, distinct(selects));
  const named = namedBy(judgement);
  const isKin = (w: Workload) => named.some(member => isPartOf(w, member, selector.resource));
  const isStranger = (w: Workload) => !isAmong(w, named) && !isKin(w);
  const isAccident = oneOfEach(named, neighbours).some(member =>
    neighbours.indistinctAmong(member, judgement.question.candidates).some(isStranger),
  );
  return isAccident ? unresolved({ ...binding, evidence: '' }, judgement) : shared;
}

/** One of each that no label but the component tells apart. */
const oneOfEach = (workloads: readonly Workload[], neighbours: Neighbours): readonly Workload[] =>
  workloads.filter(w => neighbours.indistinctAmong(w, workloads)[0] === w);

/** The workloads that bear its name, or else hold it in theirs. */
function namedBy({ question: { namesakes, candidates, resource } }: Judgement): readonly Workload[] {
  const equal = namesakes.filter(isWholeName);
  return equal.length > 0 ? equal.map(({ pick }) => pick) : extendingAmong(candidates, resource);
}

/**
 * What an affinity or spread term over several workloads means. A term that keeps pods apart and catches just what the
 * workload's own, colliding selector catches was written for the workload itself; one that brings pods together may
 * have meant any of them.
 */
export function bindPlacement(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, evidence: '', foreign: noRest };
  const { owner } = selector;
  const collides =
    owner !== undefined && isAmong(owner, selects) && sameWorkloads(selects, neighbours.ownSelection(owner));
  if (!owner || !collides) return { ...binding, verdict: 'shared', means: selects, ground: 'told-apart' };
  if (selector.role === 'together') return { ...binding, verdict: 'unknown', means: [], ground: 'no-evidence' };
  return {
    ...binding,
    verdict: 'one',
    means: [owner],
    level: 'reference',
    ground: 'own-selection',
    evidence: 'it catches what its own selector catches',
    foreign: partedByIdentity(selects, [owner]).rest,
  };
}
