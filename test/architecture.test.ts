import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const src = join(__dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/^(?:import|export) (type )?(?:[^;]*? from )?'([^']+)';/gms)].map(([, type, from = '']) => ({
    typeOnly: type !== undefined,
    from: from.startsWith('.') ? relative(src, join(src, dirname(file), from)) : from,
  }));
}

const importing = (folder: string, test: (what: Import) => boolean) =>
  files
    .filter(file => file.startsWith(folder))
    .flatMap(file =>
      importsOf(file)
        .filter(test)
        .map(({ from }) => `${file} imports ${from}`),
    );

test('only krm/ imports yaml, and nobody but the SDK adapter knows kpt-functions', () => {
  const users = files.filter(file => importsOf(file).some(({ from }) => from === 'yaml'));
  expect(users.every(file => file.startsWith('krm/'))).toBe(true);
  expect(users).not.toHaveLength(0);
  expect(files.filter(file => importsOf(file).some(({ from }) => from === 'kpt-functions'))).toEqual(['index.ts']);
});

test('only main.ts names process', () => {
  const naming = files.filter(file => /\bprocess\./.test(readFileSync(join(src, file), 'utf8')));
  expect(naming).toEqual(['main.ts']);
});

test('label-selector.ts and the walker import nothing', () => {
  expect([...importsOf('label-selector.ts'), ...importsOf('kinds/walk.ts')]).toEqual([]);
});

test('kinds import nothing from outside of kinds', () => {
  expect(importing('kinds/', ({ from }) => !from.startsWith('kinds'))).toEqual([]);
});

test('checks import neither the wire nor stages that edit, and not one another', () => {
  const forbidden = ['krm', 'run', 'analyse', 'diagnose', 'main', 'index', 'verify'];
  expect(importing('checks/', ({ from }) => forbidden.includes(from.split('/')[0] ?? ''))).toEqual([]);
  expect(
    importing('checks/', ({ from, typeOnly }) => ['plan', 'edit', 'components'].includes(from) && !typeOnly),
  ).toEqual([]);
  const one = (file: string) => file !== 'checks/index.ts' && file !== 'checks/check.ts';
  expect(
    importing('checks/', ({ from }) => /^checks\/(?!check$)/.test(from)).filter(line => one(line.split(' ')[0] ?? '')),
  ).toEqual([]);
});

test('stages never import what calls them', () => {
  const callers = ['run', 'main', 'analyse', 'index', 'help'];
  const stages = files.filter(file => !callers.includes(file.replace(/\.ts$/, '')) && !file.startsWith('cli/'));
  const upwards = stages.flatMap(file =>
    importsOf(file)
      .filter(({ from }) => callers.includes(from))
      .map(({ from }) => `${file} imports ${from}`),
  );
  expect(upwards).toEqual([]);
});

test('krm knows nothing of meanings: it imports no stage behind it', () => {
  const later = ['resolve', 'components', 'plan', 'after', 'verify', 'checks', 'diagnose'];
  expect(importing('krm/', ({ from, typeOnly }) => !typeOnly && later.includes(from.split('/')[0] ?? ''))).toEqual([]);
});

test('report/ turns values into text: of all the rest it knows types only', () => {
  expect(importing('report/', ({ from, typeOnly }) => !from.startsWith('report') && !typeOnly)).toEqual([]);
});

test('only main.ts imports the command line, and only that and the help know reports', () => {
  const users = (folder: string) =>
    files.filter(file => !file.startsWith(folder) && importsOf(file).some(({ from }) => from.startsWith(folder)));
  expect(users('cli')).toEqual(['main.ts']);
  expect(users('report').filter(file => !file.startsWith('cli/'))).toEqual(['help.ts']);
});

test('only cli/disk.ts reads and writes files, and imports no stage', () => {
  expect(files.filter(file => importsOf(file).some(({ from }) => from.startsWith('node:fs')))).toEqual(['cli/disk.ts']);
  expect(importing('cli/disk.ts', ({ from }) => !/^(?:node:|input-error$|cli\/world$)/.test(from))).toEqual([]);
});

test('no file is over 200 lines', () => {
  const long = files.filter(file => readFileSync(join(src, file), 'utf8').split('\n').length > 200);
  expect(long).toEqual([]);
});
