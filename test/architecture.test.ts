import { folders, importsByRow, importsOf, rowOf, sourceFiles, textOf } from '../scripts/house';

const files = sourceFiles();
const importing = (what: RegExp) => files.filter(file => importsOf(file).some(({ from }) => what.test(from)));
const loose = folders.filter(({ name }) => name.endsWith('.ts'));

test('every file is in a folder of the list, and every name of the list has files', () => {
  expect(files.filter(file => rowOf(file) < 0)).toEqual([]);
  expect(folders.filter((_, row) => !files.some(file => rowOf(file) === row))).toEqual([]);
});

test('at most five files are loose', () => {
  expect(files.filter(file => !file.includes('/')).length).toBeLessThanOrEqual(5);
  expect(loose.map(({ name }) => name).sort()).toEqual(files.filter(file => !file.includes('/')).sort());
});

test('a file imports from its own folder and from those before it in the list, types included', () => {
  const upward = files.flatMap(file =>
    importsOf(file)
      .filter(({ from }) => rowOf(from) > rowOf(file))
      .map(({ from }) => `${file} imports ${from}`),
  );
  expect(upward).toEqual([]);
  expect([...importsByRow().values()].some(rows => rows.size > 0)).toBe(true);
});

test('what is imported is a file here, of Node, or one of two packages', () => {
  const from = new Set(files.flatMap(file => importsOf(file).map(what => what.from)));
  const packages = [...from].filter(path => rowOf(path) < 0 && !path.startsWith('node:'));
  expect(packages.sort()).toEqual(['kpt-functions', 'yaml']);
});

test('only krm/ imports yaml, only index.ts kpt-functions, only cli/disk.ts node:fs', () => {
  expect(importing(/^yaml$/).filter(file => !file.startsWith('krm/'))).toEqual([]);
  expect(importing(/^kpt-functions$/)).toEqual(['index.ts']);
  expect(importing(/^node:fs/)).toEqual(['cli/disk.ts']);
});

test('only main.ts names process', () => {
  expect(files.filter(file => /\bprocess\./.test(textOf(file)))).toEqual(['main.ts']);
});

test('no check imports the wire, a function that edits, or another check', () => {
  const checks = files.filter(file => /^checks\/(?!index|check\b)/.test(file));
  const wrong = checks.flatMap(file =>
    importsOf(file)
      .filter(
        ({ from, typeOnly }) =>
          /^krm\//.test(from) || (/^repair\//.test(from) && !typeOnly) || /^checks\/(?!check$)/.test(from),
      )
      .map(({ from }) => `${file} imports ${from}`),
  );
  expect(wrong).toEqual([]);
});

test('no file is over 200 lines', () => {
  expect(files.filter(file => textOf(file).split('\n').length > 200)).toEqual([]);
});

/** Properties that hold words for a message: those whose docstrings say so, and the parts of findings. */
const worded = new Set([
  ...['what', 'todo', 'message', 'why'],
  ...files.flatMap(file =>
    [
      ...textOf(file).matchAll(
        /\/\*\*[^/]*(?:words for a message|[Ii]n words|one sentence)[^/]*\*\/\s+(?:readonly )?(\w+)\??:/g,
      ),
    ].map(([, name = '']) => name),
  ),
]);

/** What Node and the YAML library say, who have no values for it. */
const foreignWords = ['cli/disk.ts', 'krm/yaml-reader.ts'];

test('no code reads a sentence: what it needs is a value beside it', () => {
  const some = [...worded].join('|');
  const asked = `(?:includes|startsWith|endsWith|match|matchAll|split|replace|replaceAll|indexOf|search|slice)\\(`;
  const reading = new RegExp(
    `\\b(?:${some})\\)?(?:\\[\\w+\\])?[?!]?\\.${asked}|\\.(?:test|exec)\\([\\w.]*\\b(?:${some})\\)`,
  );
  const wrong = files
    .filter(file => !foreignWords.includes(file))
    .flatMap(file =>
      textOf(file)
        .split('\n')
        .filter(line => reading.test(line))
        .map(line => `${file}: ${line.trim()}`),
    );
  expect([...worded]).toEqual(expect.arrayContaining(['says', 'ofOne', 'instead']));
  expect(wrong).toEqual([]);
});
