import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
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

  test.each([
    ['nowhere', {}, "error: path 'nowhere' is not there; it must be a file or a directory"],
    [
      'empty',
      { 'empty/README.md': '' },
      "error: directory 'empty' holds no YAML and no JSON file; it must hold manifests",
    ],
  ])('path %s, which leads to nothing, is an input error', async (path, tree, message) => {
    expect(await checked(tree, [path])).toEqual({ stdout: '', stderr: [message], exitCode: 2 });
  });
});

describe('what can not be read is an input error that names file and line', () => {
  test.each([
    ['bad YAML', `${deployment('web')}---\nkind: Service\nspec: a: b\n`, /^error: a\.yaml:21: it is not YAML: /],
    ['a tab', 'kind: Service\nspec:\n\tselector: {}\n', /^error: a\.yaml:3: a tab indents a line/],
    ['a key twice', 'kind: Service\nspec: {}\n\nspec: {}\n', /^error: a\.yaml:4: key 'spec' stands twice/],
    [
      'a name that is no string',
      service('1'),
      /^error: a\.yaml:1: this document \(Service\): `metadata\.name` is the number 1/,
    ],
    [
      'no name',
      service('web').replace('name: web', 'labels: {}'),
      /^error: a\.yaml:1: this document \(Service\) has no `metadata\.name`/,
    ],
    [
      'labels that are no strings',
      deployment('web').replace('app: shop\n    spec', 'app: 1\n    spec'),
      /^error: a\.yaml:1: .*must be/,
    ],
    ['what is not UTF-8', new Uint8Array([0xff, 0xfe, 0x61, 0]), /^error: a\.yaml: it is not UTF-8; it must be$/],
  ])('%s', async (_, text, message) => {
    const { stdout, stderr, exitCode } = await checked({ 'a.yaml': text, 'b.yaml': deployment('db') });
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: [expect.stringMatching(message)], exitCode: 2 });
  });

  test('all of them are told at once', async () => {
    const { stderr } = await checked({ 'a.yaml': 'kind: [', 'b.yaml': 'kind: [' });
    expect(stderr).toEqual([expect.stringMatching(/a\.yaml:1/), expect.stringMatching(/b\.yaml:1/)]);
  });
});

describe('what is no manifest is skipped and named', () => {
  test.each([
    ['Helm values', { 'values.yaml': 'image: web\n' }, 'values.yaml (no Kubernetes object)'],
    [
      'broken JSON',
      { 'tsconfig.json': '{\n  "a": [1,\n}\n' },
      'tsconfig.json (no Kubernetes objects, and not readable as YAML)',
    ],
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

  test('but not where it is named on the command line', async () => {
    const { stderr, exitCode } = await checked({ 'tsconfig.json': '{\n  "a": [1,\n}\n' }, ['tsconfig.json']);
    expect([stderr, exitCode]).toEqual([[expect.stringMatching(/^error: tsconfig\.json:\d: it is not YAML/)], 2]);
  });
});

describe('the disk', () => {
  const top = () => folder({ 'a.yaml': 'a: 1\n', 'b/c.yaml': '' });

  test('gives entries by name, and does not follow links to directories', () => {
    const path = top();
    mkdirSync(join(path, 'Z'));
    symlinkSync(path, join(path, 'loop'));
    symlinkSync(join(path, 'a.yaml'), join(path, 'link.yaml'));
    symlinkSync(join(path, 'gone'), join(path, 'dangling.yaml'));
    expect(disk.entries(path)).toEqual([
      { name: 'Z', isDirectory: true },
      { name: 'a.yaml', isDirectory: false },
      { name: 'b', isDirectory: true },
      { name: 'link.yaml', isDirectory: false },
    ]);
    expect(disk.isSame(join(path, 'link.yaml'), join(path, 'a.yaml'))).toBe(true);
    expect(disk.isSame(join(path, 'gone'), join(path, 'a.yaml'))).toBe(false);
  });

  test('tells kinds', () => {
    const path = top();
    expect(['a.yaml', 'b', 'c', 'a.yaml/x'].map(name => disk.kindOf(join(path, name)))).toEqual([
      'file',
      'directory',
      'missing',
      'missing',
    ]);
  });

  test('says in words why a path can not be read or written', () => {
    const path = top();
    const file = join(path, 'a.yaml');
    expect(() => disk.read(join(path, 'gone'))).toThrow(`'${join(path, 'gone')}' can't be read: it is not there`);
    expect(() => disk.read(path)).toThrow(`'${path}' can't be read: it is a directory`);
    expect(() => disk.write(join(file, 'x'), '')).toThrow(/can't be written: its directory is not there$/);
    chmodSync(file, 0);
    const denied = () => disk.read(file);
    if (process.getuid?.() !== 0) expect(denied).toThrow(`'${file}' can't be read: permission is denied`);
  });
});
