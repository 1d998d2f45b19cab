import { remembered } from '../data/remembered';
import { noRest } from '../data/rest';
import { isPrimary, type Selector, type Workload } from '../model';
import type { Resource } from '../model/resource';
import type { Binding } from './binding';
import { byName, isWholeName } from './likeness';
import { serving } from './may-narrow';
import { programOf } from './names';
import type { Neighbours } from './neighbours';
import { refersTo } from './question';

/** The workload that a Service names, whose pods kustomize's common labels never reach and it no longer selects. */
export function unreachedTarget(
  selector: Selector,
  selects: readonly Workload[],
  neighbours: Neighbours,
): Workload | undefined {
  const { resource, scope } = selector;
  const missed = unreachedIn(neighbours.inScope(scope)).filter(w => !w.runsToCompletion && !selects.includes(w));
  if (missed.length === 0) return undefined;
  const others = serving(neighbours.selectsWithoutComponent(selector));
  const referring = missed.find(w => refersTo(w, resource)) ?? namedAmong(missed, resource, others);
  if (referring) return referring;
  const reached = neighbours.judge(selector, others);
  if (reached.pick || reached.question.likeness?.relation === 'equal') return undefined;
  const { pick } = neighbours.judge(selector, [...others, ...missed]);
  if (pick && missed.includes(pick.pick)) return pick.pick;
  // Where it selects nothing, this is only told: a part of its name is enough.
  const part = selects.length === 0 ? byName(resource, missed) : undefined;
  if (part && part.relation !== 'overlap') return part.pick;
  return missed.find(w => programOf(w.resource.authoredName) === programOf(resource.authoredName));
}

/** Those whose pods kustomize's common labels never reach. */
const unreachedIn = remembered((workloads: readonly Workload[]) =>
  workloads.filter(w => w.row.unreachedByCommonLabels),
);

/** The one of the workloads that bears the resource's name, where none of the others bears it too. */
function namedAmong(
  missed: readonly Workload[],
  resource: Resource,
  others: readonly Workload[],
): Workload | undefined {
  const likeness = byName(resource, [...others, ...missed]);
  return likeness && missed.includes(likeness.pick) && isWholeName(likeness) ? likeness.pick : undefined;
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
  const missed = unreachedIn(neighbours.inScope(selector.scope)).filter(w => !selects.includes(w));
  const others = neighbours.selectsWithoutComponent(selector);
  const named = missed.length > 0 ? namedAmong(missed, selector.resource, others) : undefined;
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
