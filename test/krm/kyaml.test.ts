import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '../cases';
import { describeHost } from '../hosts/hosts';
import fc from '../random';
import { Kyaml, ours, plainly, type Read } from './kyaml';

interface Exception {
  readonly why: string;
  readonly isIn: (text: string, theirs: Read, own: Read) => boolean;
}

/** What kustomize's reader accepts and ours does not, or reads otherwise; each with its reason. */
const exceptions: readonly Exception[] = [
  {
    why: 'kustomize leaves unread, silently, what stands behind the first node of a document; we tell what is lost there',
    isIn: (_, theirs) => 'rest' in theirs,
  },
  {
    why: "kubectl reads a plain date as the text that it is, kustomize makes a time of it ('2001-01-01T00:00:00Z'): as a label either is refused or meant so",
    isIn: text => /(?<![\w.])\d{4}-\d\d?-\d\d?/.test(text),
  },
  {
    why: 'kustomize makes an empty text of an absent value in a flow map; as a label both are the empty text',
    isIn: (text, theirs, own) => text.includes('{') && withoutNull(own) === withoutNull(theirs),
  },
  {
    why: 'YAML 1.1, which Go reads, takes line separators of Unicode for line breaks, and kustomize cuts off spaces beyond ASCII; manifests hold them in texts only',
    isIn: text => /[\u0085\u00a0\u2028\u2029]/.test(text),
  },
  {
    why: 'a block scalar whose indicator stands on a line of its own, left of its key: YAML forbids it, and nobody writes it so',
    isIn: text => /^ *[|>][-+\d]*[ \t]*\r?$/m.test(text),
  },
  {
    why: 'YAML forbids quotes and the signs of flow collections in a tag, Go reads them; we call it no YAML',
    isIn: text => /(?<![\w"'])![^\s]*["'[\]{},]/.test(text),
  },
];

const withoutNull = (read: Read): string =>
  JSON.stringify('error' in read ? read : read.documents.map(plainly)).replaceAll('{"none":"null"}', '""');

const folder = join(__dirname, '../cases');
const manifests = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => readCase(readFileSync(join(folder, file), 'utf8')).given)
  .filter(text => !/^kind: List$/m.test(text));

const pieces = [
  "'",
  '"',
  '[',
  ']',
  '{',
  '}',
  ',',
  ': ',
  '- ',
  '\n',
  ' ',
  '  ',
  '# c',
  '&a ',
  '*a',
  '<<: *a',
  '!!str ',
  '|',
  '>-',
  '|2\n',
  '?',
  '\r\n',
  '\t',
  '---\n',
  '...\n',
  'x',
  '5',
  '~',
  'yes',
  '0777',
  '1e3',
  '\\',
  '%',
  '@',
];

const spaces = (least: number, most: number) => fc.integer({ min: least, max: most }).map(count => ' '.repeat(count));
const word = fc.constantFrom('a', 'b c', 'one', '"', "''", '- d', 'e: f', '# g', '[h', '}', '\\n', 'true', '5', '');
const lines = (part: fc.Arbitrary<string>) => fc.array(fc.tuple(part, spaces(0, 7)), { minLength: 1, maxLength: 4 });

/** A quoted scalar whose lines stand at any indent. */
const quoted = fc.tuple(fc.constantFrom("'", '"'), lines(word), spaces(0, 6)).map(([quote, parts, end]) => {
  const inner = parts
    .map(([text, indent]) => `${text.replaceAll(quote, quote === '"' ? '\\"' : "''")}\n${indent}`)
    .join('');
  return `${quote}${inner}${end}${quote}`;
});
/** A flow collection whose lines stand at any indent. */
const flow = fc
  .tuple(
    fc.constantFrom('[]', '{}'),
    lines(fc.constantFrom('a', "'b'", '"c"', '5', '[d]', '{e: f}', '[\ng]', '{h: \n"i"}')),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([[open = '', close = ''] = [], parts, comma, comment]) => {
    const entries = parts.map(([text, indent], i) => `${indent}${open === '{' ? `k${i}: ` : ''}${text}`);
    return `${open}\n${entries.join(comment ? ', # why\n' : ',\n')}${comma ? ',' : ''}\n${parts[0]?.[1] ?? ''}${close}`;
  });

/** Scalars that versions of YAML read differently, tags, anchors, and texts over several lines. */
const scalars = [
  '0777',
  '0o17',
  '0x1F',
  '0b11',
  '1_000',
  '1e3',
  '1e390',
  '.5',
  '+5',
  '-0',
  '5.',
  '1:30',
  '.inf',
  '-.Inf',
  '.NaN',
  '0.1.2',
  '00',
  '08',
  '1.10',
  'yes',
  'No',
  'ON',
  'y',
  'true',
  'TRUE',
  'null',
  '~',
  'Null',
  '2001-01-01',
  '2001-1-1',
  '2001-12-14t21:59:43.10-05:00',
  '12:30:45',
  '!!str 5',
  '!!int "5"',
  '!!binary aGk=',
  '!local x',
  '! x',
  '!!float 1',
  '!!bool "true"',
  '!!null ""',
  '!!timestamp 2001-01-01',
  '&x y',
  '&x {a: b}',
  "''",
  '""',
  '"\\u00e9\\x41\\n"',
  "'it''s'",
  '"a\\\n  b"',
  'a\n      b\n\n      c',
  'a # b',
  'a#b',
  '"a"# b',
  '[a]# b',
  '{a: b}# c',
  '|# c\n      a\n',
  'a: b',
  '- a',
  '? a',
  'a?b',
  'http://x:1/y',
  '|\n      a\n       b\n',
  '>-\n      a\n      b\n\n      c\n',
  '|+\n      a\n\n',
  '|2\n        a\n',
  '>\n\n      a\n',
  '|-\n',
  '{}',
  '[]',
  '{a}',
  '[a: b]',
  '{a: , b: }',
  '{? a : b}',
  '["a":b]',
  '{"a":1}',
  '*x',
  '<<',
  '@x',
  '`x',
  '%x',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\t',
  'a\tb',
  'x\u0085y',
];
const scalar = fc.constantFrom(...scalars);

/** A manifest in which a scalar is replaced. */
const replaced = fc
  .tuple(fc.constantFrom(...manifests), fc.nat(), fc.oneof(quoted, flow, scalar))
  .map(([text, at, value]) => {
    const places = [...text.matchAll(/(?<=: |- )[\w./-]+$/gm)];
    const place = places[at % Math.max(1, places.length)];
    return place === undefined ? text : text.slice(0, place.index) + value + text.slice(place.index + place[0].length);
  });

/** A manifest in which pieces are put in and taken out. */
const mutated = fc
  .tuple(
    fc.constantFrom(...manifests),
    fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces, '')), { maxLength: 4 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, removed, added]) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + added + now.slice(start + removed);
    }, text),
  );

describeHost('kyaml', program => {
  const kyaml = new Kyaml(program);
  afterAll(() => kyaml.end());

  async function compare(text: string): Promise<void> {
    const theirs = await kyaml.read(text);
    const own = ours(text);
    if ('error' in theirs || exceptions.some(({ isIn }) => isIn(text, theirs, own))) return;
    expect('error' in own ? own : own.documents.map(plainly)).toEqual(theirs.documents.map(plainly));
  }

  test.each(scalars)('the scalar %j', async value => {
    await compare(`kind: A\nb:\n  c:\n    d: ${value}\n    e: &x f\n`);
  });

  const runs = { numRuns: Number(process.env.KYAML_RUNS ?? 400) };

  test.each([
    ['quotes and flow collections at every indent', replaced],
    ['mutated manifests', mutated],
  ])(
    '%s: what kustomize reads, we read',
    async (_, texts) => {
      await fc.assert(fc.asyncProperty(texts, compare), runs);
    },
    600_000,
  );
});
