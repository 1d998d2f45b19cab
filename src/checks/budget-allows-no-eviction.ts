import { textOf, valueAt } from '../data/values';
import { limitOf, podCount } from '../facts/budgets';
import { podsBy } from '../facts/connection-shares';
import { walk } from '../kinds';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import type { Link } from '../model/references';
import { refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A PodDisruptionBudget that never lets a pod go. */
export const budgetAllowsNoEviction: Check = {
  id: 'budget-allows-no-eviction',
  severity: 'warning',
  summary: 'A PodDisruptionBudget keeps as many pods as there are: none can be evicted, and nodes can not be drained.',
  find: ({ bindings, references }) => {
    const podsOf = podsBy(references);
    return bindings.flatMap((binding): readonly Finding[] => {
      const { selector, selects, isGiven, unseen, foreign, verdict } = binding;
      if (selector.role !== 'budget' || isGiven || unseen !== undefined) return [];
      // Which pods it means comes first: without the others the number is another.
      if (foreign.length > 0 || verdict === 'unknown') return [];
      const workloads = distinct(selects.filter(isDrained));
      if (workloads.length === 0 || workloads.length < distinct(selects).length) return [];
      const pods = workloads.map(podsOf);
      const total = pods.every(({ isKnown }) => isKnown) ? pods.reduce((sum, { count }) => sum + count, 0) : undefined;
      return total === 0 ? [] : judge(binding, workloads, total, autoscalersOf(references, workloads));
    });
  },
};

/** What a drain evicts: pods of a DaemonSet stay, those of jobs end. Source: `kubectl drain`, `--ignore-daemonsets`. */
const isDrained = ({ runsToCompletion, resource }: Workload): boolean =>
  !runsToCompletion && resource.kind !== 'DaemonSet';

const autoscalersOf = (links: readonly Link[], workloads: readonly Workload[]): readonly string[] => {
  const targets = new Set(workloads.map(({ resource }) => resource));
  const scaling = links.filter(({ field, found }) => field.least && found.some(target => targets.has(target)));
  return [...new Set(scaling.map(({ resource }) => refOf(resource)))];
};

const saysReplicas = ({ resource, row }: Workload): boolean =>
  row.replicas === undefined || walk(resource.value, row.replicas).length > 0;

/** Source: Kubernetes, pkg/controller/disruption, `getExpectedPodCount`: shares are rounded up. */
function judge(
  { selector: { resource } }: Binding,
  workloads: readonly Workload[],
  total: number | undefined,
  autoscalers: readonly string[],
): readonly Finding[] {
  const [field, limit] = limitOf(resource);
  const isSaid = valueAt(resource.value, ['spec', field]) !== undefined;
  const isAlways = field === 'minAvailable' ? limit === '100%' : isSaid && (limit === 0 || limit === '0%');
  const kept = total !== undefined && field === 'minAvailable' && podCount(limit, total) >= total;
  if (!isAlways && !kept) return [];
  const many = total === 1 ? 'the only pod' : `all of the ${total} pods`;
  const why = isAlways
    ? `\`${field}: ${textOf(limit)}\` of ${refOf(resource)} lets none of the pods of ${names(workloads)} go`
    : autoscalers.length > 0
      ? `\`${field}: ${textOf(limit)}\` of ${refOf(resource)} keeps ${many} of ${names(workloads)} while ${list(autoscalers)} is at its minimum`
      : `\`${field}: ${textOf(limit)}\` of ${refOf(resource)} keeps ${many} of ${names(workloads)}`;
  const more = autoscalers.length > 0 ? "the autoscaler's minimum" : '`replicas`';
  // Whoever leaves `replicas` out may scale it from elsewhere.
  const isUnsaid = !isAlways && autoscalers.length === 0 && workloads.some(w => !saysReplicas(w));
  return [
    {
      resource,
      path: ['spec', field],
      ...(isUnsaid && { severity: 'info' as const }),
      what: `${why}: the eviction API refuses every one, and \`kubectl drain\` and upgrades of nodes wait for ever`,
      todo: isAlways
        ? 'it must let one go, such as `maxUnavailable: 1`'
        : `it must be less than the pods that there are, or be \`maxUnavailable: 1\` in its place, or ${more} must be higher`,
    },
  ];
}
