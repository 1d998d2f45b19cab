import type { FieldSpec } from './walk';

/** What a reference is for: it scales a workload, routes to a Service, or names the Services of a workload. */
export type ReferenceRole = 'scales' | 'routes' | 'governs';

/** A field that names another object of its namespace. */
export interface ReferenceField {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
  /** The name itself, or a map that holds it under `name` (or under the key `name` says). */
  readonly path: FieldSpec;
  readonly name?: string;
  readonly role: ReferenceRole;
  readonly to: 'workload' | 'Service';
  /** The kind that is meant where the map has no `kind`. */
  readonly kindByDefault?: string;
  /** Where, inside the map, the port stands. */
  readonly ports?: readonly FieldSpec[];
  /** A field of the object and the value at which the reference counts. */
  readonly onlyIf?: readonly [FieldSpec, string];
}

const routes = { role: 'routes', to: 'Service' } as const;
const scales = { role: 'scales', to: 'workload' } as const;
const governs = { role: 'governs', to: 'Service' } as const;

const gatewayRoutes = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
const rolloutServices = [
  'canary/stableService',
  'canary/canaryService',
  'blueGreen/activeService',
  'blueGreen/previewService',
];

/**
 * Sources: Kubernetes API reference v1.31 (HorizontalPodAutoscaler autoscaling/v2, Ingress networking.k8s.io/v1, StatefulSet
 * apps/v1); VerticalPodAutoscaler autoscaling.k8s.io/v1; KEDA keda.sh/v1alpha1; Flagger flagger.app/v1beta1; Gateway API
 * gateway.networking.k8s.io/v1 (backendRefs: `kind` is Service by default); OpenShift route.openshift.io/v1; AWS Load Balancer
 * Controller elbv2.k8s.aws/v1beta1; Argo Rollouts argoproj.io/v1alpha1; OpenKruise apps.kruise.io/v1beta1.
 */
export const referenceFields: readonly ReferenceField[] = [
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler', path: 'spec/scaleTargetRef', ...scales },
  { group: 'autoscaling.k8s.io', kind: 'VerticalPodAutoscaler', path: 'spec/targetRef', ...scales },
  { group: 'keda.sh', kind: 'ScaledObject', path: 'spec/scaleTargetRef', ...scales, kindByDefault: 'Deployment' },
  { group: 'flagger.app', kind: 'Canary', path: 'spec/targetRef', ...scales },
  ...['spec/defaultBackend/service', 'spec/rules[]/http/paths[]/backend/service'].map(
    (path): ReferenceField => ({
      group: 'networking.k8s.io',
      kind: 'Ingress',
      path,
      ...routes,
      ports: ['port/number', 'port/name'],
    }),
  ),
  ...['spec/backend', 'spec/rules[]/http/paths[]/backend'].map(
    (path): ReferenceField => ({
      group: 'networking.k8s.io',
      formerGroups: ['extensions'],
      kind: 'Ingress',
      path,
      name: 'serviceName',
      ...routes,
      ports: ['servicePort'],
    }),
  ),
  ...gatewayRoutes.map(
    (kind): ReferenceField => ({
      group: 'gateway.networking.k8s.io',
      kind,
      path: 'spec/rules[]/backendRefs[]',
      ...routes,
      kindByDefault: 'Service',
      ports: ['port'],
    }),
  ),
  ...['spec/to', 'spec/alternateBackends[]'].map(
    (path): ReferenceField => ({
      group: 'route.openshift.io',
      kind: 'Route',
      path,
      ...routes,
      kindByDefault: 'Service',
    }),
  ),
  { group: 'elbv2.k8s.aws', kind: 'TargetGroupBinding', path: 'spec/serviceRef', ...routes, ports: ['port'] },
  { group: 'apps', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  { group: 'apps.kruise.io', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  ...rolloutServices.map(
    (field): ReferenceField => ({ group: 'argoproj.io', kind: 'Rollout', path: `spec/strategy/${field}`, ...governs }),
  ),
];
