import type { FieldSpec } from './walk';

/** A field that holds a selector over namespaces, by the labels of the Namespace objects. */
export interface NamespaceField {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
  readonly path: FieldSpec;
}

/** The API server gives it to every namespace, with its name. Source: Kubernetes API reference, "Well-Known Labels". */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** Source: Kubernetes API reference v1.31, NetworkPolicyPeer networking.k8s.io/v1. */
export const namespaceFields: readonly NamespaceField[] = ['spec/ingress[]/from[]', 'spec/egress[]/to[]'].map(peer => ({
  group: 'networking.k8s.io',
  formerGroups: ['extensions'],
  kind: 'NetworkPolicy',
  path: `${peer}/namespaceSelector`,
}));
