import type { Selector, Workload } from '../model';
import { sameWorkloads } from '../scope';
import type { Binding } from './binding';
import { byName } from './names';
import { mayNarrow } from './narrow';
import type { Neighbours } from './neighbours';

/** What a policy over several workloads means. It is never narrowed on inference: pods that drop out are no longer guarded. */
export function bindPolicy(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, foreign: [] };
  const own = selector.path.every(key => typeof key === 'string');
  const name = own ? byName(selector.resource.authoredName, selects) : undefined;
  const accident = name && !name.part && mayNarrow(selector, selects, { ...name, level: 'name-and-port' }, neighbours);
  if (!name || !accident) return { ...binding, verdict: 'shared', means: selects, evidence: '' };
  return { ...binding, verdict: 'unknown', means: [name.pick], evidence: name.evidence };
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
  if (!owner || !collides) return { ...binding, verdict: 'shared', means: selects };
  if (selector.role === 'together') return { ...binding, verdict: 'unknown', means: [] };
  const foreign = selects.filter(w => w.identity !== owner.identity);
  return {
    ...binding,
    verdict: 'one',
    means: [owner],
    level: 'reference',
    evidence: 'it catches what its own selector catches',
    foreign,
  };
}
