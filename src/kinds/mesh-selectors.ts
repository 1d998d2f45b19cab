import type { SelectorField } from './selectors';

const policy = { role: 'policy', form: 'LabelSelector' } as const;

/** By kind and group, where the policy's equality-only selector stands. */
const istio: readonly (readonly [group: string, kind: string, path: string])[] = [
  ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map(
    kind => ['security.istio.io', kind, 'spec/selector/matchLabels'] as const,
  ),
  ['telemetry.istio.io', 'Telemetry', 'spec/selector/matchLabels'],
  ['extensions.istio.io', 'WasmPlugin', 'spec/selector/matchLabels'],
  ['extensions.istio.io', 'TrafficExtension', 'spec/selector/matchLabels'],
  ['networking.istio.io', 'ProxyConfig', 'spec/selector/matchLabels'],
  ['networking.istio.io', 'EnvoyFilter', 'spec/workloadSelector/labels'],
];

/** Those that never look beyond their own namespace. */
const istioNear: readonly (readonly [kind: string, path: string])[] = [
  ['Sidecar', 'spec/workloadSelector/labels'],
  ['DestinationRule', 'spec/workloadSelector/matchLabels'],
];

const directions = [
  ...['ingress[]', 'ingressDeny[]'].flatMap(rule => [`${rule}/fromEndpoints[]`, `${rule}/fromRequires[]`]),
  ...['egress[]', 'egressDeny[]'].flatMap(rule => [`${rule}/toEndpoints[]`, `${rule}/toRequires[]`]),
];

/** The selectors over pods in a Cilium policy, of one rule or of several. */
export const ciliumPaths: readonly string[] = ['spec', 'specs[]'].flatMap(spec =>
  ['endpointSelector', ...directions].map(path => `${spec}/${path}`),
);

/** A key is `source:key`; `any` is what it is without a source. Namespaces, clusters and accounts are no pod's labels. */
export const ciliumKeys = {
  keyPrefixes: ['k8s:', 'any:'],
  elsewhereKeys: ['io.kubernetes.pod.namespace', 'io.cilium.k8s.'],
} as const;

/**
 * Policies of meshes and CNIs over pods of their own namespace. Sources: istio/api v1.31 (security.istio.io/v1, telemetry.istio.io/v1,
 * extensions.istio.io/v1alpha1, networking.istio.io/v1): equality only, and in the root namespace, by default istio-system, over all
 * namespaces, of Sidecars and Telemetries one a pod (`workloadSelector`, IST0159, IST0160); Cilium v1.20 cilium.io/v2 (fromRequires and toRequires until v1.18); Linkerd policy.linkerd.io/v1beta3 Server; AWS VPC
 * resource controller vpcresources.k8s.aws/v1beta1 SecurityGroupPolicy.
 */
export const meshSelectorFields: readonly SelectorField[] = [
  ...istio.map(
    ([group, kind, path]): SelectorField => ({
      group,
      kind,
      path,
      form: 'map',
      role: 'policy',
      elsewhereIn: ['istio-system'],
      ...(kind === 'Telemetry' && { onePerPod: true, insteadOf: ['spec/targetRef', 'spec/targetRefs'] }),
    }),
  ),
  ...istioNear.map(
    ([kind, path]): SelectorField => ({
      group: 'networking.istio.io',
      kind,
      path,
      form: 'map',
      role: 'policy',
      ...(kind === 'Sidecar' && { onePerPod: true }),
    }),
  ),
  ...ciliumPaths.map(
    (path): SelectorField => ({ ...policy, group: 'cilium.io', kind: 'CiliumNetworkPolicy', path, ...ciliumKeys }),
  ),
  {
    ...policy,
    group: 'cilium.io',
    kind: 'CiliumLocalRedirectPolicy',
    path: 'spec/redirectBackend/localEndpointSelector',
    ...ciliumKeys,
  },
  { ...policy, group: 'policy.linkerd.io', kind: 'Server', path: 'spec/podSelector' },
  { ...policy, group: 'vpcresources.k8s.aws', kind: 'SecurityGroupPolicy', path: 'spec/podSelector' },
];
