import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { asMap, valueAt } from '../src/data/values';
import {
  alongside,
  containerLists,
  containerPortFields,
  type FieldSpec,
  kindTable,
  namespaceFields,
  operatorKinds,
  podSelectorFields,
  portNameFields,
  referenceFields,
  runtimeLabels,
  selectorFields,
  walk,
  watchFields,
  workloadKinds,
} from '../src/kinds';
import { groupVersionOf } from '../src/model/resource';
import { readCase } from './cases';

const folder = join(__dirname, 'cases');
const objects = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => readCase(readFileSync(join(folder, file), 'utf8')).given)
  .map(text => asMap(parse(text, { uniqueKeys: false })) ?? {});

interface Row {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
}

const groupOf = (object: object) => groupVersionOf(valueAt(object, ['apiVersion']))[0];
const nameOf = ({ group, kind }: Row) => (group === '' ? kind : `${kind}.${group}`);

/** The rows of which no fixture holds an object in which the path leads to something. */
function unshown<R extends Row>(rows: readonly R[], pathOf: (row: R) => FieldSpec | undefined): readonly string[] {
  return rows.flatMap(row => {
    const path = pathOf(row);
    const ofKind = objects.filter(
      object => object.kind === row.kind && [row.group, ...(row.formerGroups ?? [])].includes(groupOf(object)),
    );
    return path === undefined || ofKind.some(object => walk(object, path).length > 0) ? [] : [`${nameOf(row)} ${path}`];
  });
}

describe('every row of the tables is at work in a fixture', () => {
  test('pod templates', () => {
    expect(unshown(workloadKinds, ({ podTemplate }) => podTemplate)).toEqual([]);
  });

  test("workloads' own selectors, and what they depend on", () => {
    expect(unshown(workloadKinds, ({ selector }) => selector)).toEqual([]);
    expect(unshown(workloadKinds, ({ selectorOnlyIf }) => selectorOnlyIf)).toEqual([]);
    expect(unshown(workloadKinds, ({ templateOf }) => templateOf)).toEqual([]);
  });

  test('selectors', () => {
    expect(unshown(selectorFields, ({ path }) => path)).toEqual([]);
  });

  test('selectors inside of PodSpecs', () => {
    const fields = podSelectorFields.map(({ path }) => `spec/template/spec/${path}`);
    expect(fields.filter(path => !objects.some(object => walk(object, path).length > 0))).toEqual([]);
  });

  test('selectors that are only read', () => {
    expect(unshown(watchFields, ({ path }) => path)).toEqual([]);
  });

  test('references by name', () => {
    expect(unshown(referenceFields, ({ path }) => path)).toEqual([]);
  });

  test('selectors over namespaces', () => {
    expect(unshown(namespaceFields, ({ path }) => path)).toEqual([]);
  });

  test('ports by number or name', () => {
    expect(unshown(portNameFields, ({ path }) => path)).toEqual([]);
    const fields = containerLists.flatMap(list => containerPortFields.map(({ path }) => `${list}/${path}`));
    const isShown = (path: FieldSpec) => objects.some(object => walk(object, `spec/template/spec/${path}`).length > 0);
    expect(containerLists.filter(list => !isShown(list))).toEqual([]);
    expect(
      containerPortFields.filter(({ path }) => !fields.some(field => field.endsWith(path) && isShown(field))),
    ).toEqual([]);
  });

  test('operators whose pods are in no manifest', () => {
    expect(unshown(operatorKinds, () => '')).toEqual([]);
  });

  test('labels that controllers write', () => {
    const texts = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'));
    expect(runtimeLabels.filter(({ key }) => !texts.some(text => text.includes(` ${key}`)))).toEqual([]);
  });
});

describe('the tables are consistent', () => {
  const table = kindTable();

  test('no row stands twice', () => {
    const rows = [
      ...workloadKinds.map(row => `workload ${nameOf(row)} ${row.podTemplate}`),
      ...selectorFields.map(row => `selector ${nameOf(row)} ${row.path}`),
      ...watchFields.map(row => `watch ${nameOf(row)} ${row.path}`),
      ...referenceFields.map(row => `reference ${nameOf(row)} ${row.path} ${row.name}`),
      ...namespaceFields.map(row => `namespaces ${nameOf(row)} ${row.path}`),
      ...portNameFields.map(row => `port ${nameOf(row)} ${row.path}`),
      ...runtimeLabels.map(({ key }) => `label ${key}`),
    ];
    expect(rows.filter((row, i) => rows.indexOf(row) !== i)).toEqual([]);
  });

  test('a kind of one group is not that of another', () => {
    const [service, knative] = ['', 'serving.knative.dev'].map(group => table.rowsOf({ group, kind: 'Service' }));
    expect([service?.workloads.length, service?.selectors.length]).toEqual([0, 1]);
    expect([knative?.workloads.length, knative?.selectors.length]).toEqual([1, 0]);
  });

  test('what is found by its former group is found by its group', () => {
    const [now, then] = ['apps', 'extensions'].map(group => table.rowsOf({ group, kind: 'Deployment' }));
    expect(then).toEqual(now);
  });

  test('workloads that bear labels of controllers are in the tables', () => {
    const kinds = new Set(workloadKinds.map(({ kind }) => kind));
    expect(runtimeLabels.flatMap(({ on }) => on).filter(kind => !kinds.has(kind))).toEqual([]);
  });
});

describe('a field alongside another', () => {
  test.each([
    ['spec/selector', 'spec/template', ['spec', 'template'], ['spec', 'selector']],
    [
      'spec/templates[]/selector',
      'spec/templates[]/template',
      ['spec', 'templates', 2, 'template'],
      ['spec', 'templates', 2, 'selector'],
    ],
    [
      'spec/roles/*/replicas',
      'spec/roles/*/template',
      ['spec', 'roles', 'Worker', 'template'],
      ['spec', 'roles', 'Worker', 'replicas'],
    ],
    ['a[]/b/*/d', 'a[]/b/*/c[]', ['a', 0, 'b', 'x', 'c', 1], ['a', 0, 'b', 'x', 'd']],
    ['spec/replicas', '', [], ['spec', 'replicas']],
  ])('%s beside %s', (field, of, place, expected) => {
    expect(alongside(field, of, place)).toEqual(expected);
  });
});
