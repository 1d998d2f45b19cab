import { ciliumKeys, ciliumPaths } from './mesh-selectors';
import type { FieldSpec } from './walk';

/** What a selector over other things than the pods of its own namespace selects. */
export type WatchedKind = 'Service' | 'Ingress' | 'Pod';

/**
 * A selector that is only read: over the metadata labels of Services or Ingresses, or over pods in a way that a label selector
 * of the pods' own namespace can't say (several namespaces, expressions, the pods behind one Service).
 */
export interface WatchField {
  readonly group: string;
  readonly kind: string;
  /** Other API groups that hold the kind. */
  readonly formerGroups?: readonly string[];
  readonly path: FieldSpec;
  /** `expression`: Calico's selector language. */
  readonly form: 'map' | 'LabelSelector' | 'expression';
  readonly over: WatchedKind;
  /** What selects nothing: a `monitor` scrapes nothing, a `policy` guards nothing, a `subset` has no endpoints. */
  readonly role: 'monitor' | 'policy' | 'subset';
  /** Where `any` and `matchNames` stand, or all namespaces; without it, it is over its own namespace. */
  readonly namespaces?: FieldSpec | 'all';
  /** Only where this sibling stands: without it, the selector is over pods of its own namespace (selectors.ts). */
  readonly onlyBeside?: string;
  /** Where this sibling stands, nobody can tell what it is over. */
  readonly notBeside?: string;
  /** As those of selectors.ts. */
  readonly keyPrefixes?: readonly string[];
  readonly elsewhereKeys?: readonly string[];
  /** What begins keys that the mesh gives to pods by where they run: no manifest holds them. */
  readonly writtenByMesh?: readonly string[];
  /** It chooses among the pods of the Service that this field names. */
  readonly behind?: FieldSpec;
  /** Lists of what it takes, whose elements name a port in one of the fields `port`, `targetPort`. */
  readonly endpoints?: FieldSpec;
}

const calico = { group: 'projectcalico.org', formerGroups: ['crd.projectcalico.org'] } as const;
const expression = { form: 'expression', over: 'Pod', role: 'policy' } as const;

/** A monitor of the Prometheus operator, and its twin of VictoriaMetrics. */
function monitors(
  prometheus: string,
  victoria: string,
  field: Omit<WatchField, 'group' | 'kind' | 'form' | 'role'>,
): readonly WatchField[] {
  const monitor = { ...field, form: 'LabelSelector', role: 'monitor' } as const;
  return [
    { ...monitor, group: 'monitoring.coreos.com', kind: prometheus },
    { ...monitor, group: 'operator.victoriametrics.com', kind: victoria },
  ];
}

const peers = ['ingress[]', 'egress[]'].flatMap(rule =>
  ['source', 'destination'].flatMap(side => [`spec/${rule}/${side}/selector`, `spec/${rule}/${side}/notSelector`]),
);

/** The selectors of a Calico policy. Beside a namespaceSelector, `global()` and labels of namespaces decide whom a peer is. */
const calicoFields = (kind: string, reach: Pick<WatchField, 'namespaces'>): readonly WatchField[] => [
  { ...calico, ...expression, ...reach, kind, path: 'spec/selector' },
  ...peers.map(
    (path): WatchField => ({ ...calico, ...expression, ...reach, kind, path, notBeside: 'namespaceSelector' }),
  ),
];

/**
 * Sources: Prometheus operator v0.85 monitoring.coreos.com/v1 (ServiceMonitor, PodMonitor, Probe); VictoriaMetrics operator
 * operator.victoriametrics.com/v1beta1 (VMServiceScrape, VMPodScrape, VMProbe until v0.70); istio/api v1.31 networking.istio.io/v1
 * (DestinationRule, Gateway); policy.networking.k8s.io/v1alpha1 (AdminNetworkPolicy, BaselineAdminNetworkPolicy) and v1alpha2
 * (ClusterNetworkPolicy); Cilium v1.20 cilium.io/v2 (CiliumClusterwideNetworkPolicy, CiliumEgressGatewayPolicy); Calico v3
 * projectcalico.org/v3, stored as crd.projectcalico.org/v1.
 */
export const watchFields: readonly WatchField[] = [
  ...monitors('ServiceMonitor', 'VMServiceScrape', {
    path: 'spec/selector',
    over: 'Service',
    namespaces: 'spec/namespaceSelector',
    endpoints: 'spec/endpoints',
  }),
  ...monitors('PodMonitor', 'VMPodScrape', {
    path: 'spec/selector',
    over: 'Pod',
    namespaces: 'spec/namespaceSelector',
    onlyBeside: 'namespaceSelector',
    endpoints: 'spec/podMetricsEndpoints',
  }),
  ...monitors('Probe', 'VMProbe', {
    path: 'spec/targets/ingress/selector',
    over: 'Ingress',
    namespaces: 'spec/targets/ingress/namespaceSelector',
  }),
  {
    group: 'networking.istio.io',
    kind: 'Gateway',
    path: 'spec/selector',
    form: 'map',
    over: 'Pod',
    role: 'policy',
    namespaces: 'all',
  },
  // Over virtual machines (WorkloadEntry) as well: a component label of the pods would cut these off.
  {
    group: 'networking.istio.io',
    kind: 'ServiceEntry',
    path: 'spec/workloadSelector/labels',
    form: 'map',
    over: 'Pod',
    role: 'policy',
  },
  {
    group: 'networking.istio.io',
    kind: 'DestinationRule',
    path: 'spec/subsets[]/labels',
    form: 'map',
    over: 'Pod',
    role: 'subset',
    behind: 'spec/host',
    writtenByMesh: ['topology.kubernetes.io/', 'topology.istio.io/'],
  },
  ...['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].flatMap(kind =>
    ['spec/subject', 'spec/ingress[]/from[]', 'spec/egress[]/to[]'].map(
      (at): WatchField => ({
        group: 'policy.networking.k8s.io',
        kind,
        path: `${at}/pods/podSelector`,
        form: 'LabelSelector',
        over: 'Pod',
        role: 'policy',
        namespaces: 'all',
      }),
    ),
  ),
  ...[
    ...ciliumPaths.map(path => ['CiliumClusterwideNetworkPolicy', path] as const),
    ['CiliumEgressGatewayPolicy', 'spec/selectors[]/podSelector'] as const,
  ].map(
    ([kind, path]): WatchField => ({
      group: 'cilium.io',
      kind,
      path,
      form: 'LabelSelector',
      over: 'Pod',
      role: 'policy',
      namespaces: 'all',
      ...ciliumKeys,
    }),
  ),
  ...['NetworkPolicy', 'StagedNetworkPolicy'].flatMap(kind => calicoFields(kind, {})),
  ...['GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy'].flatMap(kind => calicoFields(kind, { namespaces: 'all' })),
];
