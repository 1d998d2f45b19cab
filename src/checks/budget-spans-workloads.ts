import { Rest } from '../data/rest';
import { textOf } from '../data/values';
import { limitOf } from '../facts/budgets';
import { isOnePerNode, type Pods, podsBy } from '../facts/connection-shares';
import { arePieces, namesake } from '../facts/namesake';
import { areReleases, type Binding } from '../meaning';
import type { Workload } from '../model';
import { at, type Finding, type Severity } from '../model/finding';
import { refOf } from '../model/resource';
import { serving } from '../model/selection';
import { names } from '../model/wording';
import type { Check } from './check';

/** A PodDisruptionBudget that counts the pods of several workloads as one. */
export const budgetSpansWorkloads: Check = {
  id: 'budget-spans-workloads',
  severity: 'warning',
  summary: 'A PodDisruptionBudget counts the pods of several workloads as one.',
  find: ({ bindings, references }) => {
    const podsOf = podsBy(references);
    return bindings
      .filter(({ selector, verdict, isGiven }) => selector.role === 'budget' && verdict !== 'unknown' && !isGiven)
      .flatMap(binding => uncountable(binding) ?? spanning(binding, podsOf) ?? []);
  },
};

/** Kinds without a scale subresource: no number of their pods can be looked up. */
const isUnscalable = ({ resource: { kind } }: Workload): boolean => ['DaemonSet', 'Job', 'CronJob'].includes(kind);

const isScalable = (workload: Workload): boolean => !isUnscalable(workload);

/** What the disruption controller fails at: it needs the scale of every controller, unless `minAvailable` is a number. */
function uncountable(binding: Binding): Finding | undefined {
  const { selector, selects } = binding;
  const [field, limit] = limitOf(selector.resource);
  const all = new Rest(selects);
  const [unscalable, scalable] = [all.where(isUnscalable), all.where(isScalable)];
  if ((field === 'minAvailable' && typeof limit === 'number') || limit === 0) return undefined;
  if (unscalable.length === 0 || scalable.length === 0) return undefined;
  const lasting = unscalable.some(isOnePerNode);
  return {
    ...at(binding.selector),
    severity: lasting ? 'error' : 'warning',
    what: `${refOf(selector.resource)} selects the pods of ${names(selects)}, and \`${field}: ${textOf(limit)}\` needs the scale of all: ${names(unscalable)} ${unscalable.length > 1 ? 'have' : 'has'} none, so ${lasting ? '' : 'while its pods run '}the budget fails with 'SyncFailed' and no pod of ${names(scalable)} can be evicted`,
    todo: `the selector must ask for a label that the pods of ${names(unscalable)} lack, or the budget must say \`minAvailable\` as a number`,
  };
}

function spanning(binding: Binding, podsOf: (workload: Workload) => Pods): Finding | undefined {
  const { selector, verdict, foreign, level } = binding;
  const workloads = serving(binding.selects);
  if (verdict === 'all' || level === 'said' || foreign.length > 0 || workloads.length < 2) return undefined;
  const [field, limit] = limitOf(selector.resource);
  const isKin = arePieces(workloads);
  const named = isKin ? undefined : namesake(selector, workloads);
  const down = droppable(field, limit, workloads, podsOf);
  if (areReleases(workloads) || (isList(selector) && down.length === 0)) return undefined;
  const severity: Severity = !isKin && !isList(selector) && (named || down.length > 0) ? 'warning' : 'info';
  const others = workloads.filter(w => w !== named);
  const effect =
    down.length > 0
      ? `all pods of ${names(down.slice(0, 1))} can be evicted at once`
      : `pods of one that are down keep those of the others from being evicted`;
  const hint = named ? `; its name points to ${names([named])} alone, not to ${names(others)}` : '';
  return {
    ...at(binding.selector),
    severity,
    what: `${refOf(selector.resource)} counts the pods of ${names(workloads)} as one (\`${field}: ${textOf(limit)}\`): ${effect}${hint}`,
    todo: `${severity === 'info' ? 'if each of them must stay available, ' : ''}each must have a budget of its own, over a label that only its pods bear`,
  };
}

/** It lists several values: whoever wrote it means them all. */
const isList = ({ asks: selector }: Binding['selector']): boolean =>
  selector.matchExpressions.some(({ operator, values }) => operator === 'In' && values.length > 1);

/** Workloads of several pods, all of which the budget lets go though a budget of their own would not. */
function droppable(
  field: string,
  limit: unknown,
  workloads: readonly Workload[],
  podsOf: (workload: Workload) => Pods,
): readonly Workload[] {
  const isCount = typeof limit === 'number';
  if (field === 'maxUnavailable' && isCount) return [];
  const total = workloads.reduce((sum, workload) => sum + podsOf(workload).count, 0);
  const percent = Number(/^(\d+)%$/.exec(textOf(limit))?.[1]);
  const share = isCount ? limit : Math.ceil((total * percent) / 100);
  const keepsNone = !isCount && percent === (field === 'minAvailable' ? 0 : 100);
  if (keepsNone || !(share > 0)) return [];
  const allowed = field === 'minAvailable' ? total - share : share;
  return workloads.filter(workload => podsOf(workload).count > 1 && podsOf(workload).count <= allowed);
}
