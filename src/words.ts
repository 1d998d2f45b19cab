import type { Workload } from './model';
import { type Resource, refOf } from './resource';
import { distinct } from './scope';

const most = 5;

/** `Deployment/a, Deployment/b and Job/c`; long lists are cut, and say so. */
export function list(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} ${last} ${words.length - most} more`;
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The workloads as references. */
export function names(workloads: readonly Workload[]): string {
  return list([...new Set(distinct(workloads).map(({ resource }) => refOf(resource)))]);
}

/** Text that came from a user as one line, whatever it holds. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, control => JSON.stringify(control).slice(1, -1));
}

/** Why a Service means a workload that it does not select. */
export function beyondReach({ services, resource }: Workload, service: Resource): string {
  const ref = refOf(resource);
  const though = services.includes(service.name) ? `${ref} names it as its Service` : `it names ${ref}`;
  return `though ${though}, whose pods kustomize's common labels do not reach`;
}

/** What must be done where a common label wrote a selector, but can't reach the pods that it means. */
export function reachCure(resource: Resource): string {
  return `the kustomization must keep this key out of selectors (\`labels\` without \`includeSelectors\`), or carry it by \`labels[].fields\` into both 'spec/selector/matchLabels' and 'spec/template/metadata/labels' of ${refOf(resource)}`;
}
