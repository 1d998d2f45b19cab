import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles, textOf } from '../scripts/house';
import { checks } from '../src/checks';
import { grouped } from '../src/data/grouped';

const declaration = /^export (?:default )?(?:abstract )?(?:async )?(function|const|class|interface|type) (\w+)/gm;

const testFiles = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

const exported = sourceFiles().flatMap(file =>
  [...textOf(file).matchAll(declaration)].map(([, , name = '']) => ({ file, name })),
);

test('an exported name is exported by one file', () => {
  const files = grouped(exported, ({ name }) => name);
  const several = [...files].filter(([, found]) => new Set(found.map(({ file }) => file)).size > 1);
  expect(several.map(([name, found]) => `${name}: ${found.map(({ file }) => file).join(', ')}`)).toEqual([]);
  expect(exported.length).toBeGreaterThan(300);
});

test('every file of a check is in the list of checks', () => {
  const others = ['check', 'index'];
  const files = sourceFiles()
    .filter(file => file.startsWith('checks/'))
    .map(file => file.slice('checks/'.length, -'.ts'.length));
  expect(files.filter(file => !others.includes(file)).sort()).toEqual(checks.map(({ id }) => id).sort());
});

test('every fixture is one that a test reads: a file of YAML, or a tree with a kustomization', () => {
  const entries = (folder: string) => readdirSync(join(__dirname, folder), { recursive: true, encoding: 'utf8' });
  const cases = ['cases', 'peers/cases'].flatMap(entries);
  expect(cases.filter(file => !/^[^/]+\.yaml$/.test(file))).toEqual([]);
  const trees = entries('kustomize/trees');
  const names = new Set(trees.map(path => path.split('/')[0] ?? ''));
  const read = new Set(trees.filter(path => /\/kustomization\.ya?ml$/.test(path)).map(path => path.split('/')[0]));
  expect([...names].filter(name => !read.has(name))).toEqual([]);
});

test('what is random in tests is drawn by the one seed', () =>
  expect(
    testFiles
      .filter(file => readFileSync(join(__dirname, file), 'utf8').match(/^import .* from 'fast-check';$/m))
      .sort(),
  ).toEqual(['random.ts']));
