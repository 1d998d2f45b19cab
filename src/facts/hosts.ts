import type { Resource } from '../model/resource';

/** A host as Istio reads it: a short name is a Service of the namespace of whoever names it. */
export interface MeshHost {
  readonly name: string;
  /** Undefined for a host that is no Service's; empty where no manifest says the namespace. */
  readonly namespace?: string;
}

/** Source: istio/api v1.31, DestinationRule `host`: names without dots are short. */
export function hostOf(host: string, { namespace }: Pick<Resource, 'namespace'>): MeshHost {
  const [name = '', of, ...more] = host.split('.');
  if (name === '*') return { name: host };
  if (of === undefined) return { name, namespace };
  const isService = ['', 'svc', 'svc.cluster.local'].includes(more.join('.'));
  return isService ? { name, namespace: of } : { name: host };
}

/** True where both may be one host: what no manifest says may be anything. A wildcard is any host that ends so. */
export function mayBeOneHost(a: MeshHost, b: MeshHost): boolean {
  const [wild, other] = a.name.startsWith('*') ? [a, b] : [b, a];
  if (wild.name.startsWith('*')) return other.namespace === '' || fullNameOf(other).endsWith(fullNameOf(wild).slice(1));
  const isUnsaid = a.namespace === '' || b.namespace === '';
  return a.name === b.name && (a.namespace === b.namespace || isUnsaid);
}

const fullNameOf = ({ name, namespace }: MeshHost): string =>
  namespace === undefined || name === '*' ? name : `${name}.${namespace}.svc.cluster.local`;
