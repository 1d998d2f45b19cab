import { linksOf } from '../src/model/references';
import { refOf } from '../src/model/resource';
import { modelOf, service, workload } from './model-of';

/** The links of the manifests: what each names, and what is found. */
const links = (...manifests: readonly string[]) =>
  linksOf(modelOf(manifests.join('---\n')).model).map(({ kind, name, port, found }) => ({
    to: `${kind}/${name}${port === undefined ? '' : `:${port}`}`,
    found: found.map(refOf),
  }));

const named = (apiVersion: string, kind: string, spec: string, namespace = '') =>
  `\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web${namespace && `, namespace: ${namespace}`}}\nspec: ${spec}\n`;
const ingress = (backend: string) => named('networking.k8s.io/v1', 'Ingress', `{defaultBackend: ${backend}}`);
const route = (ref: string) => named('gateway.networking.k8s.io/v1', 'HTTPRoute', `{rules: [{backendRefs: [${ref}]}]}`);
const web = service('web', 'app: web');

test('a reference finds what bears its name, with the port that it asks for', () => {
  expect(links(ingress('{service: {name: web, port: {number: 80}}}'), web)).toEqual([
    { to: 'Service/web:80', found: ['Service/web'] },
  ]);
  expect(links(ingress('{service: {name: api, port: {name: http}}}'), web)).toEqual([
    { to: 'Service/api:http', found: [] },
  ]);
});

test.each([
  ['another namespace', route('{name: web, namespace: other, port: 80}')],
  ['a kind that is no Service', route('{name: web, kind: InferencePool, group: inference.networking.k8s.io}')],
  ["the load balancer's own word", ingress('{service: {name: redirect, port: {name: use-annotation}}}')],
  [
    'a host',
    named('networking.istio.io/v1', 'VirtualService', '{http: [{route: [{destination: {host: api.example.com}}]}]}'),
  ],
  ['a provider', named('traefik.io/v1alpha1', 'IngressRoute', '{routes: [{services: [{name: api@internal}]}]}')],
  [
    'a workload of an unknown kind',
    named('autoscaling/v2', 'HorizontalPodAutoscaler', '{scaleTargetRef: {kind: Fleet, name: web}}'),
  ],
  ['nothing', ingress('{service: {name: ""}}')],
])('what can not be seen is no link: %s', (_, manifest) => {
  expect(links(manifest, web)).toEqual([]);
});

test('a target is looked for in its own namespace, and of its kind', () => {
  const hpa = named(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    '{scaleTargetRef: {kind: Deployment, name: web}}',
    'shop',
  );
  const to = 'Deployment/web';
  expect(links(hpa, workload('web', 'app: web', 'app: web', { namespace: 'shop' }))).toEqual([{ to, found: [to] }]);
  expect(links(hpa, workload('web', 'app: web'))).toEqual([{ to, found: [] }]);
  const other = workload('web', 'app: web', 'app: web', { namespace: 'shop', kind: 'StatefulSet' });
  expect(links(hpa, other)).toEqual([{ to, found: [] }]);
});

test('what the map leaves out has its default', () => {
  const scaled = named('keda.sh/v1alpha1', 'ScaledObject', '{scaleTargetRef: {name: web}}');
  const canary = named('flagger.app/v1beta1', 'Canary', '{targetRef: {name: web}}');
  const to = { to: 'Deployment/web', found: ['Deployment/web'] };
  expect(links(scaled, canary, workload('web', 'app: web'))).toEqual([to, to]);
});

test("Knative's Service is none of Kubernetes'", () => {
  const knative = named('serving.knative.dev/v1', 'Service', '{template: {spec: {containers: []}}}');
  expect(links(route('{name: web, port: 80}'), knative)).toEqual([{ to: 'Service/web:80', found: [] }]);
});

const webhook = (service: string) =>
  `\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: web}\nwebhooks: [{clientConfig: {service: ${service}}}]\n`;
const virtualService = (gateway: string) =>
  named('networking.istio.io/v1', 'VirtualService', `{gateways: [${gateway}]}`, 'shop');
const gateway = (apiVersion: string, namespace: string) =>
  `\napiVersion: ${apiVersion}\nkind: Gateway\nmetadata: {name: edge, namespace: ${namespace}}\nspec: {}\n`;

test('a reference that says a namespace is looked for there', () => {
  const inShop = service('web', 'app: web', { namespace: 'shop' });
  expect(links(webhook('{name: web, namespace: shop}'), inShop)).toEqual([
    { to: 'Service/web:443', found: ['Service/web'] },
  ]);
  expect(links(webhook('{name: web, namespace: other}'), inShop)).toEqual([{ to: 'Service/web:443', found: [] }]);
});

test('a gateway is of its API, and of the namespace that its name says', () => {
  const istio = gateway('networking.istio.io/v1', 'shop');
  const found = [{ to: 'Gateway/edge', found: ['Gateway/edge'] }];
  expect([links(virtualService('edge'), istio), links(virtualService('shop/edge'), istio)]).toEqual([found, found]);
  expect(links(virtualService('other/edge'), istio)).toEqual([{ to: 'Gateway/edge', found: [] }]);
  const other = gateway('gateway.networking.k8s.io/v1', 'shop');
  expect(links(virtualService('edge'), other)).toEqual([{ to: 'Gateway/edge', found: [] }]);
  expect(links(virtualService('mesh'), istio)).toEqual([]);
});

test("a host is a Service's by its short name or its full one", () => {
  const rule = (host: string) => named('networking.istio.io/v1', 'DestinationRule', `{host: ${host}}`, 'shop');
  const inShop = service('web', 'app: web', { namespace: 'shop' });
  const found = [{ to: 'Service/web', found: ['Service/web'] }];
  expect([links(rule('web'), inShop), links(rule('web.shop.svc.cluster.local'), inShop)]).toEqual([found, found]);
  expect(links(rule('web.example.com'), inShop)).toEqual([]);
});
