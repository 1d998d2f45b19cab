import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from '../../src/data/grouped';
import { formatPath } from '../../src/data/path';
import { lineOf } from '../../src/model/change';
import type { Diagnostic } from '../../src/model/finding';
import { readCase } from '../cases';
import { diagnosed, withChanges } from './values';

const folder = join(__dirname, '../cases');

const keyOf = ({ check, resource, path = [], about }: Diagnostic): string =>
  [check, resource?.item, resource?.listPath.join('.'), formatPath(path), about].join(' ');

const everyFinding = readdirSync(folder).flatMap(file => {
  const { given, config } = readCase(readFileSync(join(folder, file), 'utf8'));
  const application = { documents: given, spec: Object(config) };
  return diagnosed(application).map(found => ({ file, application, found }));
});

/** What is not seen stays so, whatever is patched: test/kustomize/advice.test.ts carries that out. */
const unseen = 'kustomization-not-followed';

/** Every way that leads out, of every finding of every fixture. */
const ways = everyFinding
  .filter(({ found }) => found.check !== unseen)
  .flatMap(({ found, ...rest }) =>
    (found.advice ?? []).map((way, i) => ({ ...rest, check: found.check, i, found, way })),
  );

test('there are many', () => expect(ways.length).toBeGreaterThan(100));

const kindOf = ({ check, way }: (typeof ways)[number]): string =>
  [check, ...way.map(({ of, path }) => (of === 'functionConfig' ? String(path[0]) : `${of.kind} ${path.at(-1)}`))].join(
    ' ',
  );

/** Of each kind of advice the first ten; ADVICE=all carries out every one. */
const some = [...grouped(ways, kindOf).values()].flatMap(alike =>
  process.env.ADVICE === 'all' ? alike : alike.slice(0, 10),
);

test.each(some)('$file $check, way $i: carried out, it is gone', ({ application, found, way }) => {
  const after = diagnosed(withChanges(application, way));
  // What the run itself repairs then, weighs less.
  const isLeft = (other: Diagnostic) => keyOf(other) === keyOf(found) && other.severity === found.severity;
  expect(after.filter(isLeft).map(({ message }) => message)).toEqual([]);
});

/** What a message prints to be pasted into an annotation or a functionConfig. */
const pastable = (message: string): readonly string[] => [
  ...[...message.matchAll(/annotation `([^`]*: [^`]*)`/g)].map(([, line = '']) => line),
  ...[...message.matchAll(/functionConfig (?:must have a row: )?(`\w+: [^`]*`(?: and `\w+: [^`]*`)*)/g)].flatMap(
    ([, lines = '']) => lines.slice(1, -1).split('` and `'),
  ),
];

test('what a message prints to be pasted is a value of its finding', () => {
  const wrong = everyFinding.flatMap(({ file, found: { message, advice = [] } }) => {
    const lines = advice.flat().map(lineOf);
    return pastable(message)
      .filter(line => !line.includes('X') && !lines.includes(line))
      .map(line => `${file}: ${line}`);
  });
  expect(wrong).toEqual([]);
});
