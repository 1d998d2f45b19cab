import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readCase } from '../cases';
import { describeHost } from '../hosts/hosts';
import { Kyaml, ours, plainly, type Read } from './kyaml';

/** What kustomize's reader accepts and ours does not, or reads otherwise; each with its reason. */
const exceptions: readonly Exception[] = [
  {
    id: 'text behind the document',
    why: 'kustomize leaves unread, silently, what stands behind the first node of a document: what is lost there is told',
    isIn: (_, { rest }) => rest !== undefined,
  },
];

interface Exception {
  readonly id: string;
  readonly why: string;
  readonly isIn: (text: string, theirs: Extract<Read, { documents: unknown }>) => boolean;
}

const folder = join(__dirname, '../cases');
const manifests = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => readCase(readFileSync(join(folder, file), 'utf8')).given)
  .filter(text => !/^kind: List$/m.test(text));

const pieces = ["'", '"', '[', ']', '{', '}', ',', ': ', '- ', '\n', ' ', '  ', '# c', '&a ', '*a', '<<: *a', '!!str ', '|', '>-', '|2\n', '?', '\r\n', '\t', '---\n', '...\n', 'x', '5', '~', 'yes', '0777', '1e3', '\\', '%', '@'];

const spaces = (least: number, most: number) => fc.integer({ min: least, max: most }).map(count => ' '.repeat(count));
const word = fc.constantFrom('a', 'b c', 'one', '"', "''", '- d', 'e: f', '# g', '[h', '}', '\\n', 'true', '5', '');
const lines = (part: fc.Arbitrary<string>) => fc.array(fc.tuple(part, spaces(0, 7)), { minLength: 1, maxLength: 4 });

/** A quoted scalar whose lines stand at any indent. */
const quoted = fc.tuple(fc.constantFrom("'", '"'), lines(word), spaces(0, 6)).map(([quote, parts, end]) => {
  const inner = parts.map(([text, indent]) => `${text.replaceAll(quote, quote === '"' ? '\\"' : "''")}\n${indent}`).join('');
  return `${quote}${inner}${end}${quote}`;
});
/** A flow collection whose lines stand at any indent. */
const flow = fc
  .tuple(fc.constantFrom('[]', '{}'), lines(fc.constantFrom('a', "'b'", '"c"', '5', '[d]', '{e: f}', '[\ng]', '{h: \n"i"}')), fc.boolean(), fc.boolean())
  .map(([[open = '', close = ''] = [], parts, comma, comment]) => {
    const entries = parts.map(([text, indent], i) => `${indent}${open === '{' ? `k${i}: ` : ''}${text}`);
    return `${open}\n${entries.join(comment ? ', # why\n' : ',\n')}${comma ? ',' : ''}\n${parts[0]?.[1] ?? ''}${close}`;
  });

/** A manifest in which a scalar is replaced. */
const replaced = fc.tuple(fc.constantFrom(...manifests), fc.nat(), fc.oneof(quoted, flow)).map(([text, at, value]) => {
  const places = [...text.matchAll(/(?<=: |- )[\w./-]+$/gm)];
  const place = places[at % Math.max(1, places.length)];
  return place === undefined ? text : text.slice(0, place.index) + value + text.slice(place.index + place[0].length);
});

/** A manifest in which pieces are put in and taken out. */
const mutated = fc
  .tuple(fc.constantFrom(...manifests), fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces, '')), { maxLength: 4 }))
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
    if ('error' in theirs || exceptions.some(({ isIn }) => isIn(text, theirs))) return;
    const own = ours(text);
    expect('error' in own ? own : own.documents.map(plainly)).toEqual(theirs.documents.map(plainly));
  }

  const runs = { numRuns: Number(process.env.KYAML_RUNS ?? 400) };

  test.each([
    ['quotes and flow collections at every indent', replaced],
    ['mutated manifests', mutated],
  ])('%s: what kustomize reads, we read', async (_, texts) => {
    await fc.assert(fc.asyncProperty(texts, compare), runs);
  }, 600_000);
});
