import { grouped } from './grouping';
import type { Workload } from './model';
import type { Binding } from './resolve';

/** Workloads whose own selectors select one another's pods: no label tells these apart. */
export interface Collision {
  /** The same in every state of the model. */
  readonly key: string;
  readonly workloads: readonly Workload[];
}

/** The collisions among the workloads, each as large as it is. */
export function collisionsOf(bindings: readonly Binding[]): readonly Collision[] {
  const own = new Map(
    bindings.flatMap(({ selector, foreign }) =>
      selector.role === 'own' && selector.owner && foreign.length > 0
        ? [[selector.owner.identity, foreign] as const]
        : [],
    ),
  );
  const owners = bindings.flatMap(({ selector: { role, owner } }) => (role === 'own' && owner ? [owner] : []));
  const leaders = new Map<string, string>();
  const leaderOf = (identity: string): string => {
    const next = leaders.get(identity);
    return next === undefined ? identity : leaderOf(next);
  };
  const isMutual = (a: string, b: string) => own.get(b)?.some(({ identity }) => identity === a) === true;
  for (const [identity, foreign] of own) {
    for (const other of foreign) {
      if (!isMutual(identity, other.identity)) continue;
      const [a, b] = [leaderOf(identity), leaderOf(other.identity)];
      if (a !== b) leaders.set(b, a);
    }
  }
  const unique = new Map([...owners].reverse().map(owner => [owner.identity, owner]));
  const clusters = grouped([...unique.values()].reverse(), ({ identity }) => leaderOf(identity));
  return [...clusters].flatMap(([key, workloads]) => (workloads.length > 1 ? [{ key, workloads }] : []));
}
