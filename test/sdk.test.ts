import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Configs, type KubernetesObject } from 'kpt-functions';
import { parse, stringify } from 'yaml';
import { componentLabels } from '../src';

const workload = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name }] } },
  },
});
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db' },
  spec: { selector: { app: 'shop' }, ports: [{ port: 5432 }] },
};
const objects = (): KubernetesObject[] =>
  [service, workload('db'), workload('web')].map(object => structuredClone(object) as KubernetesObject);

test('is a KptFunc over Configs that mutates the objects and adds results', async () => {
  const configs = new Configs(objects());
  await componentLabels(configs);
  const db = configs.getAll().find(({ kind }) => kind === 'Service') as KubernetesObject & typeof service;
  expect(db.spec.selector).toEqual({ app: 'shop', component: 'db' });
  const [first] = configs.getResults();
  expect(first).toMatchObject({ severity: 'info', tags: { check: 'workloads-share-pods' } });
  expect(componentLabels.usage).toContain('component-labels');
});

test('reads the functionConfig that the SDK holds', async () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
    data: { mode: 'Validate' },
  } as KubernetesObject;
  const configs = new Configs(objects(), config);
  await componentLabels(configs);
  expect(configs.getAll()).toEqual(new Configs(objects()).getAll());
  expect(configs.getResults()[0]?.severity).toBe('error');
});

test('knows the kinds that the functionConfig adds', async () => {
  const fleet = {
    apiVersion: 'games.example.com/v1',
    kind: 'Fleet',
    metadata: { name: 'arena' },
    spec: {
      selector: { app: 'shop' },
      groups: [{ template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'game' }] } } }],
    },
  };
  const row = {
    group: 'games.example.com',
    kind: 'Fleet',
    podTemplate: 'spec/groups[]/template',
    selector: 'spec/selector',
  };
  const configured = (kind: object) =>
    new Configs([...objects(), structuredClone(fleet) as KubernetesObject], {
      apiVersion: 'fn.kpt.dev/v1alpha1',
      kind: 'ComponentLabels',
      metadata: { name: 'c' },
      spec: { kinds: [kind] },
    } as KubernetesObject);
  const configs = configured({ ...row, form: 'map' });
  await componentLabels(configs);
  const written = configs.getAll().find(({ kind }) => kind === 'Fleet') as KubernetesObject & typeof fleet;
  expect(written.spec.selector).toEqual({ app: 'shop', component: 'arena' });
  expect(written.spec.groups[0]?.template.metadata.labels).toEqual({ app: 'shop', component: 'arena' });
  await expect(componentLabels(configured(row))).rejects.toThrow("it must be 'map'");
});

test("runs under the SDK's own run(), as built", () => {
  const input = stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: objects() });
  const program = "require('kpt-functions').run(require('./dist/index.cjs').componentLabels)";
  const { stdout, status } = spawnSync(process.execPath, ['-e', program], {
    input,
    encoding: 'utf8',
    cwd: join(__dirname, '..'),
  });
  expect(status).toBe(0);
  const items = (parse(stdout) as { items: { kind: string; spec: { selector: unknown } }[] }).items;
  expect(items.find(({ kind }) => kind === 'Service')?.spec.selector).toEqual({ app: 'shop', component: 'db' });
});
