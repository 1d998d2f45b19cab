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
};

test.each(Object.entries(inputs))('%s: the work grows with their number', (_, input) => {
  const work = (size: number) => {
    const text = input(size);
    return workOf(() => expect(run(text, false).exitCode).toBe(0));
  };
  const [small, large] = [work(400), work(1600)];
  expect(small).toBeGreaterThan(400);
  expect(large / small).toBeLessThan(6);
});
