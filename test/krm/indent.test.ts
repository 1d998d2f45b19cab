import { Scalar, YAMLSeq } from 'yaml';
import { DataReader } from '../../src/krm/yaml-data';
import { readYaml } from '../../src/krm/yaml-reader';
import { answer, fixed } from './items';

/** Texts that Go's readers take, and YAML 1.2 by its letter does not: lines of quotes and flow collections without indentation. */
describe('lines within quotes and flow collections need no indentation', () => {
  test.each([
    ['single quotes at the key', "a:\n  b: 'one\n  two'\n  c: d\n", { a: { b: 'one two', c: 'd' } }],
    ['single quotes at the margin', "a:\n  b: 'one\n\n\n    two\n\n'\n", { a: { b: 'one\n\ntwo\n' } }],
    ['double quotes', 'a:\n  b: "one\n\ntwo\\\n  three"\n  c: d\n', { a: { b: 'one\ntwothree', c: 'd' } }],
    ['an element', "- 'a\nb'\n- c\n", ['a b', 'c']],
    ['a list that ends at the key', 'a:\n- b: [\n  "v",\n  ]\n  c: d\n', { a: [{ b: ['v'], c: 'd' }] }],
    ['a map at the margin', 'a:\n  b: {x: y,\nz: w\n}\n  c: d\n', { a: { b: { x: 'y', z: 'w' }, c: 'd' } }],
    ['collections in one another', 'a:\n  b: [\n{c: "d\ne"}, [\n1\n]\n]\n', { a: { b: [{ c: 'd e' }, [1]] } }],
    ['a comment before the end', 'a:\n  b: {x: y # why\n}\n  c: d\n', { a: { b: { x: 'y' }, c: 'd' } }],
    ['an anchor', "a: &x 'q\nr'\nb: *x\n", { a: 'q r', b: 'q r' }],
    ['CRLF', "a:\r\n  b: 'one\r\n  two'\r\n", { a: { b: 'one two' } }],
  ])('%s', (_, text, value) => expect(JSON.parse(JSON.stringify(readYaml(text).value))).toEqual(value));

  test.each([
    ['an end that never comes', "a: 'b\nc: d\n"],
    ['a document mark in quotes', "a: 'b\n--- c'\n"],
    ['a key over two lines', "'a\nb': c\n"],
  ])('%s stays an error, told where a strict reader stumbles', (_, text) =>
    expect(() => readYaml(text)).toThrow(/it is not YAML/),
  );
});

const pod = (before: string) =>
  `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n    annotations:\n      note: ${before}\n    labels:\n      app: web\n  spec: {}\n`;

describe('an item with such lines is edited as any other', () => {
  test.each([
    ['quotes that end at the margin', "'a\n\n    b\n\n'"],
    ['quotes with a dash at the margin', "'a\n- b'"],
    ['quotes with what looks like a key', "'a\nkind: Service\n'"],
    ['a list', '[\n    a\n    ]'],
  ])('%s', (_, note) => {
    expect(fixed(pod(note))).toBe(pod(note).replace('app: web\n', 'app: web\n      component: web\n'));
  });
});

describe('a comment right behind a quote or a bracket, which YAML forbids and Go reads, stays where it is', () => {
  const item = (labels: string) =>
    `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n    labels: ${labels}\n  spec: {}# none\n`;
  test.each([
    ['a map', '{app: web}# ours', '{app: web, component: web}# ours'],
    ['double quotes', '\n      app: "web"# ours', '\n      app: "web"# ours\n      component: web'],
    ['single quotes', "\n      app: 'web'# ours", "\n      app: 'web'# ours\n      component: web"],
    ['a map over two lines', '{\n      app: web\n    }# ours', '{\n      app: web,\n      component: web\n    }# ours'],
  ])('%s', (_, before, after) => expect(fixed(item(before))).toBe(item(after)));
});

describe('a merge key on the way to a label', () => {
  const deployment = (selector: string) =>
    `- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n  spec:\n    selector: &s\n      matchLabels: {app: shop}\n    template:\n      metadata: {labels: {app: shop}}\n      spec:\n        topologySpreadConstraints:\n        - labelSelector: ${selector}\n`;
  test.each([
    ['brings the whole selector', '{<<: *s}'],
    ['brings it in block layout', '\n            <<: *s'],
  ])('that %s: the component is refused, and nothing breaks', (_, selector) => {
    const { stdout, stderr, exitCode } = answer(deployment(selector));
    expect(stdout).toContain(deployment(selector));
    expect(stderr).toEqual([expect.stringMatching(/^error: .*leads through a merge key .*\[label-refused\]$/)]);
    expect(exitCode).toBe(1);
  });
});

test('only what aliases add is counted: a million plain values are read', () => {
  const many = new YAMLSeq();
  many.items = Array(1_000_100).fill(new Scalar(1));
  expect(new DataReader(() => undefined).read(many)).toHaveLength(1_000_100);
});

describe('a key that stands twice', () => {
  const text = 'a: {b: 1}\nc: 2\na: {b: 3}\n';

  test('is refused', () => expect(() => readYaml(text)).toThrow("key 'a' stands twice"));

  test('or told, and the last one counts', () => {
    const { value, twice, entry } = readYaml(text, 'kustomization');
    expect(value).toEqual({ a: { b: 3 }, c: 2 });
    expect(twice).toEqual(['a']);
    expect(entry('a')?.start).toBe(text.lastIndexOf('a:'));
  });
});
