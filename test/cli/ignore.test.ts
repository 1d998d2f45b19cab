import { isIgnored, rulesIn } from '../../src/cli/ignore';

/** What git 2.39 ignores (`git check-ignore`) and what not, by the lines of one file. Directories end in a slash. */
const table: readonly (readonly [lines: string, ignored: string, others: string])[] = [
  ['a', 'a a/ x/a', 'ab x/ab'],
  ['/a', 'a', 'x/a'],
  ['x/a', 'x/a', 'a y/x/a'],
  ['a/', 'a/ x/a/', 'a x/a'],
  ['*.yaml', 'a.yaml x/a.yaml', 'a.yml'],
  ['x/*', 'x/a x/.b x/y/', 'a'],
  ['x/**', 'x/a x/y/a', 'x/ a'],
  ['x/***', 'x/a x/y/a', 'x/ a'],
  ['**/a', 'a x/a x/y/a', 'ab'],
  ['x/**/a', 'x/a x/y/a x/y/z/a', 'a'],
  ['x/**/**/a', 'x/a x/y/a', 'a'],
  ['***/a', 'a x/a', 'b'],
  ['a?.yaml', 'ab.yaml', 'a.yaml a/.yaml'],
  ['[ab]', 'a b', 'c ab'],
  ['[!a]', 'b', 'a'],
  ['[^a]', 'b', 'a'],
  ['[a-c].yaml', 'b.yaml', 'd.yaml'],
  ['[[:digit:]]*', '1.yaml', 'a.yaml'],
  ['[![:alpha:]_]', '1', 'a _'],
  ['[]a]', 'a ]', 'b'],
  ['[', '', 'a'],
  ['\\#a', '#a', 'a'],
  ['# a', '', 'a'],
  ['\\!a', '!a', 'a'],
  ['a\\*', 'a*', 'ab'],
  ['a.b', 'a.b', 'axb'],
  ['(a)+$', '(a)+$', 'a'],
  ['a   ', 'a', 'b'],
  ['a\r\nb', 'a b', 'c'],
  ['a\r', 'a', 'b'],
  ['*\n!a', 'b', 'a'],
  ['!a\n*', 'a b', ''],
  ['*.yaml\n!keep/*.yaml', 'a.yaml x/keep/a.yaml', 'keep/a.yaml'],
];

test.each(table)('%j', (lines, ignored, others) => {
  const rules = rulesIn(lines, '/top');
  const judged = (paths: string) =>
    paths
      .split(' ')
      .filter(Boolean)
      .map(path => [path, isIgnored(rules, `/top/${path.replace(/\/$/, '')}`, path.endsWith('/'))]);
  expect(judged(ignored).filter(([, is]) => !is)).toEqual([]);
  expect(judged(others).filter(([, is]) => is)).toEqual([]);
});

test('a file in a deeper directory speaks for what is in there, and last', () => {
  const rules = [...rulesIn('*.yaml', '/top'), ...rulesIn('!/a.yaml', '/top/x')];
  const is = (path: string) => isIgnored(rules, path, false);
  expect(['/top/a.yaml', '/top/x/a.yaml', '/top/x/y/a.yaml', '/other/a.yaml'].map(is)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
