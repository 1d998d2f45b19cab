import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../src/run';
import { readCase } from './cases';
import fc from './random';

const folder = join(__dirname, 'cases');
const fixtures = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .map(file =>
    readCase(readFileSync(join(folder, file), 'utf8')).given.map(text => parse(text, { uniqueKeys: false }) as unknown),
  );

/** What stands where nobody expects it; a map without a prototype can't be turned into text. */
const strange: readonly unknown[] = [null, 0, true, '', [], {}, { toString: 'x' }, [{ toString: 'x' }], [null], 'x\ny'];

type Step = string | number;

/** Every place in a value. */
function placesOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      placesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The value with another one at a place. */
function replaced(value: unknown, [step, ...rest]: readonly Step[], other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((child, i) => (i === step ? replaced(child, rest, other) : child));
  const map = value as Readonly<Record<string, unknown>>;
  return { ...map, [step]: replaced(map[step], rest, other) };
}

test('a strange value anywhere in an item is told in words, never as an internal error', () => {
  const items = fc
    .constantFrom(...fixtures)
    .chain(documents =>
      fc
        .tuple(fc.constantFrom(...placesOf(documents).filter(path => path.length > 1)), fc.constantFrom(...strange))
        .map(([path, other]) => replaced(documents, path, other)),
    );
  fc.assert(
    fc.property(items, fc.constantFrom('Fix', 'Validate'), (list, mode) => {
      const functionConfig = { apiVersion: 'fn.kpt.dev/v1alpha1', kind: 'ComponentLabels', spec: { mode } };
      const input = JSON.stringify({
        apiVersion: 'config.kubernetes.io/v1',
        kind: 'ResourceList',
        items: list,
        functionConfig,
      });
      const { stdout, stderr } = run(input, false);
      expect(`${stdout}${stderr.join()}`).not.toMatch(/internal error/);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
  );
});
