import { CalicoSyntax, parseCalico } from '../src/labels/calico';
import fc from './random';

const labels = { app: 'web', tier: 'front-end', in: 'side', not: 'out', 'k8s.io/name': 'web' };

describe('selects by labels', () => {
  test.each([
    ['', true],
    [' \t ', true],
    ['all()', true],
    ['all( )', true],
    ['global()', true],
    ["app == 'web'", true],
    ['app == "web"', true],
    ['app=="web"', true],
    [`app == "it's"`, false],
    ["app == 'db'", false],
    ["missing == ''", false],
    ["app != 'db'", true],
    ["app != 'web'", false],
    ["missing != 'web'", true],
    ['has(app)', true],
    ['has( app )', true],
    ['has(missing)', false],
    ['!has(missing)', true],
    ['!!has(app)', true],
    ['! ! ! has(app)', false],
    ["app in {'web', 'db'}", true],
    ["app in{'web',}", true],
    ["app in {'db'}", false],
    ["missing in {''}", false],
    ['app in {}', false],
    ['app not in {}', true],
    ["app not in {'web'}", false],
    ["missing not in {'web'}", true],
    ["app not\tin{'db'}", true],
    ["tier contains 'nt-e'", true],
    ["tier contains'x'", false],
    ["missing contains ''", false],
    ["tier starts with 'front'", true],
    ["tier starts  with'end'", false],
    ["tier ends with 'end'", true],
    ["missing ends with ''", false],
    ["k8s.io/name == 'web'", true],
    // && binds closer than ||, and ! closest.
    ["app == 'db' && tier == 'x' || has(app)", true],
    ["has(app) || app == 'db' && tier == 'x'", true],
    ["(has(app) || app == 'db') && tier == 'x'", false],
    ["!app == 'db' && has(missing)", false],
    ["!(app == 'db' && has(missing))", true],
    // Words are labels where a label stands.
    ["in == 'side'", true],
    ["in in {'side'}", true],
    ["not in {'out'}", true],
    ["not not in {'out'}", false],
    ["all == 'x'", false],
    ["has == 'x' || contains contains 'x'", false],
    // A key that objects have anyway is no label.
    ['has(constructor)', false],
  ])('%s: %s', (text, expected) => {
    expect(parseCalico(text)(labels)).toBe(expected);
  });
});

describe('refuses what Calico refuses, and says where', () => {
  test.each([
    ["app = 'web'", `'app = 'web'' has '= 'web'' at character 5 where an operator must be`],
    ['app', `'app' ends where an operator must be`],
    ["app == 'web", `'app == 'web' has ''web' at character 8 where a string in quotes must be`],
    ['app == web', `'app == web' has 'web' at character 8 where a string in quotes must be`],
    [
      "app == 'a' app == 'b'",
      `'app == 'a' app == 'b'' has 'app == 'b'' at character 12 where '&&', '||' or its end must be`,
    ],
    ["app == 'a' & has(b)", `has '& has(b)' at character 12`],
    ["app == 'a' &&", 'ends where a label must be'],
    ["(app == 'a'", `ends where ')' must be`],
    ["app == 'a')", `has ')' at character 11`],
    ['has (app)', `has '(app)' at character 5 where an operator must be`],
    ['all (', 'where an operator must be'],
    ["app in ('a')", `where '{' must be`],
    ["app in {'a' 'b'}", `where ',' or '}' must be`],
    ["app in {,'a'}", 'where a string in quotes must be'],
    ["app inx {'a'}", `where '{' must be`],
    ["app starts 'a'", 'where an operator must be'],
    ["app == 'a'\n&& has(b)", 'at character 11'],
    ["äpp == 'a'", 'where a label must be'],
    [`${'a'.repeat(513)} == 'a'`, 'where an operator must be'],
    ['('.repeat(5000), 'where no further bracket must be'],
  ])('%j', (text, problem) => {
    expect(() => parseCalico(text)).toThrow(CalicoSyntax);
    expect(() => parseCalico(text)).toThrow(problem);
  });
});

test('any text is read, or refused in no other way', () => {
  const words = [
    '!',
    '(',
    ')',
    '{',
    '}',
    ',',
    '&&',
    '||',
    '==',
    '!=',
    'in',
    'not',
    'has(',
    'all()',
    "'a'",
    'app',
    ' ',
    '\n',
  ];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words)).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(text, text => {
      try {
        expect(typeof parseCalico(text)(labels)).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(CalicoSyntax);
      }
    }),
  );
});

test('what is built from comparisons reads as they do', () => {
  const atom = fc.record({
    key: fc.constantFrom('app', 'tier', 'missing'),
    value: fc.constantFrom('web', 'db', ''),
    equal: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(atom, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), groups => {
      const text = groups
        .map(group => group.map(({ key, value, equal }) => `${key} ${equal ? '==' : '!='} '${value}'`).join(' && '))
        .join(' || ');
      const expected = groups.some(group =>
        group.every(({ key, value, equal }) => ((labels as Record<string, string>)[key] === value) === equal),
      );
      expect(parseCalico(text)(labels)).toBe(expected);
    }),
  );
});
