import type { Selector } from './model';
import type { Binding } from './resolve';
import { asList, type Resource, valueAt } from './resource';

/** True for the selector of the pods that a policy is about; false for its peers. */
export function isSubject({ path }: Pick<Selector, 'path'>): boolean {
  const [first, second] = path;
  const isOneOfSeveral = first === 'specs' && typeof second === 'number';
  return path.slice(isOneOfSeveral ? 2 : 0).every(key => typeof key === 'string');
}

/** The bindings of what policies are about, or those of their peers. */
export function policyBindings(bindings: readonly Binding[], what: 'subjects' | 'peers'): readonly Binding[] {
  return bindings.filter(({ selector }) => selector.role === 'policy' && isSubject(selector) === (what === 'subjects'));
}

/**
 * True where the selector may mean pods that are in no manifest of its namespace: policies of a mesh's root namespace are over all
 * namespaces; a ServiceEntry is over WorkloadEntries too, a Gateway over the ingress gateway's pods, wherever they are.
 */
export function mayMeanOthers({ group, kind, namespace }: Resource): boolean {
  if (!group.endsWith('istio.io')) return false;
  return namespace === 'istio-system' || kind === 'ServiceEntry' || kind === 'Gateway';
}

/**
 * What a policy is for: policies of one kind and direction add up on a pod. Source: Kubernetes API reference, NetworkPolicySpec, `policyTypes`.
 */
export function directionsOf({ kind, group, value }: Resource): readonly string[] {
  if (kind !== 'NetworkPolicy' || group === 'crd.projectcalico.org' || group === 'projectcalico.org') return [kind];
  const types = asList(valueAt(value, ['spec', 'policyTypes'])).map(String);
  if (types.length > 0) return types;
  return asList(valueAt(value, ['spec', 'egress'])).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** What pods become that no such policy selects any more. */
export function effectOf({ kind }: Resource): string {
  if (['NetworkPolicy', 'CiliumNetworkPolicy', 'GlobalNetworkPolicy'].includes(kind)) return 'isolates no pod';
  return kind === 'AuthorizationPolicy' ? 'guards nothing' : 'has no effect';
}
