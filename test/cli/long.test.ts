import { check } from '../../src/cli/check';
import { type Tree, worldOf } from './worlds';

jest.mock('yaml', () => {
  const yaml = jest.requireActual('yaml');
  return {
    ...yaml,
    parseAllDocuments: (text: string, options: object) => {
      parsed.length += text.length;
      return yaml.parseAllDocuments(text, options);
    },
  };
});

/** How many characters the parser got. */
const parsed = { length: 0 };

const fields = (count: number) =>
  Array.from({ length: count }, (_, i) => `        field${i}: {type: string, description: about selectors}\n`).join('');
const schema = (count: number, name = 'boats.example.org') =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\nspec:\n  scope: Cluster\n  versions:\n  - schema:\n      properties:\n${fields(count)}`;
const app = `apiVersion: apps/v1
kind: Deployment
metadata: {name: dock}
spec:
  selector: {matchLabels: {app: dock}}
  template: {metadata: {labels: {app: dock}}, spec: {containers: [{name: c, image: i}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: crane}
spec:
  selector: {matchLabels: {app: crane}}
  template: {metadata: {labels: {app: crane}}, spec: {containers: [{name: c, image: i}]}}
`;
const root = (more: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [crd.yaml, app.yaml]\n${more}`;

async function told(tree: Tree, ...args: string[]) {
  parsed.length = 0;
  const { stdout, stderr, exitCode } = await check([...args, '.'], worldOf(tree), '1.2.3');
  return { text: stdout + stderr.join('\n'), exitCode, parsed: parsed.length };
}

test.each(['CustomResourceDefinition', 'ConfigMap'])('of a long %s only the head is parsed', async kind => {
  const of = (count: number) =>
    told({
      'crd.yaml': schema(count).replace(/(?<=kind: ).*/, kind),
      'app.yaml': app,
      'kustomization.yaml': root('namePrefix: a-\n'),
    });
  const [small, large] = [await of(2000), await of(8000)];
  expect(large.parsed).toBe(small.parsed);
  expect(large.text).toContain('no problem in 4 resources of 3 files');
});

test('a long workload is read to its end', async () => {
  const long = app.replace('{name: crane}', `{name: crane, annotations: {a: "${'x'.repeat(30000)}"}}`);
  const { text } = await told({ 'app.yaml': long.replaceAll('app: crane', 'app: dock') });
  expect(text).toContain('[workloads-share-pods]');
});

const damage = 'commonLabels: {app: port}\n';
const operations = (path: string) => `patch: '[{op: replace, path: ${path}, value: Namespaced}]'`;

test.each<[string, string, Tree]>([
  [
    'by its name',
    `patches: [{target: {kind: CustomResourceDefinition, name: boats.example.org}, ${operations('/spec/scope')}}]\n`,
    {},
  ],
  ['by a pattern', `Patches: [{Target: {Name: 'boats.*'}, ${operations('/spec/scope')}}]\n`, {}],
  ['by its kind', `patches: [{target: {kind: CustomResourceDefinition}, ${operations('/spec/scope')}}]\n`, {}],
  [
    'by a file',
    'patches: [{path: p.yaml}]\n',
    { 'p.yaml': schema(0).replace('  scope: Cluster\n', '  scope: Namespaced\n  group: example.org\n') },
  ],
  [
    'by a replacement',
    'replacements: [{path: r.yaml}]\n',
    {
      'r.yaml':
        'source: {kind: CustomResourceDefinition, name: boats.example.org, fieldPath: spec.scope}\ntargets:\n- select: {kind: Deployment, name: dock}\n  fieldPaths: [spec.template.spec.nodeSelector.scope]\n  options: {create: true}\n',
    },
  ],
])('a long object that a kustomization changes or copies %s is read to its end', async (_, more, files) => {
  const { text } = await told({
    'crd.yaml': schema(2000),
    'app.yaml': app,
    'kustomization.yaml': root(damage + more),
    ...files,
  });
  expect(text).toContain('[common-label-overwrites]');
  expect(text).not.toContain('[kustomization-not-followed]');
});

test('what can not be read is told where a kustomization changes it', async () => {
  const { text, exitCode } = await told({
    'crd.yaml': `${schema(2000)}  scope: Cluster\n`,
    'app.yaml': app,
    'kustomization.yaml': root(`patches: [{target: {name: boats.example.org}, ${operations('/spec/scope')}}]\n`),
  });
  expect(text).toContain("key 'scope' stands twice");
  expect(exitCode).toBe(1);
});

test("a kind of the user's own is read to its end", async () => {
  const config =
    'apiVersion: fn.kpt.dev/v1alpha1\nkind: ComponentLabels\nspec: {kinds: [{group: apiextensions.k8s.io, kind: CustomResourceDefinition, podTemplate: spec/template, selector: spec/selector}]}\n';
  const one = schema(2000).replace(
    'spec:\n',
    'spec:\n  selector: {matchLabels: {app: b}}\n  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i}]}}\n',
  );
  const { text } = await told({ 'crd.yaml': one, 'conf.yaml': config }, '--config', 'conf.yaml');
  expect(text).toContain('[selector-misses-own-template]');
});
