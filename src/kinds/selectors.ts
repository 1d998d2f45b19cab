import { meshSelectorFields } from './mesh-selectors';
import type { FieldSpec } from './walk';
import type { SelectorForm } from './workloads';

/**
 * What a selector is for, which decides how its meaning may be inferred:
 * `own` finds the controller's pods; `route` sends them traffic; `budget` limits their evictions; `policy` guards or configures them
 * (to narrow it would fail open); `monitor` watches them; `apart` spreads a workload's pods, as a rule its own; `together` puts
 * them near any pods.
 */
export const selectorRoles = ['own', 'route', 'budget', 'policy', 'monitor', 'apart', 'together'] as const;
export type SelectorRole = (typeof selectorRoles)[number];

/** A field that holds a selector over pods. */
export interface SelectorField {
  readonly group: string;
  readonly kind: string;
  readonly path: FieldSpec;
  readonly form: SelectorForm;
  readonly role: SelectorRole;
  /** API groups of old clusters that held the kind. */
  readonly formerGroups?: readonly string[];
  /** Siblings that aim the selector at other namespaces: then it is not over this scope's pods. */
  readonly elsewhereIf?: readonly string[];
  /** A field of the object and the value at which Kubernetes ignores the selector. */
  readonly ignoredIf?: readonly [FieldSpec, string];
  /** Namespaces from which it looks at the pods of all namespaces. */
  readonly elsewhereIn?: readonly string[];
  /** What may stand before a label's key and says only where the label comes from. */
  readonly keyPrefixes?: readonly string[];
  /** What begins keys that are no pod labels but aim the selector elsewhere. */
  readonly elsewhereKeys?: readonly string[];
  /** Of several objects of the kind that select a pod only one counts, as of several in a namespace that have no selector at all. */
  readonly onePerPod?: true;
  /** Siblings by which an object without the selector is not about all pods of its namespace. */
  readonly insteadOf?: readonly FieldSpec[];
}

/**
 * Sources: Kubernetes API reference v1.31: Service v1, PodDisruptionBudget policy/v1, NetworkPolicy networking.k8s.io/v1;
 * Prometheus operator monitoring.coreos.com/v1 PodMonitor; VictoriaMetrics operator.victoriametrics.com/v1beta1 VMPodScrape.
 */
export const selectorFields: readonly SelectorField[] = [
  {
    group: '',
    kind: 'Service',
    path: 'spec/selector',
    form: 'map',
    role: 'route',
    ignoredIf: ['spec/type', 'ExternalName'],
  },
  { group: 'policy', kind: 'PodDisruptionBudget', path: 'spec/selector', form: 'LabelSelector', role: 'budget' },
  ...['spec/podSelector', 'spec/ingress[]/from[]/podSelector', 'spec/egress[]/to[]/podSelector'].map(
    (path): SelectorField => ({
      group: 'networking.k8s.io',
      formerGroups: ['extensions'],
      kind: 'NetworkPolicy',
      path,
      form: 'LabelSelector',
      role: 'policy',
      elsewhereIf: ['namespaceSelector'],
    }),
  ),
  ...(
    [
      ['monitoring.coreos.com', 'PodMonitor'],
      ['operator.victoriametrics.com', 'VMPodScrape'],
    ] as const
  ).map(
    ([group, kind]): SelectorField => ({
      group,
      kind,
      path: 'spec/selector',
      form: 'LabelSelector',
      role: 'monitor',
      elsewhereIf: ['namespaceSelector'],
    }),
  ),
  ...meshSelectorFields,
];
