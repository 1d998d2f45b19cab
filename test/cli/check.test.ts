import { check } from '../../src/cli/check';
import { broken, checked, deployment, placesIn, service, worldOf } from './worlds';

const kustomization = 'commonLabels: {app: shop}\nresources: [web.yaml, db.yaml]\n';
const authored = (text: string, app: string) => text.replaceAll('app: shop', `app: ${app}`);
const sources = {
  'kustomization.yaml': kustomization,
  'web.yaml': `${authored(service('web'), 'web')}---\n${authored(deployment('web'), 'web')}`,
  'db.yaml': authored(deployment('db'), 'db'),
};

describe('lines', () => {
  test('every document of a file is reported on the line of the field in the file', async () => {
    expect(await placesIn({ 'a.yaml': broken })).toEqual([
      'a.yaml:16 workloads-share-pods',
      'a.yaml:6 service-selects-many',
      'a.yaml:35 workloads-share-pods',
    ]);
  });

  test('CRLF, a byte order mark, comments, directives and empty documents shift nothing', async () => {
    const text = `\u{feff}# a comment\n---\n# nothing\n...\n%YAML 1.2\n---\n${broken}...\n---\n`;
    expect(await placesIn({ 'a.yaml': text })).toEqual([
      'a.yaml:22 workloads-share-pods',
      'a.yaml:12 service-selects-many',
      'a.yaml:41 workloads-share-pods',
    ]);
    expect(await placesIn({ 'a.yaml': text.replaceAll('\n', '\r\n') })).toEqual(await placesIn({ 'a.yaml': text }));
  });

  test('elements of a List are reported where they stand', async () => {
    const items = [service('web'), deployment('web'), deployment('db')].map(
      text => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}\n`,
    );
    expect(await placesIn({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n${items.join('')}` })).toEqual([
      'a.yaml:18 workloads-share-pods',
      'a.yaml:9 service-selects-many',
      'a.yaml:36 workloads-share-pods',
    ]);
  });

  test('JSON, flow style, anchors and block scalars are read as they are', async () => {
    const web = JSON.stringify(
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'shop' } } },
      null,
      '\t',
    );
    const anchored = deployment('web')
      .replace('matchLabels:', 'matchLabels: &labels')
      .replace('labels:\n        app: shop', 'labels: *labels');
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  a: |2+\n      text\n    --- no mark\n';
    const tree = { 'web.json': web, 'pods.yaml': `${config}---\n${anchored}---\n${deployment('db')}` };
    expect(await placesIn(tree)).toEqual([
      'pods.yaml:14 workloads-share-pods',
      'web.json:8 service-selects-many',
      'pods.yaml:32 workloads-share-pods',
    ]);
  });

  test('a field that only the build has is reported at what stands above it', async () => {
    const bare = {
      ...sources,
      'web.yaml': sources['web.yaml'].replace('  selector:\n    app: web\n  ports', '  ports'),
    };
    expect(await placesIn(bare)).toContain('web.yaml:5 label-gives-selector');
  });
});

