import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import type { Gap } from '../kustomize';
import type { Model } from '../model';
import type { Severity } from '../model/finding';
import type { Link } from '../model/references';
import { type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import { alike } from './alike';
import { bringerOf } from './gaps';
import type { MakerOf } from './operator-made';

/** A Service that a reference names and that is not among the resources, and how much speaks for its absence. */
export interface Absence {
  /** `info` where it may well stand elsewhere. */
  readonly severity: Exclude<Severity, 'error'>;
  /** What is there instead, as words for a message. */
  readonly instead: string;
}

/**
 * Judges references to Services that lead nowhere; one is lone where nothing else ties it to these resources, so that only a like name speaks for
 * a mistake. A namespace with Services among the resources is taken as seen whole; of one without any,
 * nothing is known.
 */
export function absences(
  { resources }: Pick<Model, 'resources'>,
  gaps: readonly Gap[],
  makerOf: MakerOf,
): (link: Link, isLone?: boolean) => Absence | undefined {
  const services = resources.filter(({ kind, group }) => kind === 'Service' && group === '');
  const byScope = grouped(services, ({ package: home, namespace }) => compound(home, namespace));
  const byName = grouped(services, ({ name }) => name);
  const bringer = bringerOf(gaps);
  return ({ resource, name, found }, isLone = false) => {
    const namesakes = byName.get(name) ?? [];
    if (found.length > 0 || namesakes.some(({ namespace }) => namespace === resource.namespace)) return undefined;
    const by = bringer(resource);
    if (by !== undefined) return { severity: 'info', instead: `${by} may bring it` };
    const apart = namesakes.find(other => other.package === resource.package);
    if (apart) return inOtherNamespace(apart, resource);
    const maker = makerOf(name, resource);
    if (maker) return { severity: 'info', instead: `${refOf(maker)} may bring it` };
    const beside = byScope.get(compound(resource.package, resource.namespace)) ?? [];
    if (beside.length === 0)
      return { severity: 'info', instead: 'nor is any other of its namespace: it may stand elsewhere' };
    const near = [...new Set(beside.map(service => service.name))].filter(other => alike(other, name));
    const others = beside.length > 1 ? `${beside.length} others of its namespace are` : 'another of its namespace is';
    const instead =
      near.length > 0 ? `${list(near.map(other => `'${other}'`))} ${near.length > 1 ? 'are' : 'is'}` : others;
    return { severity: near.length === 0 && isLone ? 'info' : 'warning', instead };
  };
}

/** Where a manifest says no namespace, it is known only when it is applied. */
function inOtherNamespace(service: Resource, { namespace }: Resource): Absence {
  if (service.namespace !== '' && namespace !== '') {
    return { severity: 'warning', instead: `one of that name stands in namespace '${service.namespace}'` };
  }
  return { severity: 'info', instead: 'one of that name is, and only one of the two manifests says its namespace' };
}
