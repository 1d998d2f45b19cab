import type { FieldSpec } from './walk';

/** A field that holds a port by its number or by its name. */
export interface PortNameField {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
  readonly path: FieldSpec;
  /** The map, or the list of maps, whose `podSelector` selects the pods of which it names a port. */
  readonly of?: FieldSpec;
}

const ingress = { group: 'networking.k8s.io', kind: 'Ingress' } as const;
const formerIngress = { ...ingress, formerGroups: ['extensions'] } as const;

/**
 * Fields of which the API server takes a text only as the name of a port. Source: Kubernetes v1.34, `IsValidPortName` as it is called by
 * pkg/apis/core/validation (Service `targetPort`) and pkg/apis/networking/validation (NetworkPolicy `port`, Ingress backends). NetworkPolicyPort: a name is that of a port on the pods.
 */
export const portNameFields: readonly PortNameField[] = [
  { group: '', kind: 'Service', path: 'spec/ports[]/targetPort' },
  ...(
    [
      ['spec/ingress[]', 'spec'],
      ['spec/egress[]', 'spec/egress[]/to'],
    ] as const
  ).map(
    ([rule, of]): PortNameField => ({
      group: 'networking.k8s.io',
      formerGroups: ['extensions'],
      kind: 'NetworkPolicy',
      path: `${rule}/ports[]/port`,
      of,
    }),
  ),
  ...['spec/defaultBackend', 'spec/rules[]/http/paths[]/backend'].map(
    (backend): PortNameField => ({ ...ingress, path: `${backend}/service/port/name` }),
  ),
  ...['spec/backend', 'spec/rules[]/http/paths[]/backend'].map(
    (backend): PortNameField => ({ ...formerIngress, path: `${backend}/servicePort` }),
  ),
];

/** What becomes of pods whose container does not declare the port that a field names. */
export type PortEffect = 'never ready' | 'never started' | 'never checked' | 'killed' | 'skipped';

/** A field of a container that holds a port by its number or by its name; only ports of the very container are looked at. */
export interface ContainerPortField {
  readonly path: FieldSpec;
  readonly effect: PortEffect;
}

/**
 * The ports of probes and hooks. A probe whose port is not found has no result: what it would report stays as it began, which is not ready, not
 * started, and alive. A hook whose port is not found fails. Source: Kubernetes v1.34, pkg/kubelet/prober/worker.go (`initialValue`,
 * `doProbe`), pkg/probe/util.go (`ResolveContainerPort`), pkg/kubelet/lifecycle/handlers.go.
 */
export const containerPortFields: readonly ContainerPortField[] = (
  [
    ['readinessProbe/httpGet', 'never ready'],
    ['readinessProbe/tcpSocket', 'never ready'],
    ['startupProbe/httpGet', 'never started'],
    ['startupProbe/tcpSocket', 'never started'],
    ['livenessProbe/httpGet', 'never checked'],
    ['livenessProbe/tcpSocket', 'never checked'],
    ['lifecycle/postStart/httpGet', 'killed'],
    ['lifecycle/preStop/httpGet', 'skipped'],
  ] as const
).map(([handler, effect]) => ({ path: `${handler}/port`, effect }));

/** The containers of a PodSpec. */
export const containerLists: readonly FieldSpec[] = ['containers[]', 'initContainers[]'];
