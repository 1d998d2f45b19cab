import { run } from '../src/run';
import { workOf } from './work';

jest.mock('yaml', () => jest.requireActual('./work').countingYaml(jest.requireActual('yaml')));

const top = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';
const list = (items: string) => `${top}items:\n${items}`;
const pod = (field: string) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n  spec: {}\n${field}`;
const each = <T>(size: number, one: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => one(i));

const workload = (i: number) =>
  `- apiVersion: v1
  kind: Service
  metadata:
    name: app-${i}
  spec:
    selector:
      app: app-${i}
    ports:
    - port: 80
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app-${i}
  spec:
    selector:
      matchLabels:
        app: app-${i}
    template:
      metadata:
        labels:
          app: app-${i}
      spec:
        containers:
        - name: app-${i}
`;

const underOneLabel = (i: number) => workload(i).replaceAll(`app: app-${i}`, 'app: shop');
const withPort = (text: string, i: number) =>
  text
    .replace('port: 80\n', `port: 80\n      targetPort: ${8000 + i}\n`)
    .replace(/(- name: app-\d+\n)$/, `$1          ports: [{containerPort: ${8000 + i}}]\n`);
const guards = (i: number) =>
  `- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: app-${i}}, spec: {minAvailable: 1, selector: {matchLabels: {app: shop}}}}
- {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: app-${i}}, spec: {podSelector: {matchLabels: {app: shop}}}}
- {apiVersion: batch/v1, kind: Job, metadata: {name: job-${i}}, spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c}]}}}}
`;

/** Inputs by size: what costs a step for each pair of things in them would cost sixteen times as much for four times the size. */
const inputs: Readonly<Record<string, (size: number) => string>> = {
  'aliases of one item': size => list(pod(`  x: &a [1]\n  y: [${each(size, () => '*a').join(', ')}]\n`)),
  'keys of one map': size => list(pod(`  data:\n${each(size, i => `    k${i}: v\n`).join('')}`)),
  'items of a ResourceList on one line': size =>
    JSON.stringify({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: each(size, i => ({
        apiVersion: 'v1',
        kind: i % 100 ? 'ConfigMap' : 'Pod',
        metadata: { name: `c${i}` },
        spec: {},
        data: { a: 'v'.repeat(400) },
      })),
    }),
  'items in lines': size => list(each(size, i => `- kind: ConfigMap\n  data: {a: ${i}}\n`).join('')),
  'workloads with labels of their own': size => list(each(size / 8, workload).join('')),
  'workloads and Services under one common label': size => list(each(size / 4, underOneLabel).join('')),
  'workloads and Services under one common label, whose names say nothing': size =>
    list(each(size / 4, i => underOneLabel(i).replace(`name: app-${i}`, `name: ${i}th-service`)).join('')),
  'workloads under one common label with ports of their own': size =>
    list(each(size / 4, i => withPort(underOneLabel(i), i)).join('')),
  'workloads, budgets, policies and Jobs under one common label': size =>
    list(each(size / 8, i => underOneLabel(i) + guards(i)).join('')),
  'pairs of workloads under a label of each pair': size =>
    list(each(size / 4, i => workload(i).replaceAll(`app: app-${i}`, `app: pair-${i >> 1}`)).join('')),
};

test.each(Object.entries(inputs))('%s: the work grows with their number', (_, input) => {
  const work = (size: number) => {
    const text = input(size);
    return workOf(() => expect(run(text, false).exitCode).toBe(0));
  };
  const [small, large] = [work(200), work(800)];
  expect(small).toBeGreaterThan(200);
  expect(large / small).toBeLessThan(6);
});
