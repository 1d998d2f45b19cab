import type { ReferenceField } from './references';

const names = { role: 'names' } as const;
const istio = 'networking.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
const virtualServiceGateways = ['spec', 'spec/http[]/match[]', 'spec/tcp[]/match[]', 'spec/tls[]/match[]'];

/** A Service that the API server calls: port 443 where none is said. */
const called = {
  ...names,
  to: 'Service',
  across: true,
  ports: ['port'],
  portByDefault: 443,
} as const satisfies Partial<ReferenceField>;

/**
 * What names another object than a workload to scale or a Service to route to. Sources: Gateway API v1.3 gateway.networking.k8s.io/v1
 * (ParentReference: a Gateway of the route's namespace unless said); istio/api v1.31 networking.istio.io/v1 (VirtualService `gateways`:
 * `namespace/name` or a name of its own namespace, `mesh` is reserved; DestinationRule `host`: a short name is a Service of its own
 * namespace); Kubernetes API reference v1.31 (webhooks admissionregistration.k8s.io/v1 and APIService apiregistration.k8s.io/v1: `port` is
 * 443 by default).
 */
export const nameReferences: readonly ReferenceField[] = [
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
    (kind): ReferenceField => ({
      group: 'admissionregistration.k8s.io',
      kind,
      path: 'webhooks[]/clientConfig/service',
      ...called,
      absent:
        'every call fails, and with `failurePolicy: Fail`, the default, so does every request that it is asked about',
    }),
  ),
  {
    group: 'apiregistration.k8s.io',
    kind: 'APIService',
    path: 'spec/service',
    ...called,
    absent: 'this API is not available, and namespaces can not be deleted',
  },
  ...routeKinds.map(
    (kind): ReferenceField => ({
      group: gatewayApi,
      kind,
      path: 'spec/parentRefs[]',
      ...names,
      to: 'Gateway',
      toGroup: gatewayApi,
      kindByDefault: 'Gateway',
      across: true,
      absent: 'the route is attached to nothing, and no request comes to it',
    }),
  ),
  ...virtualServiceGateways.map(
    (at): ReferenceField => ({
      group: istio,
      kind: 'VirtualService',
      path: `${at}/gateways[]`,
      ...names,
      to: 'Gateway',
      toGroup: istio,
      kindByDefault: 'Gateway',
      spelled: 'namespace/name',
      never: ['mesh'],
      absent: 'no request comes to it through that gateway',
    }),
  ),
  {
    group: istio,
    kind: 'DestinationRule',
    path: 'spec/host',
    ...names,
    to: 'Service',
    spelled: 'host',
    subsets: 'spec/subsets[]/name',
    absent: 'it configures no connection',
    mostlyElsewhere: true,
  },
];

/** What stands for hosts that are no Services. Source: istio/api v1.31, ServiceEntry. */
export const hostEntries = { group: istio, kind: 'ServiceEntry', path: 'spec/hosts[]' } as const;

/**
 * What every PodSpec names; paths start at the PodSpec. Source: Kubernetes API reference v1.31, PodSpec `serviceAccountName`, of which
 * `serviceAccount` is the old name; each namespace has an account `default`.
 */
export const podReferenceFields: readonly Omit<ReferenceField, 'group' | 'kind'>[] = [
  'serviceAccountName',
  'serviceAccount',
].map(path => ({
  path,
  ...names,
  to: 'ServiceAccount',
  kindByDefault: 'ServiceAccount',
  never: ['default'],
  absent: 'the API server refuses its pods',
  mostlyElsewhere: true,
}));
