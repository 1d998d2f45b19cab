import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, documentsOf, readCase } from './cases';
import { inPart } from './thorough';

const folder = join(__dirname, 'cases');
const fixtures = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .map(file => ({ file, ...readCase(readFileSync(join(folder, file), 'utf8')) }))
  .filter(({ given }) => given.length > 1);

/** Where the documents go: the last comes first. */
const reversed = <T>(documents: readonly T[]): readonly T[] => [...documents].reverse();

/** What is told, and of what; the order of results is that of the input. */
function told(documents: readonly string[], config: unknown) {
  const { results, stdout } = answer(documents, config);
  const lines = results.map(({ severity, tags, resourceRef, field }) =>
    [severity, tags.check, `${resourceRef?.kind}/${resourceRef?.name}`, field?.path].join(' '),
  );
  return { lines: lines.sort(), written: documentsOf(stdout).map(document => document.trimEnd()) };
}

describe('the same documents in another order', () => {
  test.each(inPart(fixtures, 2))('are told of and edited alike: $file', ({ given, config }) => {
    const [first, second] = [told(given, config), told(reversed(given), config)];
    expect(second.lines).toEqual(first.lines);
    expect(reversed(second.written)).toEqual(first.written);
  });
});
