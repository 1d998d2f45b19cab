import { areReleases, byName, isWholeName } from '../meaning';
import { alikeButForAffixes } from '../meaning/names';
import { areVariants } from '../meaning/variants';
import type { Selector, Workload } from '../model';

/**
 * The one workload that a resource is named after while its selector takes in several: it may have meant that one alone. None where
 * the name is that of the label's value (`shop` selects `app: shop`), or where the others are releases of the same program.
 */
export function namesake(
  { resource, asks }: Pick<Selector, 'resource' | 'asks'>,
  workloads: readonly Workload[],
): Workload | undefined {
  const name = resource.authoredName;
  const values = [...Object.values(asks.matchLabels), ...asks.matchExpressions.flatMap(({ values }) => values)];
  if (values.some(value => alikeButForAffixes(value, name))) return undefined;
  const found = byName(resource, workloads);
  if (!found || !isWholeName(found)) return undefined;
  const others = workloads.filter(({ identity }) => identity !== found.pick.identity);
  return others.some(other => areReleases([other, found.pick])) ? undefined : found.pick;
}

/** Pieces of one thing: releases, replicas, shards, or one image in several roles. */
export const arePieces = (workloads: readonly Workload[]): boolean =>
  areReleases(workloads) || workloads.every(a => workloads.every(b => a === b || areVariants(a, b)));
