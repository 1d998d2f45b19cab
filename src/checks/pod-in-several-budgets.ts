import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { identityOf, inOrderOfNames, refOf } from '../model/resource';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** Pods that more than one PodDisruptionBudget selects: the eviction API refuses these. */
export const podInSeveralBudgets: Check = {
  id: 'pod-in-several-budgets',
  severity: 'error',
  summary: 'Several PodDisruptionBudgets select the same pods: none of these can be evicted.',
  find: ({ bindings }) => {
    const budgets = bindingIndex(bindings)
      .ofRole('budget')
      .filter(({ selects }) => selects.length > 0);
    const groups = groupsOf(inOrderOfNames(budgets, ({ selector }) => selector.resource));
    return groups.flatMap(group =>
      group.budgets.flatMap((budget, i) => {
        const before = [...group.before].filter(other => other.workloads !== group.workloads);
        const others = [...before.flatMap(other => other.budgets), ...group.budgets.slice(0, i)].filter(
          other => identityOf(other.selector.resource) !== identityOf(budget.selector.resource),
        );
        const among = new Set(before.flatMap(other => other.workloads));
        const common = i > 0 ? group.workloads : group.workloads.filter(w => among.has(w));
        return others.length > 0 ? [describe(budget, others, common)] : [];
      }),
    );
  },
};

/** Budgets that select the same, and the groups before it that select some of it. */
interface Group {
  readonly workloads: readonly Workload[];
  readonly budgets: Binding[];
  readonly before: Set<Group>;
}

/** Selectors that ask for the same share one list: so thousands of budgets stay cheap. */
function groupsOf(budgets: readonly Binding[]): readonly Group[] {
  const groups = new Map<readonly Workload[], Group>();
  for (const budget of budgets) {
    const group = groups.get(budget.selects) ?? { workloads: budget.selects, budgets: [], before: new Set() };
    group.budgets.push(budget);
    groups.set(budget.selects, group);
  }
  const over = new Map<Workload, Group[]>();
  for (const group of groups.values()) {
    for (const workload of group.workloads) {
      const before = over.get(workload) ?? [];
      for (const other of before) group.before.add(other);
      over.set(workload, [...before, group]);
    }
  }
  return [...groups.values()];
}

function describe({ selector }: Binding, others: readonly Binding[], workloads: readonly Workload[]): Finding {
  const { resource, path } = selector;
  const passing = workloads.every(({ runsToCompletion }) => runsToCompletion);
  const refs = list([...new Set(others.map(other => refOf(other.selector.resource)))]);
  return {
    resource,
    path,
    ...(passing && { severity: 'warning' as const }),
    what: `the pods of ${names(workloads)} are in ${refOf(resource)} and in ${refs}: the eviction API answers HTTP 500 for these pods, and \`kubectl drain\` hangs`,
    todo: 'a pod must be in one budget only: one must ask for a label that the pods of the others lack, or be removed',
  };
}