describe('sources of kustomizations', () => {
  test('are followed: what is reported stands in the files as authored', async () => {
    expect(await placesIn(sources)).toEqual([
      'kustomization.yaml:1 common-label-overwrites',
      'web.yaml:6 service-selects-many',
      'web.yaml:16 workloads-share-pods',
      'db.yaml:6 workloads-share-pods',
      'kustomization.yaml:1 common-labels-deprecated',
    ]);
  });

  test('bring along the bases and files beside them', async () => {
    const tree = {
      ...Object.fromEntries(Object.entries(sources).map(([path, text]) => [`base/${path}`, text])),
      'base/kustomization.yaml': 'resources: [web.yaml, ../shared/db.yaml]\n',
      'shared/db.yaml': sources['db.yaml'],
      'prod/kustomization.yaml': 'resources: [../base]\ncommonLabels: {app: shop}\n',
      'other/kustomization.yaml': 'resources: [../nowhere]\n',
    };
    const places = await placesIn(tree, ['prod']);
    expect(places).toContain('base/web.yaml:6 service-selects-many');
    expect(places).toContain('shared/db.yaml:6 workloads-share-pods');
    expect(places.filter(place => place.startsWith('other'))).toEqual([]);
  });

  test('apply lists of JSON patches and other parts that are no objects, which are not called skipped', async () => {
    const tree = {
      ...sources,
      'kustomization.yaml': `${kustomization}patches: [{path: patch.yaml, target: {kind: Service}}]\nconfigurations: [config.yaml]\n`,
      'patch.yaml': '- op: remove\n  path: /spec/selector\n',
      'config.yaml': 'nameReference: []\n',
      'values.yaml': 'replicas: 1\n',
    };
    const { stdout } = await checked(tree);
    expect(stdout).toContain('[selector-unresolved]');
    expect(stdout).toContain('skipped: values.yaml (no Kubernetes object)\n');
  });

  test('list this function, which is not run: it is told what tells the rest', async () => {
    const transformer = (mode: string) =>
      `apiVersion: fn.kpt.dev/v1alpha1\nkind: ComponentLabels\nmetadata: {name: own}\nspec: {mode: ${mode}}\n`;
    const tree = { ...sources, 'kustomization.yaml': `${kustomization}transformers: [own.yaml]\n` };
    const said =
      /^skipped: own\.yaml \(this function; 'kustomize build .* \| component-labels check' tells what it leaves\)$/m;
    expect((await checked({ ...tree, 'own.yaml': transformer('Fix') })).stdout).toMatch(said);
    expect((await checked({ ...tree, 'own.yaml': transformer('Validate') })).stdout).not.toContain('skipped');
    expect((await checked({ ...sources, 'own.yaml': transformer('Fix') })).stdout).not.toContain('this function');
  });

  test('that can not be read cost their root, not the run', async () => {
    const { stdout, exitCode } = await checked({ ...sources, 'kustomization.yaml': 'resources: [\n' });
    expect(stdout).toMatch(
      /^ {2}kustomization\.yaml:\d: error: it is not YAML: .*; kustomize can not build it, so none of its files is repaired$/m,
    );
    expect(stdout).not.toContain('kustomization-not-followed');
    expect(exitCode).toBe(1);
  });
});

