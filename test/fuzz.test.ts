import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cut, whole } from '../src/krm/stream';
import { run } from '../src/run';
import { readCase, resourceList } from './cases';
import fc from './random';

const folder = join(__dirname, 'cases');
const streams = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .map(file => readCase(readFileSync(join(folder, file), 'utf8')))
  .map(({ given, config }) => resourceList(given, config));

const pieces = [
  "'",
  '"',
  '[',
  '}',
  '{',
  ',',
  ':',
  '- ',
  '\n',
  '  ',
  '#',
  '&a ',
  '*a',
  '<<: *a',
  '|',
  '\t',
  '---\n',
  '\r',
  '\0',
  '\u{feff}',
  'é',
  '~',
  '5',
  '',
];

/** A ResourceList in which characters are put in, taken out, and lines repeated. */
const streamsMutated = fc
  .tuple(
    fc.constantFrom(...streams),
    fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...pieces), fc.boolean()), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, removed, added, again]) => {
      const start = at % (now.length + 1);
      const line = again ? (now.slice(start).split('\n')[0] ?? '') : '';
      return now.slice(0, start) + added + line + now.slice(start + removed);
    }, text),
  );

/** The items of a text, by whoever can read it as a whole, or else line by line. */
function itemsIn(text: string): readonly string[] {
  const stream = (() => {
    try {
      return whole(text);
    } catch {
      return cut(text);
    }
  })();
  return stream.items.map(({ start, end }) => text.slice(start, end).trim());
}

test('a damaged ResourceList gives an answer in words, and never half an output or a lost item', () => {
  fc.assert(
    fc.property(streamsMutated, text => {
      const { stdout, stderr, exitCode } = run(text, false);
      expect(stderr.join('\n')).not.toMatch(/internal error|\n {4}at /);
      for (const line of stderr) expect(line).not.toContain('\n');
      if (stdout === '') {
        expect([exitCode, stderr.length > 0]).toEqual([2, true]);
        return;
      }
      const [before, after] = [itemsIn(text), itemsIn(stdout)];
      expect(after).toHaveLength(before.length);
      // Where nothing was written, every item is as it came.
      if (exitCode === 2) expect(after).toEqual(before);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) },
  );
}, 600_000);
