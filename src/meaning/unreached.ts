import { isAmong } from '../data/among';
import { remembered, rememberedPair } from '../data/remembered';
import { noRest, type Rest } from '../data/rest';
import { isPrimary, type Selector, type Workload } from '../model';
import type { Resource } from '../model/resource';
import { lasting, partedByPlace, serving } from '../model/selection';
import type { Binding } from './binding';
import { crowdOf, referringAmong } from './crowd';
import { byName, isWholeName } from './likeness';
import { programOf } from './names';
import type { Neighbours } from './neighbours';

/** The workload that a Service names, whose pods kustomize's common labels never reach and it no longer selects. */
export function unreachedTarget(
  selector: Selector,
  selects: readonly Workload[],
  neighbours: Neighbours,
): Workload | undefined {
  const { resource, scope } = selector;
  const unreached = lasting(unreachedIn(neighbours.inScope(scope)));
  const missed = missedIn(unreached, selects);
  if (missed.length === 0) return undefined;
  const isMissed = (w: Workload) => missed.has(w);
  const reachable = serving(neighbours.selectsWithoutComponent(selector));
  const referring = referringAmong(unreached, resource).find(isMissed) ?? namedAmong(missed, resource, reachable);
  if (referring) return referring;
  const reached = neighbours.judge(selector, reachable);
  if (reached.pick || reached.question.likeness?.relation === 'equal') return undefined;
  const { pick } = neighbours.judge(selector, beside(reachable, missed));
  if (pick && isMissed(pick.pick)) return pick.pick;
  // Where it selects nothing, this is only told: a part of its name is enough.
  const part = selects.length === 0 ? byName(resource, unreached) : undefined;
  if (part && part.relation !== 'overlap') return part.pick;
  return crowdOf(unreached).byProgram.get(programOf(resource.authoredName))?.find(isMissed);
}

/** Those whose pods kustomize's common labels never reach. */
const unreachedIn = remembered((workloads: readonly Workload[]) =>
  workloads.filter(w => w.row.unreachedByCommonLabels),
);

/** Those that are not selected: many selectors share both lists. */
const missedIn = rememberedPair(
  (unreached: readonly Workload[], selects: readonly Workload[]): Rest<Workload> =>
    unreached.length === 0 ? noRest : partedByPlace(unreached, selects).rest,
);

/** The selected and the missed ones: where all that is selected is of those never reached, just these. */
const beside = (selected: readonly Workload[], missed: Rest<Workload>): readonly Workload[] =>
  both(selected, missed.all);

const both = rememberedPair((selected: readonly Workload[], unreached: readonly Workload[]): readonly Workload[] =>
  selected.every(w => isAmong(w, unreached)) ? unreached : [...new Set([...selected, ...unreached])],
);

/** The one of the workloads that bears the resource's name, where none of the others bears it too. */
function namedAmong(missed: Rest<Workload>, resource: Resource, others: readonly Workload[]): Workload | undefined {
  const likeness = byName(resource, beside(others, missed));
  return likeness && missed.has(likeness.pick) && isWholeName(likeness) ? likeness.pick : undefined;
}

/**
 * A budget or a policy that bears the name of a workload whose pods kustomize's common labels never reach, and selects others' since: it means none of
 * these.
 */
export function bindUnreached(
  selector: Selector,
  selects: readonly Workload[],
  neighbours: Neighbours,
): Binding | undefined {
  if (!isPrimary(selector) || selects.length === 0) return undefined;
  const missed = missedIn(unreachedIn(neighbours.inScope(selector.scope)), selects);
  const named =
    missed.length > 0 ? namedAmong(missed, selector.resource, neighbours.selectsWithoutComponent(selector)) : undefined;
  if (!named) return undefined;
  return {
    selector,
    selects,
    foreign: noRest,
    evidence: '',
    verdict: 'unknown',
    means: [named],
    ground: 'unreached-pods',
  };
}
