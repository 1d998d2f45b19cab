import type { FieldSpec } from './walk';
import type { SelectorForm } from './workloads';

/**
 * What a selector is for, which decides how its meaning may be inferred:
 * `own` finds the controller's pods; `route` sends them traffic; `budget` limits their evictions; `policy` guards them (to
 * narrow it would fail open); `apart` spreads a workload's pods, as a rule its own; `together` puts them near any pods.
 */
export type SelectorRole = 'own' | 'route' | 'budget' | 'policy' | 'apart' | 'together';

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
}

/** Sources: Kubernetes API reference v1.31: Service v1, PodDisruptionBudget policy/v1, NetworkPolicy networking.k8s.io/v1. */
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
];
