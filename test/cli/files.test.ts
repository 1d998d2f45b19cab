import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { disk } from '../../src/cli/disk';
import { folder } from '../hosts/folder';
import { broken, checked, deployment, placesIn, service } from './worlds';

describe('directories', () => {
  test('are searched for manifests, but for hidden ones and node_modules', async () => {
    const tree = Object.fromEntries(
      ['a.yaml', 'b/b.yml', 'b/c/d.json', '.git/a.yaml', 'node_modules/x/a.yaml', '.hidden.yaml', 'e.txt'].map(path => [
        path,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${path.replace(/\W/g, '')}}\n`.replace(/^(.*)$/s, text =>
          path.endsWith('.json') ? '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}}' : text,
        ),
      ]),
    );
    expect((await checked(tree)).stdout).toBe('no problem in 3 resources of 3 files\n');
  });

  test('and files that are named twice count once', async () => {
    const tree = { 'a/web.yaml': broken };
    expect(await placesIn(tree, ['a', 'a/', './a/web.yaml', '.'])).toEqual(await placesIn(tree));
  });

  test('that are not there are an input error', async () => {
    const message = "error: path 'nowhere' is not there; it must be a file or a directory";
    expect(await checked({}, ['nowhere'])).toEqual({ stdout: '', stderr: [message], exitCode: 2 });
  });

  test('without a manifest get a report as all others do', async () => {
    const { stdout, stderr, exitCode } = await checked({ 'empty/README.md': '' }, ['empty']);
    expect([stdout, stderr, exitCode]).toEqual(['nothing was checked: there is no Kubernetes object\n', [], 0]);
  });

  test('are named from where the program was called, however they are given', async () => {
    expect(await placesIn({ 'a/web.yaml': broken }, ['/work/a'])).toEqual(await placesIn({ 'a/web.yaml': broken }));
  });
});

describe('what can not be read is named once, with its reason, and the rest is checked', () => {
  const bytes = (...codes: number[]) => new Uint8Array(codes);
  test.each([
    [
      'bad YAML',
      `${deployment('web')}---\nkind: Service\napiVersion: v1\nspec: a: b\n`,
      'a.yaml:22: error: it is not YAML: ',
    ],
    ['a tab', 'apiVersion: v1\nkind: Service\nspec:\n\tselector: {}\n', 'a.yaml:4: error: a tab indents a line'],
    ['a key twice', `${service('web')}\nspec: {}\n`, "a.yaml:11: error: key 'spec' stands twice in one map; "],
    [
      'a key twice in JSON',
      '{"apiVersion": "v1", "kind": "A",\n"kind": "B"}',
      "a.yaml:2: error: key 'kind' stands twice",
    ],
    ['a placeholder', service('@NAME@'), 'a.yaml:4: error: it is not YAML: '],
    ['Latin-1', Buffer.from(service('caf\u00e9'), 'latin1'), 'a.yaml: error: it is not UTF-8; it must be'],
  ])('%s of what looks like an object: exit code 1', async (_, text, line) => {
    const { stdout, stderr, exitCode } = await checked({ 'a.yaml': text, 'b.yaml': broken });
    expect(stdout).toMatch(/^could not be read: 1 file\n {2}\S/m);
    expect(stdout).toContain(`  ${line}`);
    expect(stdout).toContain('b.yaml:6: ');
    expect([stderr, exitCode]).toEqual([[], 1]);
    const alone = await checked({ 'a.yaml': text });
    expect(alone.exitCode).toBe(stdout.includes('a.yaml:22') ? 1 : 2);
  });

  test.each([
    ['what is encrypted as a whole', bytes(0, 0x47, 0x49, 0x54, 0xff, 0xfe), '  a.yaml: it is not UTF-8; it must be\n'],
    ['broken test data', 'kind: [\n', 'skipped: a.yaml (no Kubernetes object)\n'],
    ['broken JSON', '{\n  "a": [1,\n}\n', 'skipped: a.yaml (no Kubernetes object)\n'],
  ])('%s, which is no object: exit code 0', async (_, text, line) => {
    const { stdout, exitCode } = await checked({ 'a.yaml': text, 'b.yaml': deployment('db') });
    expect(stdout).toContain(line);
    expect(exitCode).toBe(0);
  });

  test('a file that the user named, or that a kustomization builds upon, is a problem whatever it is', async () => {
    const tree = { 'a.yaml': 'kind: [\n', 'b.yaml': deployment('db') };
    expect(await checked(tree, ['a.yaml', 'b.yaml'])).toMatchObject({
      stdout: expect.stringContaining('could not be read: 1 file\n  a.yaml:2: error: it is not YAML'),
      exitCode: 1,
    });
    const built = await checked({ ...tree, 'kustomization.yaml': 'resources: [b.yaml]\npatches: [{path: a.yaml}]\n' });
    expect(built.stdout).toContain('  a.yaml:2: error: it is not YAML');
    expect(built.stdout).toMatch(/patch 'a.yaml' can't be read .*kustomize can not build it/);
    expect(built.exitCode).toBe(1);
    const secret = { 'a.yaml': bytes(0xff), 'kustomization.yaml': 'Resources: [a.yaml]\n' };
    expect((await checked(secret)).stdout).toContain('  a.yaml: error: it is not UTF-8');
    const generated = { ...tree, 'kustomization.yaml': 'configMapGenerator: [{name: a, files: [a.yaml]}]\n' };
    expect(await checked(generated)).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('a.yaml') });
  });

  test('the other documents of a file are checked', async () => {
    const { stdout } = await checked({
      'a.yaml': `${service('web')}---\napiVersion: v1\nkind: [\n---\n${deployment('db')}`,
    });
    expect(stdout).toContain('  a.yaml:13: error: ');
    expect(stdout).toMatch(/in 2 resources of 1 file\n$/);
  });

  test('one bad resource is an error about it', async () => {
    const bad = deployment('web').replace('app: shop\n    spec', 'app: 1\n    spec');
    const { stdout, stderr, exitCode } = await checked({ 'a.yaml': bad, 'b.yaml': service('1') });
    expect(stdout).toMatch(/^a\.yaml:12: error: .*is the number 1; .*\[resource-not-understood\]$/m);
    expect(stdout).toMatch(/^b\.yaml:4: error: Service in file 'b.yaml': `metadata\.name` is the number 1/m);
    expect([stderr, exitCode]).toEqual([[], 1]);
  });

  test('an object without a name is told, and is left alone', async () => {
    const nameless = service('web').replace('name: web', 'labels: {}');
    const { stdout, exitCode } = await checked({ 'a.yaml': nameless, 'b.yaml': deployment('db') });
    expect(stdout).toMatch(
      /^a\.yaml:3: warning: Service in file 'a.yaml' has no `metadata\.name`, so it is left alone/m,
    );
    expect(exitCode).toBe(0);
  });

  test.each([
    ['a configuration without a name', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{role: worker}]\n'],
    ['a Service of another group', 'apiVersion: config.example.com/v1\nkind: Service\nport: 80\n'],
  ])('%s is no resource: it is skipped and named', async (_, text) => {
    const { stdout, exitCode } = await checked({ 'a.yaml': text, 'b.yaml': deployment('db') });
    expect([stdout, exitCode]).toEqual([
      'skipped: a.yaml (no Kubernetes object)\nno problem in 1 resource of 1 file\n',
      0,
    ]);
  });

  test('a line break in its name does not break the line', async () => {
    const { stdout } = await checked({ 'a\nb.yaml': 'apiVersion: v1\nkind: [\n', 'b.yaml': deployment('db') });
    expect(stdout).toMatch(/^ {2}a\\nb\.yaml:\d: error: /m);
  });

  test('every format tells of it', async () => {
    const tree = { 'a.yaml': service('web').replace('name: web', 'name: @'), 'b.yaml': deployment('db') };
    const github = await checked(tree, ['.', '-o', 'github']);
    expect(github.stdout).toMatch(/^::error file=a\.yaml,line=4,title=input::it could not be read: /m);
    const { results } = JSON.parse((await checked(tree, ['.', '-o', 'json'])).stdout);
    expect(results).toEqual([expect.objectContaining({ severity: 'error', file: { path: 'a.yaml' } })]);
    const sarif = JSON.parse((await checked(tree, ['.', '-o', 'sarif'])).stdout);
    expect(sarif.runs[0].results).toEqual([expect.objectContaining({ level: 'error' })]);
  });
});

describe('what is no manifest is skipped and named', () => {
  test.each([
    ['Helm values', { 'values.yaml': 'image: web\n' }, 'values.yaml (no Kubernetes object)'],
    ['a template with actions', { 't.yaml': `{{- if .x }}\n${service('a')}{{- end }}\n` }, 't.yaml (a Helm template)'],
    ['a template that happens to be YAML', { 't.yaml': service('{{ .name }}') }, 't.yaml (a Helm template)'],
    ['a template in quotes', { 't.yaml': service('"{{ .name }}"') }, 't.yaml (a Helm template)'],
    [
      'a chart, even where a template is plain',
      { 'c/Chart.yaml': 'name: c\n', 'c/templates/web.yaml': service('web'), 'c/templates/x/y.yaml': '{{ x }}' },
      "c/templates/web.yaml, c/templates/x/y.yaml (Helm templates; 'helm template c' makes them manifests)",
    ],
  ])('%s', async (_, tree, skipped) => {
    const { stdout, exitCode } = await checked({ ...tree, 'web.yaml': deployment('web') });
    expect(stdout).toContain(`skipped: ${skipped}\n`);
    expect(stdout).toMatch(/no problem in 1 resource of 1 file\n$/);
    expect(exitCode).toBe(0);
  });
});

describe('directories of others are left out', () => {
  const tree = (files: Record<string, string>) => ({ 'web.yaml': deployment('web'), ...files });
  const other = deployment('db');

  test.each([
    [
      'vendor beside go.mod',
      { 'go.mod': '', 'vendor/x/a.yaml': other },
      "skipped: vendor (others' code and test data)\n",
    ],
    ['testdata', { 'pkg/testdata/a.yaml': other }, "skipped: pkg/testdata (others' code and test data)\n"],
    [
      'parts of objects that tests look for',
      { 'e2e/00-assert.yaml': other, 'e2e/1-errors.yaml': other, 'e2e/chainsaw-assert-ready.yaml': other },
      'skipped: e2e/00-assert.yaml, e2e/1-errors.yaml, e2e/chainsaw-assert-ready.yaml (what tests look for)\n',
    ],
    ['node_modules', { 'ui/node_modules/a.yaml': other }, ''],
    [
      'what git ignores',
      { '.gitignore': '# x\n/out/\n*.tmp.yaml\n!keep.tmp.yaml\n', 'out/a.yaml': other, 'b/c.tmp.yaml': other },
      'skipped: b/c.tmp.yaml, out (ignored by .gitignore or .krmignore)\n',
    ],
    [
      'what kpt ignores',
      { 'b/.krmignore': 'a.yaml', 'b/a.yaml': other },
      'skipped: b/a.yaml (ignored by .gitignore or .krmignore)\n',
    ],
  ])('%s', async (_, files, line) => {
    expect((await checked(tree(files))).stdout).toBe(`${line}no problem in 1 resource of 1 file\n`);
  });

  test.each([
    ['vendor without go.mod', { 'vendor/a.yaml': other }, ['.']],
    ['what is named', { 'go.mod': '', 'vendor/a.yaml': other }, ['web.yaml', 'vendor']],
    ['what a pattern takes back', { '.gitignore': '*.yaml\n!*.yaml\n', 'a.yaml': other }, ['.']],
    [
      'what a kustomization builds upon',
      { '.gitignore': 'db', 'db/a.yaml': other, 'kustomization.yaml': 'resources: [db/a.yaml]' },
      ['.'],
    ],
  ])('but not %s', async (_, files, args) => {
    expect((await checked(tree(files), args)).stdout).toMatch(/in [23] resources of [23] files\n$/);
  });
});

test('UTF-16 with a byte order mark is read', async () => {
  const text = Buffer.from(`\u{feff}${broken}`, 'utf16le');
  expect(await placesIn({ 'a.yaml': text })).toEqual(await placesIn({ 'a.yaml': broken }));
});

describe('the disk', () => {
  const top = () => folder({ 'a.yaml': 'a: 1\n', 'b/c.yaml': '' });

  test('gives entries by name, and does not follow links to directories', () => {
    const path = top();
    mkdirSync(join(path, 'Z'));
    symlinkSync(path, join(path, 'loop'));
    symlinkSync(join(path, 'a.yaml'), join(path, 'link.yaml'));
    symlinkSync(join(path, 'gone'), join(path, 'dangling.yaml'));
    symlinkSync('round.yaml', join(path, 'round.yaml'));
    symlinkSync('/dev/null', join(path, 'device.yaml'));
    expect(disk.entries(path).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'Z directory',
      'a.yaml file',
      'b directory',
      'dangling.yaml missing',
      'device.yaml other',
      'link.yaml file',
      'round.yaml missing',
    ]);
    expect(disk.isSame(join(path, 'link.yaml'), join(path, 'a.yaml'))).toBe(true);
    expect(disk.isSame(join(path, 'gone'), join(path, 'a.yaml'))).toBe(false);
  });

  test('tells kinds; what can not be reached is not there', () => {
    const path = top();
    const names = ['a.yaml', 'b', 'c', 'a.yaml/x', 'x'.repeat(5000), '/dev/null'];
    expect(names.map(name => disk.kindOf(name.startsWith('/') ? name : join(path, name)))).toEqual([
      'file',
      'directory',
      'missing',
      'missing',
      'missing',
      'other',
    ]);
  });

  test('knows one file by several names', () => {
    const path = top();
    linkSync(join(path, 'a.yaml'), join(path, 'hard.yaml'));
    symlinkSync(path, join(path, 'loop'));
    expect(disk.isSame(join(path, 'a.yaml'), join(path, 'hard.yaml'))).toBe(true);
    expect(disk.isSame(join(path, 'new'), join(path, 'b/../new'))).toBe(true);
    expect(disk.isSame(join(path, 'new'), join(path, 'loop/new'))).toBe(true);
    expect(disk.isSame(join(path, 'new'), join(path, 'b/new'))).toBe(false);
  });

  test('says in words why a path can not be read or written', () => {
    const path = top();
    const file = join(path, 'a.yaml');
    const written = (name: string) => () => disk.write([{ path: join(path, name), text: '' }]);
    expect(() => disk.read(join(path, 'gone'))).toThrow(`'${join(path, 'gone')}' can't be read: it is not there`);
    expect(() => disk.read(path)).toThrow(`'${path}' can't be read: it is a directory`);
    expect(() => disk.read('/dev/zero')).toThrow(
      "'/dev/zero' can't be read: it is no regular file; it must be one ('-' reads stdin)",
    );
    expect(written('a.yaml/x')).toThrow(/can't be written: its directory is not there$/);
    expect(written('b')).toThrow(/can't be written: it is a directory$/);
    symlinkSync('/dev/null', join(path, 'device'));
    expect(written('device')).toThrow(/can't be written: it is no regular file; it must be one$/);
    chmodSync(file, 0);
    const denied = () => disk.read(file);
    if (process.getuid?.() !== 0) expect(denied).toThrow(`'${file}' can't be read: permission is denied`);
  });

  test('writes all of several files, or none', () => {
    const path = top();
    const file = join(path, 'a.yaml');
    const link = join(path, 'link');
    symlinkSync('a.yaml', link);
    const both = [
      { path: file, text: 'new' },
      { path: join(path, 'b'), text: '' },
    ];
    expect(() => disk.write(both)).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('a: 1\n');
    disk.write([{ path: link, text: 'new' }]);
    expect([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink()]).toEqual(['new', true]);
    expect(readdirSync(path).sort()).toEqual(['a.yaml', 'b', 'link']);
  });
});
