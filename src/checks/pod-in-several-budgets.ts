import type { Finding } from '../diagnostic';
import type { Workload } from '../model';
import type { Binding } from '../resolve';
import { identityOf, refOf } from '../resource';
import { names } from '../words';
import type { Check } from './check';

/** Pods that more than one PodDisruptionBudget selects: the eviction API refuses these. */
export const podInSeveralBudgets: Check = {
  id: 'pod-in-several-budgets',
  severity: 'error',
  summary: 'Several PodDisruptionBudgets select the same pods: none of these can be evicted.',
  find: ({ bindings }) => [...pairs(bindings).values()].map(describe),
};

interface Pair {
  readonly first: Binding;
  readonly second: Binding;
  readonly workloads: Workload[];
}

/** The budgets that select pods of one workload, two by two. */
function pairs(bindings: readonly Binding[]): ReadonlyMap<string, Pair> {
  const budgetsOf = new Map<Workload, Binding[]>();
  for (const binding of bindings.filter(({ selector }) => selector.role === 'budget'))
    for (const workload of binding.selects) budgetsOf.set(workload, [...(budgetsOf.get(workload) ?? []), binding]);
  const found = new Map<string, Pair>();
  for (const [workload, budgets] of budgetsOf) {
    budgets.forEach((second, i) => {
      for (const first of budgets.slice(0, i)) {
        const [a, b] = [first, second].map(({ selector }) => identityOf(selector.resource));
        if (a === b) continue; // two files of one object: a cluster holds one of them
        const pair = found.get(`${a}\n\n${b}`) ?? { first, second, workloads: [] };
        pair.workloads.push(workload);
        found.set(`${a}\n\n${b}`, pair);
      }
    });
  }
  return found;
}

function describe({ first, second, workloads }: Pair): Finding {
  const { resource, path, selector } = second.selector;
  const other = refOf(first.selector.resource);
  const passing = workloads.every(({ runsToCompletion }) => runsToCompletion);
  return {
    resource,
    path,
    about: first.selector.resource.name,
    currentValue: selector.matchLabels,
    ...(passing && { severity: 'warning' as const }),
    what: `${refOf(resource)} and ${other} both select the pods of ${names(workloads)}: the eviction API answers HTTP 500 for these pods, and \`kubectl drain\` hangs`,
    todo: 'a pod must be in one budget only: one of the two must ask for a label that the pods of the other lack, or be removed',
  };
}
