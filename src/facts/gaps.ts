import type { Gap } from '../kustomize';
import type { Resource } from '../model/resource';

/** Finds what may bring into a resource's root what is not seen there, as words for a message. */
export function bringerOf(gaps: readonly Gap[]): (resource: Pick<Resource, 'via'>) => string | undefined {
  const bringing = gaps.filter(({ effect }) => effect === 'adds' || effect === 'changes');
  const byRoot = new Map(
    [...bringing].reverse().flatMap(({ roots = [], subject }) => roots.map(root => [root, subject] as const)),
  );
  return ({ via: [root] }) => (root === undefined ? undefined : byRoot.get(root));
}
