import { refOf } from '../src/model/resource';
import { watchesOf } from '../src/model/watches';
import { modelOf, service, workload } from './model-of';

/** What the watches of the manifests select, by path. */
function selected(...manifests: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const watches = watchesOf(modelOf(manifests.join('---\n')).model);
  return Object.fromEntries(
    watches.map(({ selector: { path }, selects }) => [
      path.join('.'),
      selects.map(r => `${r.namespace && `${r.namespace}/`}${refOf(r)}`),
    ]),
  );
}

const monitor = (more: string, kind = 'PodMonitor', namespace = 'shop') => `
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: web, namespace: ${namespace}}
spec: {selector: {matchLabels: {app: web}}, ${more}}
`;
const near = workload('near', 'app: web', 'app: web', { namespace: 'shop' });
const far = workload('far', 'app: web', 'app: web', { namespace: 'other' });
const farther = workload('farther', 'app: web', 'app: web', { namespace: 'third' });

describe('namespaces', () => {
  test.each([
    ['namespaceSelector: {any: true}', ['shop/Deployment/near', 'other/Deployment/far', 'third/Deployment/farther']],
    ['namespaceSelector: {matchNames: [other, shop]}', ['shop/Deployment/near', 'other/Deployment/far']],
    ['namespaceSelector: {matchNames: [nowhere]}', []],
    ['namespaceSelector: {}', ['shop/Deployment/near']],
  ])('%s', (more, expected) => {
    expect(selected(monitor(more), near, far, farther)).toEqual({ 'spec.selector': expected });
  });

  test("without one, a PodMonitor is a selector over its namespace's pods, and no watch", () => {
    expect(selected(monitor(''), near)).toEqual({});
  });
});

test('a ServiceMonitor selects Services by their own labels, and not by what they select', () => {
  const labelled = service('labelled', 'app: other', { namespace: 'shop', labels: 'app: web' });
  const selecting = service('selecting', 'app: web', { namespace: 'shop' });
  expect(selected(monitor('', 'ServiceMonitor'), labelled, selecting, near)).toEqual({
    'spec.selector': ['shop/Service/labelled'],
  });
});

describe('subsets choose among the pods of the Service that the host names', () => {
  const rule = (host: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: ${host}, subsets: [{name: v1, labels: {version: v1}}]}
`;
  const inShop = [
    service('web', 'app: web', { namespace: 'shop' }),
    workload('web-v1', 'app: web, version: v1', 'app: web', { namespace: 'shop' }),
    workload('db-v1', 'app: db, version: v1', 'app: db', { namespace: 'shop' }),
  ];
  const inOther = [
    service('web', 'app: web', { namespace: 'other' }),
    workload('web-v1', 'app: web, version: v1', 'app: web', { namespace: 'other' }),
  ];
  test.each([
    ['web', ['shop/Deployment/web-v1']],
    ['web.shop', ['shop/Deployment/web-v1']],
    ['web.shop.svc.cluster.local', ['shop/Deployment/web-v1']],
    ['web.other.svc.cluster.local', ['other/Deployment/web-v1']],
    ['db', []],
    ['web.example.com', []],
    ['"*.shop.svc.cluster.local"', []],
  ])('%s', (host, expected) => {
    expect(selected(rule(host), ...inShop, ...inOther)).toEqual({ 'spec.subsets.0.labels': expected });
  });
});

describe('Calico', () => {
  const policy = (spec: string, kind = 'NetworkPolicy') => `
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {name: web, namespace: shop}
spec: ${spec}
`;

  test("a NetworkPolicy is over its own namespace's pods, a GlobalNetworkPolicy over all", () => {
    expect(selected(policy('{selector: has(app)}'), near, far)).toEqual({ 'spec.selector': ['shop/Deployment/near'] });
    expect(selected(policy('{selector: has(app)}', 'GlobalNetworkPolicy'), near, far)).toEqual({
      'spec.selector': ['shop/Deployment/near', 'other/Deployment/far'],
    });
  });

  test('beside a namespaceSelector nobody knows what a peer is', () => {
    const source = '{source: {selector: has(app), namespaceSelector: global()}}';
    expect(selected(policy(`{ingress: [${source}, {source: {selector: has(app)}}]}`), near)).toEqual({
      'spec.ingress.1.source.selector': ['shop/Deployment/near'],
    });
  });

  test('what is no expression is told', () => {
    const [watch] = watchesOf(modelOf(policy("{selector: app = 'web'}")).model);
    expect(watch?.selector.problem).toContain('where an operator must be');
  });
});

test('the keys of Cilium bear their source; what is no pod label is no watch', () => {
  const policy = (labels: string) => `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: web}
spec: {endpointSelector: {matchLabels: {${labels}}}}
`;
  expect(selected(policy('"k8s:app": web'), near, far)).toEqual({
    'spec.endpointSelector': ['shop/Deployment/near', 'other/Deployment/far'],
  });
  expect(selected(policy('"k8s:io.kubernetes.pod.namespace": shop'), near)).toEqual({});
  expect(selected(policy('"reserved:host": ""'), near)).toEqual({});
});

describe('pods that an operator makes', () => {
  const of = (labels: string) => monitor('namespaceSelector: {any: true}').replace('app: web', labels);

  test('are not missed', () => {
    expect(selected(of('cnpg.io/cluster: orders'), near)).toEqual({});
    const prometheus =
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main, namespace: shop}\n';
    expect(selected(of('prometheus: main'), prometheus, near)).toEqual({});
    expect(selected(of('prometheus: main'), near)).toEqual({ 'spec.selector': [] });
  });

  test('are told by the labels that their controller writes', () => {
    const db = workload('db', 'app: db', 'app: db', { namespace: 'shop', kind: 'StatefulSet' });
    expect(selected(of('statefulset.kubernetes.io/pod-name: db-0'), db, near)).toEqual({
      'spec.selector': ['shop/StatefulSet/db'],
    });
  });
});
