import type { Result } from '../cases';
import { shownBy } from '../result-values';
import { isThorough } from '../thorough';
import { type Answer, answer } from './cluster';
import { boundByName, type Case, type Fault, silences, wrongs } from './judge';
import { manifestsOf } from './manifests';
import type { World } from './world';

const fix = (stage: string) => ({ mode: 'Fix', stage });

/** A result without what the labels that a run wrote make of it. */
/** What components add to a selector, and what only a run says that edits, are no part of a verdict. */
const withoutComponent = (text: string): string =>
  text
    .replace(/; while there is an error, kpt and kustomize take none of the repairs$/, '')
    .replace(/,component=[\w.-]+/g, '')
    .replace(/(?<=['({ ])component=[\w.-]+,?/g, '');
const keyOf = ({ severity, tags, resourceRef: ref, field }: Result): string =>
  `${severity} ${tags.check} ${ref?.namespace}/${ref?.kind}/${ref?.name} ${field?.path ?? ''}`;
const weighty = ({ severity }: Result) => severity !== 'info';
/** What a run leaves, as the next one must say it: with its words where they are a verdict. */
const left = (results: readonly Result[]): string[] =>
  results
    .filter(weighty)
    .map(one =>
      one.tags.check === 'selector-unresolved' ? `${keyOf(one)}: ${withoutComponent(one.message)}` : keyOf(one),
    )
    .sort();

function differences(fault: string, first: readonly string[], second: readonly string[]): Fault[] {
  const gone = first.filter(one => !second.includes(one)).map(one => `- ${one}`);
  const come = second.filter(one => !first.includes(one)).map(one => `+ ${one}`);
  const checks = [...new Set([...gone, ...come].map(one => one.split(' ')[2]))].join(' ');
  return gone.length + come.length === 0 ? [] : [{ fault, naming: checks, text: [...gone, ...come].join('\n') }];
}
const textOf = (fault: string, a: Answer, b: Answer): Fault[] =>
  a.text === b.text ? [] : [{ fault, naming: 'items', text: lineDifferences(a.text, b.text) }];
const lineDifferences = (a: string, b: string): string => {
  const [before, after] = [a.split('\n'), b.split('\n')];
  return `${before.length} and ${after.length} lines; first: ${after.find((line, i) => line !== before[i])}`;
};

/**
 * Everything that a world must show of the function: no fault.
 * @param isWhole false: of the stages and of other names, one is looked at, by the number of the workloads
 */
export async function faultsOf(world: World, isWhole = true): Promise<Fault[]> {
  const isOdd = world.workloads.length % 2 === 1;
  const given: Case = { world, items: manifestsOf(world) };
  const fixed = await answer(given.items, fix('Complete'));
  return [
    ...(await runFaults(given, fixed)),
    ...(isWhole || isOdd ? await stageFaults(given, fixed) : []),
    ...(isWhole || !isOdd ? await renamed(world) : []),
    ...(isThorough && (isWhole || !isOdd) ? await valueFaults(given, fixed) : []),
  ];
}

/** One run, another one on what it left, and a validator behind it. */
async function runFaults(given: Case, fixed: Answer): Promise<Fault[]> {
  const again = await answer(fixed.items, fix('Complete'));
  const validated = await answer(fixed.items, { mode: 'Validate' });
  const received = new Set([...fixed.results].map(one => keyOf({ ...one, severity: '' })));
  const fresh = again.results.filter(one => !received.has(keyOf({ ...one, severity: '' })));
  return [
    ...wrongs(given, fixed),
    ...silences(given, fixed, validated),
    ...textOf('second run writes', fixed, again),
    ...differences('second run says', left(fixed.results), left(again.results)),
    ...differences('second run finds', [], fresh.map(keyOf)),
  ];
}

/** The stages one after the other, beside one run. */
async function stageFaults(given: Case, fixed: Answer): Promise<Fault[]> {
  const labels = await answer(given.items, fix('Labels'));
  const routing = await answer(labels.items, fix('Routing'));
  const complete = await answer(routing.items, fix('Complete'));
  return [
    ...wrongs(given, labels),
    ...wrongs(given, routing),
    ...textOf('stages write', fixed, complete),
    ...differences('stages say', left(fixed.results), left(complete.results)),
  ];
}

/** What results show beside their paths. */
async function valueFaults({ items }: Case, fixed: Answer): Promise<Fault[]> {
  const validated = await answer(items, { mode: 'Validate' });
  const { wrong } = shownBy([...fixed.results, ...validated.results], items, fixed.items);
  return wrong.map(text => ({ fault: 'shows a value that does not stand there', naming: 'values', text }));
}

const nonsense = ['kiwi', 'plum', 'fig', 'quince', 'medlar', 'sorb', 'lime', 'date', 'pear', 'sloe'];

/** The same world with workloads whose names and images say nothing. */
async function renamed(world: World): Promise<Fault[]> {
  const called = (id: number) => `${nonsense[id % nonsense.length]}${id}`;
  const rename = <T extends { id: number; image: string }>(one: T) => ({
    ...one,
    name: called(one.id),
    image: `example.com/${called(one.id)}`,
  });
  const other: World = { ...world, workloads: world.workloads.map(rename), scaled: world.scaled.map(rename) };
  const given: Case = { world: other, items: manifestsOf(other) };
  return boundByName(given, await answer(given.items, fix('Complete')));
}
