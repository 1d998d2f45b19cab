import type { FieldSpec } from './walk';

/** A field that holds a selector over the metadata labels of other objects than pods. */
export interface ResourceSelectorField {
  readonly group: string;
  readonly kind: string;
  readonly path: FieldSpec;
  /** What it selects. */
  readonly over: { readonly group: string; readonly kind: string };
  /** Where `any` and `matchNames` stand; without them it is over its own namespace. */
  readonly namespaces: FieldSpec;
}

const service = { group: '', kind: 'Service' } as const;
const ingress = { group: 'networking.k8s.io', kind: 'Ingress' } as const;

/**
 * Sources: Prometheus operator monitoring.coreos.com/v1 (ServiceMonitor `spec.selector`, Probe `spec.targets.ingress.selector`);
 * VictoriaMetrics operator operator.victoriametrics.com/v1beta1 (VMServiceScrape `spec.selector`, VMProbe
 * `spec.targets.ingress.selector`).
 */
export const resourceSelectorFields: readonly ResourceSelectorField[] = [
  {
    group: 'monitoring.coreos.com',
    kind: 'ServiceMonitor',
    path: 'spec/selector',
    over: service,
    namespaces: 'spec/namespaceSelector',
  },
  {
    group: 'operator.victoriametrics.com',
    kind: 'VMServiceScrape',
    path: 'spec/selector',
    over: service,
    namespaces: 'spec/namespaceSelector',
  },
  ...(
    [
      ['monitoring.coreos.com', 'Probe'],
      ['operator.victoriametrics.com', 'VMProbe'],
    ] as const
  ).map(([group, kind]) => ({
    group,
    kind,
    path: 'spec/targets/ingress/selector',
    over: ingress,
    namespaces: 'spec/targets/ingress/namespaceSelector',
  })),
];
