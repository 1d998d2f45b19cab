import { remembered } from '../data/remembered';
import type { Rest } from '../data/rest';
import type { Workload } from '.';
import { type Resource, refOf } from './resource';

/** Of longer lists only the first ones are told. */
export const mostListed = 5;

/**
 * `Deployment/a, Deployment/b and Job/c`; long lists are cut, and say so.
 * @param count how many there are, where the first ones are given
 */
export function list(words: readonly string[], last: 'and' | 'or' = 'and', count: number = words.length): string {
  if (count > mostListed) return `${words.slice(0, mostListed).join(', ')} ${last} ${count - mostListed} more`;
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The workloads as references. */
export function names(workloads: readonly Workload[] | Rest<Workload>): string {
  const { all, but } = 'all' in workloads ? workloads : { all: workloads, but: [] };
  if (all.length <= mostListed) return list([...new Set([...workloads].map(({ ref }) => ref))]);
  const counts = countsOf(all);
  const gone = [...countsOf(but)].filter(([ref, count]) => counts.get(ref) === count).length;
  const first = new Set<string>();
  for (const { ref } of workloads) if (first.add(ref).size > mostListed) break;
  return list([...first], 'and', counts.size - gone);
}

/** How often each reference is among those of the workloads: many selectors share one list. */
const countsOf = remembered((workloads: readonly Workload[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { ref } of workloads) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  return counts;
});

/** Text that came from a user as one line, whatever it holds. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, control => JSON.stringify(control).slice(1, -1));
}

/** Why a Service means a workload that it does not select. */
export function beyondReach({ services, resource }: Workload, service: Resource): string {
  const ref = refOf(resource);
  const though = services.includes(service.name) ? `${ref} names it as its Service` : `it names ${ref}`;
  return service.source ? `though ${though}, whose pods kustomize's common labels do not reach` : `though ${though}`;
}
