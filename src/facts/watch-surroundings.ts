import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import { textsOf, valueAt } from '../data/values';
import type { Model } from '../model';
import { placeOf, type Resource } from '../model/resource';
import type { Watch } from '../model/watches';
import { type LabelBearer, outOf } from './why-empty';

/** What a watch could have selected, the like of it in namespaces that it does not look into, and the pods of its package. */
export interface Outlook {
  readonly around: readonly LabelBearer[];
  readonly elsewhere: readonly LabelBearer[];
  readonly pods: readonly LabelBearer[];
}

/** The outlook of every watch; those that look into the same namespaces share it, so that thousands stay cheap. */
export function outlookOf({ resources, workloads }: Model): (watch: Watch) => Outlook {
  const pods = grouped(
    workloads.map(({ resource, podLabels }) => ({ resource, labels: podLabels })),
    ({ resource }) => resource.package,
  );
  const others = grouped(
    resources.filter(({ kind, group }) => kind === 'Ingress' || (kind === 'Service' && group === '')),
    resource => compound(resource.package, resource.kind),
  );
  const bearers = remembered((some: readonly Resource[]): readonly LabelBearer[] => some.map(bearerOf));
  const known = new Map<string, Outlook>();
  return ({ selector: { resource, field }, candidates }) => {
    const { over, namespaces } = field;
    const reach =
      namespaces === 'all' || namespaces === undefined ? namespaces : valueAt(resource.value, namespaces.split('/'));
    const key = JSON.stringify([resource.package, over, resource.namespace, reach]);
    const before = known.get(key);
    if (before) return before;
    const inPackage = pods.get(resource.package) ?? [];
    const all = over === 'Pod' ? inPackage : bearers(others.get(compound(resource.package, over)) ?? []);
    const seen = new Set(candidates.map(placeOf));
    const isSeen = (bearer: LabelBearer) => seen.has(placeOf(bearer.resource));
    const elsewhere = outOf(resource, all).filter(bearer => !isSeen(bearer));
    const outlook = { around: all.filter(isSeen), elsewhere, pods: inPackage };
    known.set(key, outlook);
    return outlook;
  };
}

const bearerOf = (resource: Resource): LabelBearer => ({
  resource,
  labels: textsOf(valueAt(resource.value, ['metadata', 'labels'])),
});
