import type { ReferenceField } from './references';
import type { FieldSpec } from './walk';

const routes = { role: 'routes', to: 'Service' } as const;
const gatewayRoutes = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
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
 * What leads requests to Services. Sources: Kubernetes API reference v1.31 (Ingress networking.k8s.io/v1) and
 * pkg/apis/networking/validation, `validateIngressBackend` (a port is needed); Gateway API
 * gateway.networking.k8s.io/v1 (backendRefs: `kind` is Service by default, and then `port` is needed); Traefik v3 traefik.io/v1alpha1; Istio networking.istio.io/v1
 * (VirtualService: a short host is a Service of its own namespace); OpenShift route.openshift.io/v1; AWS Load Balancer Controller
 * elbv2.k8s.aws/v1beta1.
 */
export const backendReferences: readonly ReferenceField[] = [
  ...['spec/defaultBackend/service', 'spec/rules[]/http/paths[]/backend/service'].map(
    (path): ReferenceField => ({
      group: 'networking.k8s.io',
      kind: 'Ingress',
      path,
      ...routes,
      ports: ['port/number', 'port/name'],
      needsPort: true,
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
      needsPort: true,
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
        needsPort: true,
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
      subset: 'subset',
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
];