describe('stdin', () => {
  test('is a stream of manifests, of which lines are told', async () => {
    expect(await placesIn({}, [], broken)).toContain('stdin:6 service-selects-many');
    expect(
      await placesIn({ 'db.yaml': deployment('db') }, ['-', 'db.yaml'], `${service('web')}---\n${deployment('web')}`),
    ).toContain('stdin:6 service-selects-many');
  });

  test('may be a ResourceList, whose items name their files and whose functionConfig holds', async () => {
    const items = [service('web'), deployment('web'), deployment('db')].map(
      text =>
        `- ${text
          .trimEnd()
          .replace('metadata:', 'metadata:\n  annotations: {config.kubernetes.io/path: shop.yaml}')
          .replaceAll('\n', '\n  ')}\n`,
    );
    const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}`;
    expect(await placesIn({}, [], list)).toContain('shop.yaml service-selects-many');
    const off = `${list}functionConfig: {apiVersion: fn.kpt.dev/v1alpha1, kind: ComponentLabels, spec: {checks: {service-selects-many: "off"}}}\n`;
    expect(await placesIn({}, [], off)).not.toContain('shop.yaml service-selects-many');
  });

  test.each([
    ['is a terminal', undefined, /no PATH is given, and stdin is a terminal/],
    ['is empty', '', /stdin is empty; it must hold manifests/],
  ])('that %s is told in one line', async (_, stdin, message) => {
    expect(await checked({}, [], stdin)).toEqual({ stdout: '', stderr: [expect.stringMatching(message)], exitCode: 2 });
  });
});

test('stdin that is no YAML: a report that says so, and exit code 2, since nothing could be read', async () => {
  const { stdout, stderr, exitCode } = await checked({}, [], 'a: b: c\n');
  expect(stdout).toMatch(/^could not be read: 1 file\n {2}stdin:1: error: it is not YAML.*\nnothing was checked/);
  expect([stderr, exitCode]).toEqual([[], 2]);
});

describe('the exit code', () => {
  test('is 0 where there is no error, 1 where there is one', async () => {
    expect(await checked({ 'a.yaml': deployment('web') })).toMatchObject({ exitCode: 0, stderr: [] });
    expect(await checked({ 'a.yaml': broken })).toMatchObject({ exitCode: 1, stderr: [] });
  });

  test('is 0 for files without an object, which is said', async () => {
    const { stdout, exitCode } = await checked({ 'values.yaml': 'a: 1\n' });
    expect(stdout).toBe(
      'skipped: values.yaml (no Kubernetes object)\nnothing was checked: there is no Kubernetes object\n',
    );
    expect(exitCode).toBe(0);
  });
});

describe('--config', () => {
  const config = (spec: string) => `apiVersion: fn.kpt.dev/v1alpha1\nkind: ComponentLabels\nspec: ${spec}\n`;
  const args = ['a.yaml', '--config', 'config.yaml'];

  test('holds, but for its mode', async () => {
    const tree = { 'a.yaml': broken, 'config.yaml': config('{mode: Fix, checks: {workloads-share-pods: "off"}}') };
    expect(await placesIn(tree, args)).toEqual(['a.yaml:6 service-selects-many']);
  });

  test.each([
    ['a wrong field', config('{lable: x}'), /^error: config\.yaml: functionConfig `spec\.lable` is no field/],
    ['no YAML', 'a: [', /^error: config\.yaml:1: it is not YAML/],
    ['two documents', `${config('{}')}---\n${config('{}')}`, /'config\.yaml' holds 2 documents; it must hold one/],
  ])('with %s is an input error that names it', async (_, text, message) => {
    const { stderr, exitCode } = await checked({ 'a.yaml': broken, 'config.yaml': text }, args);
    expect([stderr, exitCode]).toEqual([[expect.stringMatching(message)], 2]);
  });
});

describe('--output', () => {
  test('writes files and prints the rest', async () => {
    const written = new Map<string, string>();
    const args = ['a.yaml', '--output', 'sarif=out.sarif', '--output=json=out.json', '-o', 'github', '-o', 'text'];
    const { stdout, exitCode } = await check(args, worldOf({ 'a.yaml': broken }, undefined, written), '1.2.3');
    expect(JSON.parse(written.get('out.sarif') ?? '').runs[0].tool.driver.version).toBe('1.2.3');
    expect(JSON.parse(written.get('out.json') ?? '').results[0]).toMatchObject({
      file: { path: 'a.yaml', index: 1 },
      tags: { check: 'workloads-share-pods', line: '16' },
    });
    expect(stdout).toMatch(/^::error file=a\.yaml,line=16,col=3,.*\na\.yaml:16: error: /s);
    expect(exitCode).toBe(1);
  });

  test('never replaces what it is about', async () => {
    const { stderr, exitCode } = await checked({ 'a.json': '{}' }, ['.', '--output', 'json=./a.json']);
    expect([stderr, exitCode]).toEqual([["error: output file './a.json' is also input; it must be another file"], 2]);
  });

  test('never replaces the configuration, or another report', async () => {
    const tree = { 'a.yaml': broken, 'c.yaml': 'apiVersion: fn.kpt.dev/v1alpha1\nkind: ComponentLabels\n' };
    const args = ['a.yaml', '--config', 'c.yaml', '-o', 'json=c.yaml', '-o', 'json=x', '-o', 'sarif=./x'];
    expect((await checked(tree, args)).stderr).toEqual([
      "error: output file 'c.yaml' is also input; it must be another file",
      "error: output file './x' is also that of another output ('x'); each must have a file of its own",
    ]);
  });
});
