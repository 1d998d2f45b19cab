import { asList, textOf, valueAt } from '../data/values';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Asking } from '../model/relation';
import type { Resource } from '../model/resource';

/** True for the selector of the pods that a policy is about; false for its peers. */
export function isSubject({ path }: Pick<Asking, 'path'>): boolean {
  const [first, second] = path;
  const isOneOfSeveral = first === 'specs' && typeof second === 'number';
  return path.slice(isOneOfSeveral ? 2 : 0).every(key => typeof key === 'string');
}

/** The bindings of what policies are about, or those of their peers. */
export function policyBindings(bindings: readonly Binding[], what: 'subjects' | 'peers'): readonly Binding[] {
  return bindingIndex(bindings)
    .ofRole('policy')
    .filter(({ selector }) => isSubject(selector) === (what === 'subjects'));
}

/** True where it may mean what no manifest of a namespace shows: virtual machines, or the pods of an ingress gateway, wherever they are. */
export function mayMeanOthers({ group, kind }: Resource): boolean {
  return group === 'networking.istio.io' && (kind === 'ServiceEntry' || kind === 'Gateway');
}

/**
 * What a policy is for: policies of one kind and direction add up on a pod. Source: Kubernetes API reference, NetworkPolicySpec, `policyTypes`.
 */
export function directionsOf({ kind, group, value }: Resource): readonly string[] {
  if (kind !== 'NetworkPolicy' || group === 'crd.projectcalico.org' || group === 'projectcalico.org') return [kind];
  const types = asList(valueAt(value, ['spec', 'policyTypes'])).map(textOf);
  if (types.length > 0) return types;
  return asList(valueAt(value, ['spec', 'egress'])).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** What pods become that no such policy selects any more. */
export function effectOf({ kind }: Resource): string {
  if (['NetworkPolicy', 'CiliumNetworkPolicy', 'GlobalNetworkPolicy'].includes(kind)) return 'isolates no pod';
  return kind === 'AuthorizationPolicy' ? 'guards nothing' : 'has no effect';
}
