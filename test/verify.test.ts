import { parse } from 'yaml';
import { defaultConfig } from '../src/config';
import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import type { Stage } from '../src/labels/stage';
import { resolve } from '../src/meaning';
import { readStated } from '../src/meaning/stated';
import { model } from '../src/model';
import type { Edit } from '../src/model/edit';
import { settle } from '../src/repair/components';
import { plan } from '../src/repair/plan';
import { violations } from '../src/repair/verify';

const deployment = (name: string, port: number) => `
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: ${name}}
  spec:
    selector: {matchLabels: {app: shop}}
    template:
      metadata: {labels: {app: shop}}
      spec: {containers: [{name: ${name}, ports: [{containerPort: ${port}}]}]}`;
const shop = `
- {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: {app: shop}, ports: [{port: 5432}]}}
- {apiVersion: v1, kind: Service, metadata: {name: later}, spec: {selector: {app: shop, component: web}}}
${deployment('db', 5432)}${deployment('web', 8080)}`;

function planned(manifests: string, stage: Stage = 'Complete') {
  const received = model(resourcesFrom(parse(manifests), kindTable()).resources);
  const said = readStated(received, defaultConfig);
  const bindings = resolve(received, said, defaultConfig);
  const components = settle(received, bindings, said, defaultConfig);
  const { edits, refused } = plan(received, bindings, components, { ...defaultConfig, stage });
  const broken = (wrong: readonly Edit[]) =>
    violations(received, bindings, components, wrong, stage).map(({ reason }) => reason);
  return { edits, refused, broken };
}

const healthy = shop.replace(/.*later.*\n/, '');

describe('the theorem', () => {
  const { edits, broken } = planned(healthy);

  test('holds for what was planned', () => {
    expect(edits.length).toBeGreaterThan(0);
    expect(broken(edits)).toEqual([]);
  });

  test('is broken by a Service that would select other pods than it means', () => {
    const wrong = edits.map(edit => (edit.resource.kind === 'Service' ? { ...edit, proposedValue: 'web' } : edit));
    expect(broken(wrong)).toEqual(['with it, `spec.selector` of Service/db would no longer select Deployment/db']);
  });

  test('is broken by a Service that is narrowed before its pods are labelled', () => {
    expect(broken(edits.filter(({ resource }) => resource.kind === 'Service'))).toHaveLength(1);
  });

  test('is broken by a workload whose selector leaves its own template', () => {
    const wrong = edits.filter(({ path, resource }) => !(resource.name === 'web' && path.includes('template')));
    expect(broken(wrong)).toEqual(['with it, `spec.selector` of Deployment/web would no longer select Deployment/web']);
  });

  test('is broken by two workloads that get one label and share their pods as before', () => {
    const wrong = edits.map(edit => ({ ...edit, proposedValue: 'same' }));
    expect(broken(wrong)).toHaveLength(3);
  });
});

test('a component whose label would give a target to a selector that selects nothing is refused whole', () => {
  const { edits, refused } = planned(shop);
  expect(edits.some(({ resource }) => resource.name === 'web')).toBe(false);
  expect(edits.some(({ resource }) => resource.name === 'db')).toBe(true);
  expect(refused.map(({ reason }) => reason)).toEqual([
    'with it, `spec.selector` of Service/later selects nothing and would select Deployment/web',
  ]);
});

test.each(['Labels', 'Routing'] as const)('stage %s by itself keeps the theorem', stage => {
  const { edits, broken } = planned(healthy, stage);
  expect(edits.length).toBeGreaterThan(0);
  expect(broken(edits)).toEqual([]);
});

describe('two objects of one identity', () => {
  const twin = (name: string, component?: string) =>
    deployment(name, 80).replaceAll(
      'labels: {app: shop}',
      `labels: {app: shop${component ? `, component: "${component}"` : ''}}`,
    );

  test.each([
    ['a component that is no label value', twin('a', 'a b') + twin('a')],
    ['a component that another workload shares', twin('a', 'x') + twin('b', 'x') + twin('a')],
  ])('keep their own templates, though one bears %s', (_, manifests) => {
    const { edits, broken } = planned(manifests);
    const selectors = edits.filter(({ path }) => path.includes('matchLabels'));
    const templates = edits.filter(({ path }) => path.includes('template'));
    const places = (some: readonly Edit[]) => some.map(({ resource }) => resource.item);
    expect(places(selectors).filter(item => !places(templates).includes(item))).toEqual([]);
    expect(broken(edits)).toEqual([]);
  });
});

test('hundreds of refusals take no minute', () => {
  const many = Array.from(
    { length: 300 },
    (_, i) => `
- apiVersion: policy/v1
  kind: PodDisruptionBudget
  metadata: {name: b${i}}
  spec: {selector: {matchLabels: {app: a${i}}, matchExpressions: [{key: component, operator: DoesNotExist}]}}
${deployment(`a${i}`, 80).replaceAll('app: shop', `app: a${i}`)}`,
  ).join('');
  const { refused, edits } = planned(many.replaceAll(/\n\n/g, '\n'));
  expect(refused).toHaveLength(300);
  expect(edits).toEqual([]);
});
