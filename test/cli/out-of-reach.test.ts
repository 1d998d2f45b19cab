import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../hosts/folder';
import { broken, deployment } from './worlds';

/** Some id that owns nothing. */
const stranger = 65534;

/** `component-labels check` by a user whom modes bind: root may read and write everything. */
function checkedBy(path: string, ...args: readonly string[]) {
  const program = join(folder({}), 'component-labels.cjs');
  chmodSync(join(program, '..'), 0o755);
  copyFileSync(join(__dirname, '../../dist/component-labels.cjs'), program);
  const who = process.getuid?.() === 0 ? { uid: stranger, gid: stranger } : {};
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'check', ...args], {
    cwd: path,
    encoding: 'utf8',
    ...who,
  });
  return { stdout, stderr, status };
}

function opened(files: Readonly<Record<string, string>>): string {
  const path = folder(files);
  chmodSync(path, 0o777);
  return path;
}

const section = (...lines: readonly string[]) =>
  `could not be read: ${lines.length} file${lines.length === 1 ? '' : 's'}\n${lines.map(line => `  ${line}\n`).join('')}`;
const isDenied = 'permission is denied';
const nothing = 'nothing was checked: there is no Kubernetes object\n';

describe('what modes keep from being read', () => {
  test('costs nothing else', () => {
    const path = opened({ 'a.yaml': deployment('db'), 'b.yaml': broken, 'c/d.yaml': broken, 'e/f.yaml': broken });
    chmodSync(join(path, 'b.yaml'), 0o000);
    chmodSync(join(path, 'c'), 0o000);
    chmodSync(join(path, 'e'), 0o444);
    const { stdout, stderr, status } = checkedBy(path, '.');
    chmodSync(join(path, 'c'), 0o755);
    chmodSync(join(path, 'e'), 0o755);
    const told = section(`c: ${isDenied}`, `e/f.yaml: ${isDenied}`, `b.yaml: ${isDenied}`);
    expect([stdout, stderr, status]).toEqual([`${told}no problem in 1 resource of 1 file\n`, '', 0]);
  });

  test.each([
    ['a directory that is named', ['c'], 0o000, 'c'],
    ['all files of a directory', ['.'], 0o755, 'c/d.yaml'],
  ])('is a problem where it is %s', (_, args, mode, told) => {
    const path = opened({ 'c/d.yaml': broken });
    chmodSync(join(path, 'c/d.yaml'), 0o000);
    chmodSync(join(path, 'c'), mode);
    const { stdout, status } = checkedBy(path, ...args);
    chmodSync(join(path, 'c'), 0o755);
    expect([stdout, status]).toEqual([`${section(`${told}: error: ${isDenied}`)}${nothing}`, 2]);
  });
});

test('links that lead nowhere or round, and names that no text can hold, are told for what they are', () => {
  const path = opened({ 'a.yaml': deployment('db') });
  symlinkSync('gone', join(path, 'b.yaml'));
  symlinkSync('c.yaml', join(path, 'c.yaml'));
  writeFileSync(Buffer.concat([Buffer.from(`${path}/d`), Buffer.from([0xff]), Buffer.from('.yaml')]), broken);
  const told = [
    'b.yaml: it is a link that leads nowhere',
    'c.yaml: it is a link that leads back to itself',
    'd\u{fffd}.yaml: its name is not UTF-8; it must be',
  ];
  expect(checkedBy(path, '.').stdout).toBe(`${section(...told)}no problem in 1 resource of 1 file\n`);
  expect(checkedBy(path, 'b.yaml').stderr).toBe(
    "error: path 'b.yaml' is a link that leads nowhere; it must be a file or a directory\n",
  );
});

describe('a report', () => {
  test('does not replace a file that may not be written', () => {
    const path = opened({ 'a.yaml': broken, 'old.json': 'old' });
    chmodSync(join(path, 'old.json'), 0o444);
    const { stderr, status } = checkedBy(path, 'a.yaml', '-o', 'json=old.json', '-o', 'text=new.txt');
    expect([stderr, status]).toEqual([`error: 'old.json' can't be written: ${isDenied}\n`, 2]);
    expect(readFileSync(join(path, 'old.json'), 'utf8')).toBe('old');
  });

  test('is not put where nothing may be written', () => {
    const path = opened({ 'a.yaml': broken });
    mkdirSync(join(path, 'b'));
    chmodSync(join(path, 'b'), 0o555);
    const { stderr, status } = checkedBy(path, 'a.yaml', '-o', 'json=b/new.json');
    expect([stderr, status]).toEqual([`error: 'b/new.json' can't be written: ${isDenied}\n`, 2]);
  });
});
