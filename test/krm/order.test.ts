import { compareKeys } from '../../src/krm/key-order';
import { kustomizeScalar } from '../../src/krm/scalars';
import { apply, splices } from '../../src/krm/splice';
import { readYaml } from '../../src/krm/yaml-reader';
import { fixed } from './items';

const pod = (labels: string) =>
  `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n    labels:${labels}  spec: {}\n`;

describe('a label goes to its place', () => {
  test.each([
    ['between', '\n      app: a\n', '      tier: b\n'],
    ['ahead', '\n', '      tier: b\n      zone: c\n'],
    ['behind', '\n      app.kubernetes.io/name: a\n      chart: b\n', ''],
    ['ahead of a comment that tells of the next', '\n      app: a # a\n', '      # b\n      tier: b\n'],
    ['ahead of the first with its comment', '\n', '      # one\n      # two\n      tier: b\n      zone: c\n'],
    ['behind a block scalar', '\n      app: |-\n        a\n', '      tier: b\n'],
  ])('%s where siblings are sorted', (_, before, behind) => {
    expect(fixed(pod(before + behind))).toBe(pod(`${before}      component: web\n${behind}`));
  });

  test.each([
    ['siblings are in no order', '\n      tier: b\n      app: a\n'],
    ['one sibling tells no order', '\n      tier: b\n'],
    ['a merge key stands among them', '\n      <<: {x: a}\n      tier: b\n'],
  ])('behind all where %s', (_, labels) => {
    expect(fixed(pod(labels))).toBe(pod(`${labels}      component: web\n`));
  });

  test.each([
    ['{app: a, tier: b}', '{app: a, component: web, tier: b}'],
    ['{tier: b, zone: c}', '{component: web, tier: b, zone: c}'],
    ['{tier: b, app: a}', '{tier: b, app: a, component: web}'],
    ['{\n      app: a,\n      tier: b }', '{\n      app: a,\n      component: web,\n      tier: b }'],
    ['{\n      tier: b,\n      zone: c }', '{\n      component: web,\n      tier: b,\n      zone: c }'],
  ])('in flow layout: %s', (labels, wanted) => expect(fixed(pod(` ${labels}\n`))).toBe(pod(` ${wanted}\n`)));

  test('labels come behind the name where people wrote, and to their place where a program did', () => {
    const item = (metadata: string) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n${metadata}  spec: {}\n`;
    const labels = '    labels:\n      component: web\n';
    const byHand = '    name: web\n    namespace: x\n';
    expect(fixed(item(byHand))).toBe(item(byHand + labels));
    const [ahead, behind] = ['    annotations: {a: b}\n    creationTimestamp: null\n', '    name: web\n'];
    expect(fixed(item(ahead + behind))).toBe(item(ahead + labels + behind));
  });

  test.each([
    ['spec: {containers: []}', 'metadata: {labels: {component: fill}}, spec: {containers: []}'],
    ['{spec: {containers: []}}', '{metadata: {labels: {component: fill}}, spec: {containers: []}}'],
  ])('metadata come before the spec: %s', (template, wanted) => {
    const job = (text: string) =>
      `- apiVersion: batch/v1\n  kind: Job\n  metadata: {name: fill, labels: {component: fill}}\n  spec: {template: ${text}}\n`;
    const isFlow = template.startsWith('{');
    expect(fixed(job(isFlow ? template : `{${template}}`))).toBe(job(isFlow ? wanted : `{${wanted}}`));
  });
});

describe('what kustomize sent, written as its own programs never do', () => {
  const item = (metadata: string) => `apiVersion: v1\n  kind: Pod\n  metadata: ${metadata}\n  spec: {}\n`;
  const id = '"kustomize.config.k8s.io/id": "kind: Pod\\nname: web\\n"';
  const orders = '"config.k8s.io/id": "7", "internal.config.kubernetes.io/id": "7"';
  const wanted = '"component": "web", ';

  test.each([
    ['first', `${orders}, ${id}`],
    ['last', `${id}, ${orders}`],
    ['on a line', `${id},\n      ${orders}`],
  ])('annotations in flow layout stay, where those that order keys stand %s', (_, annotations) => {
    const given = `- ${item(`{"annotations": {${annotations}}, "labels": {"tier": "a", "zone": "b"}, "name": "web"}`)}`;
    expect(fixed(given)).toBe(given.replace('"tier"', `${wanted}"tier"`));
  });

  test('an annotation over two lines is taken out whole', () => {
    const metadata = (annotation: string) =>
      `\n    annotations:\n${annotation}      kustomize.config.k8s.io/id: |\n        kind: Pod\n    labels:\n`;
    const given = `- ${item(`${metadata("      config.k8s.io/id:\n        '7'\n")}      tier: a\n      zone: b\n    name: web`)}`;
    const written = `- ${item(`${metadata('')}      component: web\n      tier: a\n      zone: b\n    name: web`)}`;
    expect(fixed(given)).toBe(written);
  });
});

test('two labels that need one missing parent get it once', () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
  const edits = [
    { path: ['spec', 'template', 'metadata', 'labels', 'component'], value: 'web' },
    { path: ['spec', 'selector', 'matchLabels', 'component'], value: 'web' },
  ];
  const wanted = `${text}spec:
  selector:
    matchLabels:
      component: web
  template:
    metadata:
      labels:
        component: web
`;
  const written = (before: string) => apply(before, splices(before, readYaml(before), edits).changes);
  expect(written(text)).toBe(wanted);
  expect(written(`${text}spec:\n`)).toBe(wanted);
  expect(readYaml(written(`${text}spec: {}\n`)).value).toEqual(readYaml(wanted).value);
  expect(readYaml(written('{"kind": "Deployment"}')).value).toMatchObject({
    spec: { selector: { matchLabels: { component: 'web' } } },
  });
});

/** As yaml.v2 sorted them, which kustomize 4.5.4 to 5.8.2 write with: built with `kustomize build`. */
const sorted = [
  '1',
  '2',
  '10',
  '10.x/a',
  'A',
  'B',
  'a',
  'a-b',
  'a.b/c',
  'a_b',
  'a0',
  'a1',
  'a01',
  'a2',
  'a10',
  'aB',
  'aa',
  'app',
  'app-1',
  'app.kubernetes.io/name',
  'app1',
  'apple',
  'component',
  'component-x',
  'component.x/y',
  'componentA',
  'z',
];

test('keys are compared as kustomize sorts them', () => {
  expect([...sorted].reverse().sort(compareKeys)).toEqual(sorted);
});

/** As kustomize 4.5.4 to 5.8.2 write them. */
const plain = [
  'web',
  '7-zip',
  '1.2.3',
  'nan',
  'inf',
  'yES',
  'nULL',
  '0x',
  '1e999',
  '2024-02-30',
  '24-1-1',
  '0b2',
  '09a',
  'a_b',
];
const quoted = [
  'y',
  'N',
  'on',
  'Off',
  'TRUE',
  'Null',
  '1',
  '01',
  '09',
  '0777',
  '0o17',
  '0x1F',
  '0b11',
  '1e3',
  '1.5',
  '1_000',
  '1_',
  '2024-01-01',
  '2024-1-31',
  '0000-02-29',
  '18446744073709551616',
];

test('quotes stand where kustomize writes them', () => {
  expect(plain.map(kustomizeScalar)).toEqual(plain);
  expect(quoted.map(kustomizeScalar)).toEqual(quoted.map(text => `"${text}"`));
});
