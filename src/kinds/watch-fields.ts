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
  /** It chooses among the pods of the Service that this field names. */
  readonly behind?: FieldSpec;
  /** Lists of what it takes, whose elements name a port in one of the fields `port`, `targetPort`. */
  readonly endpoints?: FieldSpec;
}

const monitoring = 'monitoring.coreos.com';
const victoria = 'operator.victoriametrics.com';
const calico = ['projectcalico.org', 'crd.projectcalico.org'] as const;
const monitor = { form: 'LabelSelector', role: 'monitor' } as const;
const expression = { form: 'expression', over: 'Pod', role: 'policy' } as const;

const peers = ['ingress[]', 'egress[]'].flatMap(rule =>
  ['source', 'destination'].map(side => `spec/${rule}/${side}/selector`),
);

/**
 * Sources: Prometheus operator v0.7x, monitoring.coreos.com/v1 (ServiceMonitor, PodMonitor, Probe); VictoriaMetrics operator,
 * operator.victoriametrics.com/v1beta1 (VMServiceScrape, VMPodScrape, VMProbe); Istio networking.istio.io/v1 (DestinationRule,
 * Gateway); policy.networking.k8s.io/v1alpha1 (AdminNetworkPolicy, BaselineAdminNetworkPolicy); Calico
 * projectcalico.org/v3 (NetworkPolicy, GlobalNetworkPolicy).
 */
export const watchFields: readonly WatchField[] = [
  ...(
    [
      [monitoring, 'ServiceMonitor', 'spec/endpoints'],
      [victoria, 'VMServiceScrape', 'spec/endpoints'],
    ] as const
  ).map(
    ([group, kind, endpoints]): WatchField => ({
      ...monitor,
      group,
      kind,
      path: 'spec/selector',
      over: 'Service',
      namespaces: 'spec/namespaceSelector',
      endpoints,
    }),
  ),
  ...(
    [
      [monitoring, 'PodMonitor'],
      [victoria, 'VMPodScrape'],
    ] as const
  ).map(
    ([group, kind]): WatchField => ({
      ...monitor,
      group,
      kind,
      path: 'spec/selector',
      over: 'Pod',
      namespaces: 'spec/namespaceSelector',
      onlyBeside: 'namespaceSelector',
      endpoints: 'spec/podMetricsEndpoints',
    }),
  ),
  ...(
    [
      [monitoring, 'Probe'],
      [victoria, 'VMProbe'],
    ] as const
  ).map(
    ([group, kind]): WatchField => ({
      ...monitor,
      group,
      kind,
      path: 'spec/targets/ingress/selector',
      over: 'Ingress',
      namespaces: 'spec/targets/ingress/namespaceSelector',
    }),
  ),
  {
    group: 'networking.istio.io',
    kind: 'Gateway',
    path: 'spec/selector',
    form: 'map',
    over: 'Pod',
    role: 'policy',
    namespaces: 'all',
  },
  {
    group: 'networking.istio.io',
    kind: 'DestinationRule',
    path: 'spec/subsets[]/labels',
    form: 'map',
    over: 'Pod',
    role: 'subset',
    behind: 'spec/host',
  },
  ...['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].flatMap(kind =>
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
  ...calico.flatMap(group => [
    ...['spec/selector', ...peers].map((path): WatchField => ({ ...expression, group, kind: 'NetworkPolicy', path })),
    ...['spec/selector', ...peers].map(
      (path): WatchField => ({ ...expression, group, kind: 'GlobalNetworkPolicy', path, namespaces: 'all' }),
    ),
  ]),
];
