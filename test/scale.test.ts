import { parse } from 'yaml';
import { run } from '../src/run';

const list = (pairs: number, app: (i: number) => string) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${Array.from(
    { length: pairs },
    (_, i) => `- apiVersion: v1
  kind: Service
  metadata:
    name: app-${i}
  spec:
    selector:
      app: ${app(i)}
    ports:
    - port: 80
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app-${i}
  spec:
    selector:
      matchLabels:
        app: ${app(i)}
    template:
      metadata:
        labels:
          app: ${app(i)}
      spec:
        containers:
        - name: app-${i}
`,
  ).join('')}`;

describe('1,000 objects', () => {
  test.each([
    ['with labels of their own', (i: number) => `app-${i}`],
    ['under one common label', () => 'shop'],
  ])('%s: every Service asks for its own component', (_, app) => {
    const { stdout, exitCode } = run(list(500, app), false);
    const [items] = stdout.split('\nresults:\n');
    const { items: written } = parse(items as string) as {
      items: { kind: string; metadata: { name: string }; spec: { selector: { component: string } } }[];
    };
    const services = written.filter(({ kind }) => kind === 'Service');
    expect(exitCode).toBe(0);
    expect(written).toHaveLength(1000);
    expect(services.filter(({ metadata, spec }) => spec.selector.component !== metadata.name)).toEqual([]);
  });
});
