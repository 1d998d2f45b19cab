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
  /** Where, inside the object, the port stands, where it is one of the endpoints: their name (the Service's port) or number (the pods'). */
  readonly endpointPort?: FieldSpec;
  /** Where, inside the object, the least number of replicas stands that it scales to, and what it is where nothing stands. */
  readonly least?: readonly [FieldSpec, number];
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
  'canary/pingPong/pingService',
  'canary/pingPong/pongService',
];

const mirrors = ['spec/rules[]/filters[]', 'spec/rules[]/backendRefs[]/filters[]'].map(
  filter => `${filter}/requestMirror/backendRef`,
);
const traefikGroups = { group: 'traefik.io', formerGroups: ['traefik.containo.us'] } as const;
const traefik: readonly (readonly [kind: string, path: FieldSpec])[] = [
  ...['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map(kind => [kind, 'spec/routes[]/services[]'] as const),
  ...['spec/weighted/services[]', 'spec/mirroring', 'spec/mirroring/mirrors[]'].map(
    path => ['TraefikService', path] as const,
  ),
];
const istioDestinations = ['http[]/route[]', 'http[]/mirrors[]', 'tcp[]/route[]', 'tls[]/route[]'].map(
  rule => `spec/${rule}/destination`,
);

/**
 * Sources: Kubernetes API reference v1.31 (HorizontalPodAutoscaler autoscaling/v2, Ingress networking.k8s.io/v1, StatefulSet
 * apps/v1); VerticalPodAutoscaler autoscaling.k8s.io/v1; KEDA keda.sh/v1alpha1; Flagger flagger.app/v1beta1; Gateway API
 * gateway.networking.k8s.io/v1 (backendRefs: `kind` is Service by default); OpenShift route.openshift.io/v1; AWS Load Balancer
 * Controller elbv2.k8s.aws/v1beta1; Argo Rollouts argoproj.io/v1alpha1; OpenKruise apps.kruise.io/v1beta1; Traefik v3
 * traefik.io/v1alpha1; Istio networking.istio.io/v1 (VirtualService: a short host is a Service of its own namespace).
 */
export const referenceFields: readonly ReferenceField[] = [
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    path: 'spec/scaleTargetRef',
    ...scales,
    least: ['spec/minReplicas', 1],
  },
  { group: 'autoscaling.k8s.io', kind: 'VerticalPodAutoscaler', path: 'spec/targetRef', ...scales },
  {
    group: 'keda.sh',
    kind: 'ScaledObject',
    path: 'spec/scaleTargetRef',
    ...scales,
    kindByDefault: 'Deployment',
    least: ['spec/minReplicaCount', 0],
  },
  { group: 'flagger.app', kind: 'Canary', path: 'spec/targetRef', ...scales, kindByDefault: 'Deployment' },
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
  ...gatewayRoutes.flatMap(kind =>
    ['spec/rules[]/backendRefs[]', ...(/HTTP|GRPC/.test(kind) ? mirrors : [])].map(
      (path): ReferenceField => ({
        group: 'gateway.networking.k8s.io',
        kind,
        path,
        ...routes,
        kindByDefault: 'Service',
        ports: ['port'],
      }),
    ),
  ),
  ...traefik.map(
    ([kind, path]): ReferenceField => ({
      ...traefikGroups,
      kind,
      path,
      ...routes,
      kindByDefault: 'Service',
      ports: ['port'],
    }),
  ),
  ...[...istioDestinations, 'spec/http[]/mirror'].map(
    (path): ReferenceField => ({
      group: 'networking.istio.io',
      kind: 'VirtualService',
      path,
      name: 'host',
      ...routes,
      ports: ['port/number'],
    }),
  ),
  ...['spec/to', 'spec/alternateBackends[]'].map(
    (path): ReferenceField => ({
      group: 'route.openshift.io',
      kind: 'Route',
      path,
      ...routes,
      kindByDefault: 'Service',
      endpointPort: 'spec/port/targetPort',
    }),
  ),
  { group: 'elbv2.k8s.aws', kind: 'TargetGroupBinding', path: 'spec/serviceRef', ...routes, ports: ['port'] },
  { group: 'apps', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  { group: 'apps.kruise.io', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  ...rolloutServices.map(
    (field): ReferenceField => ({ group: 'argoproj.io', kind: 'Rollout', path: `spec/strategy/${field}`, ...governs }),
  ),
];
