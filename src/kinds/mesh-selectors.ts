import type { SelectorField } from './selectors';

const policy = { role: 'policy', form: 'LabelSelector' } as const;

/** By kind and group, where the policy's equality-only selector stands. */
const istio: readonly (readonly [group: string, kind: string, path: string])[] = [
  ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map(
    kind => ['security.istio.io', kind, 'spec/selector/matchLabels'] as const,
  ),
  ['telemetry.istio.io', 'Telemetry', 'spec/selector/matchLabels'],
  ['extensions.istio.io', 'WasmPlugin', 'spec/selector/matchLabels'],
  ['networking.istio.io', 'ProxyConfig', 'spec/selector/matchLabels'],
  ...['Sidecar', 'EnvoyFilter', 'ServiceEntry'].map(
    kind => ['networking.istio.io', kind, 'spec/workloadSelector/labels'] as const,
  ),
  ['networking.istio.io', 'DestinationRule', 'spec/workloadSelector/matchLabels'],
];

const directions = [
  ...['ingress[]', 'ingressDeny[]'].flatMap(rule => [`${rule}/fromEndpoints[]`, `${rule}/fromRequires[]`]),
  ...['egress[]', 'egressDeny[]'].flatMap(rule => [`${rule}/toEndpoints[]`, `${rule}/toRequires[]`]),
];

const ciliumPaths = ['spec', 'specs[]'].flatMap(spec =>
  ['endpointSelector', ...directions].map(path => `${spec}/${path}`),
);

/**
 * Policies of meshes and CNIs over pods of their own namespace. Sources: Istio v1.24 (security.istio.io/v1, telemetry.istio.io/v1,
 * extensions.istio.io/v1alpha1, networking.istio.io/v1): equality only; Cilium v1.16 cilium.io/v2: keys may bear their source; Linkerd
 * policy.linkerd.io/v1beta3 Server; AWS VPC resource controller vpcresources.k8s.aws/v1beta1 SecurityGroupPolicy.
 */
export const meshSelectorFields: readonly SelectorField[] = [
  ...istio.map(([group, kind, path]): SelectorField => ({ group, kind, path, form: 'map', role: 'policy' })),
  ...ciliumPaths.map(
    (path): SelectorField => ({
      ...policy,
      group: 'cilium.io',
      kind: 'CiliumNetworkPolicy',
      path,
      keyPrefixes: ['k8s:', 'k8s.', 'any:', 'any.'],
      elsewhereKeys: ['io.kubernetes.pod.namespace', 'io.cilium.k8s.namespace', 'reserved'],
    }),
  ),
  { ...policy, group: 'policy.linkerd.io', kind: 'Server', path: 'spec/podSelector' },
  { ...policy, group: 'vpcresources.k8s.aws', kind: 'SecurityGroupPolicy', path: 'spec/podSelector' },
];
