import { grouped } from '../data/grouped';
import { formatSelector } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import { identityOf } from '../model/resource';
import { noPackage } from '../model/scope';

/** Workloads of several roots in one namespace that no label tells apart: in one cluster each would select the others' pods. */
export interface AlikeRoots {
  readonly namespace: string;
  /** By root, at least two; what they define could be applied together. */
  readonly workloads: ReadonlyMap<string, readonly Workload[]>;
}

/** The roots that set one namespace, and whose own selectors there are the same. Those that define one object are for different clusters. */
export function alikeRoots(bindings: readonly Binding[]): readonly AlikeRoots[] {
  const owned = bindings.flatMap(({ selector, selects }) => {
    const { role, owner, resource } = selector;
    const [root] = resource.via;
    if (role !== 'own' || !owner || root === undefined || resource.namespace === '' || !selects.includes(owner))
      return [];
    return [{ owner, root, namespace: resource.namespace, asked: formatSelector(selector.asks) }];
  });
  const objects = grouped(owned, ({ root }) => root);
  const objectsOf = (root: string) => (objects.get(root) ?? []).map(({ owner }) => nameOf(owner));
  const sets = [...grouped(owned, ({ namespace, asked }) => JSON.stringify([namespace, asked])).values()].flatMap(
    alike => {
      const taken = new Set<string>();
      const apart = [...grouped(alike, ({ root }) => root)].filter(([root]) => {
        const isFree = objectsOf(root).every(object => !taken.has(object));
        if (isFree) for (const object of objectsOf(root)) taken.add(object);
        return isFree;
      });
      const namespace = alike[0]?.namespace ?? '';
      return apart.length > 1
        ? [{ namespace, roots: apart.map(([root]) => root), found: apart.flatMap(([, f]) => f) }]
        : [];
    },
  );
  return [...grouped(sets, ({ namespace, roots }) => JSON.stringify([namespace, roots])).values()].map(same => ({
    namespace: same[0]?.namespace ?? '',
    workloads: new Map(
      [
        ...grouped(
          same.flatMap(({ found }) => found),
          ({ root }) => root,
        ),
      ].map(([root, found]) => [root, found.map(({ owner }) => owner)]),
    ),
  }));
}

const nameOf = ({ resource }: Workload): string => identityOf({ ...resource, package: noPackage });
