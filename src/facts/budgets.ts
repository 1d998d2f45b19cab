import { valueAt } from '../data/values';
import type { Resource } from '../model/resource';

/** The limit of a budget, with the field that says it. */
export function limitOf({ value }: Resource): readonly ['minAvailable' | 'maxUnavailable', unknown] {
  const least = valueAt(value, ['spec', 'minAvailable']);
  if (least !== undefined) return ['minAvailable', least];
  return ['maxUnavailable', valueAt(value, ['spec', 'maxUnavailable']) ?? 0];
}

/** How many of so many pods a limit comes to: a share is rounded up. NaN where it is no limit. Source: Kubernetes, pkg/controller/disruption. */
export function podCount(limit: unknown, pods: number): number {
  if (typeof limit === 'number') return limit;
  const percent = typeof limit === 'string' ? /^(\d+)%$/.exec(limit)?.[1] : undefined;
  return Math.ceil((pods * Number(percent)) / 100);
}
