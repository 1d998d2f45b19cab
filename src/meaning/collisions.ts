import { grouped } from '../data/grouped';
import type { Workload } from '../model';
import type { Binding } from '.';

/** Workloads whose own selectors select one another's pods: no label tells these apart. */
export interface Collision {
  /** The same in every state of the model. */
  readonly key: string;
  readonly workloads: readonly Workload[];
}

/** What several own selectors select alike, and the workloads that these selectors belong to. */
interface Pool {
  readonly owners: readonly Workload[];
  readonly selected: ReadonlySet<string>;
}

/** The collisions among the workloads, each as large as it is. Workloads that select just the same are one pool, so thousands stay cheap. */
export function collisionsOf(bindings: readonly Binding[]): readonly Collision[] {
  const pools = poolsOf(bindings);
  const poolOf = new Map(pools.flatMap(pool => pool.owners.map(({ identity }) => [identity, pool] as const)));
  const leaders = new Map<Pool, Pool>();
  const leaderOf = (pool: Pool): Pool => {
    const next = leaders.get(pool);
    return next === undefined ? pool : leaderOf(next);
  };
  for (const pool of pools) {
    const others = new Set([...pool.selected].flatMap(identity => poolOf.get(identity) ?? []));
    for (const other of others) {
      if (!areMutual(pool, other)) continue;
      const [a, b] = [leaderOf(pool), leaderOf(other)];
      if (a !== b) leaders.set(b, a);
    }
  }
  return [...grouped(pools, leaderOf).values()].flatMap(joined => {
    const workloads = joined.flatMap(({ owners }) => owners);
    const [first] = workloads;
    return first && workloads.length > 1 ? [{ key: first.identity, workloads }] : [];
  });
}

function poolsOf(bindings: readonly Binding[]): readonly Pool[] {
  const owners = new Map<string, { readonly owner: Workload; readonly selects: readonly Workload[] }>();
  for (const { selector, selects, foreign } of bindings) {
    const { role, owner } = selector;
    if (role === 'own' && owner && foreign.length > 0 && !owners.has(owner.identity))
      owners.set(owner.identity, { owner, selects });
  }
  return [...grouped([...owners.values()], ({ selects }) => selects)].map(([selects, pool]) => ({
    owners: pool.map(({ owner }) => owner),
    selected: new Set(selects.map(({ identity }) => identity)),
  }));
}

const areMutual = (a: Pool, b: Pool): boolean =>
  a.owners.some(({ identity }) => b.selected.has(identity)) &&
  b.owners.some(({ identity }) => a.selected.has(identity));
