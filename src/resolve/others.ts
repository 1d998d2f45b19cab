import type { Selector, Workload } from '../model';
import { distinct, sameWorkloads } from '../scope';
import type { Binding } from './binding';
import type { Likeness } from './likeness';
import { mayNarrow } from './narrow';
import type { Neighbours } from './neighbours';
import { unresolved } from './routes';

/** What a policy over several workloads means. It is never narrowed on inference: pods that drop out are no longer guarded. */
export function bindPolicy(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, foreign: [] };
  const shared: Binding = { ...binding, verdict: 'shared', means: selects, evidence: '', ground: 'told-apart' };
  if (selector.path.some(key => typeof key === 'number')) return shared;
  const judgement = neighbours.judge(selector, distinct(selects));
  const { question } = judgement;
  const named = question.namesakes.filter(({ relation }) => relation === 'equal' || relation === 'affixes');
  const isAccident = ({ pick }: Likeness) =>
    mayNarrow(selector, selects, { pick, rule: 'equal-name' }, question, neighbours);
  const mayBeAccident = named.length > 1 ? named.length < question.candidates.length : named.some(isAccident);
  return mayBeAccident ? unresolved({ ...binding, evidence: '' }, judgement) : shared;
}

/**
 * What an affinity or spread term over several workloads means. A term that keeps pods apart and catches just what the
 * workload's own, colliding selector catches was written for the workload itself; one that brings pods together may
 * have meant any of them.
 */
export function bindPlacement(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, evidence: '', foreign: [] };
  const { owner } = selector;
  const collides =
    owner !== undefined && selects.includes(owner) && sameWorkloads(selects, neighbours.ownSelection(owner));
  if (!owner || !collides) return { ...binding, verdict: 'shared', means: selects, ground: 'told-apart' };
  if (selector.role === 'together') return { ...binding, verdict: 'unknown', means: [], ground: 'no-evidence' };
  const foreign = selects.filter(w => w.identity !== owner.identity);
  return {
    ...binding,
    verdict: 'one',
    means: [owner],
    level: 'reference',
    ground: 'own-selection',
    evidence: 'it catches what its own selector catches',
    foreign,
  };
}
