import { grouped } from '../data/grouped';
import type { Model, Selector, Workload } from '../model';
import { identityOf, type Resource, refOf } from '../model/resource';
import { noPackage, type Package, scopeOf } from '../model/scope';
import { selection } from '../model/selection';

/**
 * Finds workloads of other applications that a selector selects as well, were they applied together, and that no selector of its role selects at
 * home: they may depend on it. Nothing joins the two, so nobody knows; a selector over such is not narrowed.
 */
export function bystandersIn({ workloads, selectors, resources }: Model): (selector: Selector) => readonly Workload[] {
  const unbuilt = resources.filter(({ via }) => via.length === 0);
  const homes = new Set(unbuilt.map(({ package: home }) => home));
  if (homes.size < 2) return () => [];
  const objects = new Map(
    [...grouped(unbuilt, ({ package: home }) => home)].map(([home, held]) => [home, new Set(held.map(objectOf))]),
  );
  const areApart = (a: Package, b: Package) => [...(objects.get(a) ?? [])].some(object => objects.get(b)?.has(object));
  const isUnbuilt = ({ resource }: Workload | Selector) => resource.via.length === 0;
  const everywhere = <S extends Workload | Selector>(seen: S): S => ({
    ...seen,
    scope: scopeOf({ ...seen.resource, package: noPackage }),
  });
  const all = selection({ workloads: workloads.filter(isUnbuilt).map(everywhere) }, ({ podLabels }) => podLabels);
  const keyOf = ({ role }: Selector, { place }: Workload) => `${role} ${place}`;
  const served = new Set(
    selectors.filter(isUnbuilt).flatMap(selector =>
      all(everywhere(selector))
        .filter(({ resource }) => resource.package === selector.resource.package)
        .map(workload => keyOf(selector, workload)),
    ),
  );
  return selector => {
    const home = selector.resource.package;
    if (!isUnbuilt(selector) || selector.role === 'own') return [];
    return all(everywhere(selector))
      .filter(workload => workload.resource.package !== home && !served.has(keyOf(selector, workload)))
      .filter(({ resource }) => !areApart(home, resource.package));
  };
}

const objectOf = (resource: Resource): string => identityOf({ ...resource, package: noPackage });

/** Why a selector over bystanders is not written, and what must be done. */
export function bystanderRefusal(selector: Selector, [first]: readonly Workload[]): { reason: string; cure: string } {
  const where = first?.resource.file ? ` in '${first.resource.file.path}'` : '';
  const other = first ? refOf(first.resource) : '';
  return {
    reason: `${refOf(selector.resource)} also selects the pods of ${other}${where}, and nothing says whether both are applied together`,
    cure: 'if they are, a Kptfile above both must say so; if not, an annotation must say what the selector means',
  };
}
