import { type KindTable, noRows, outsideLabels, plainKinds, transformerKinds } from '../kinds';
import { InputError, type Problem } from '../model/input-error';
import { mayCarryLabels } from '../model/label-maps';
import type { Resource } from '../model/resource';
import { mayHaveShape } from '../model/unknown-kind-shape';
import { classify, type Input, isKustomizationFile, keys } from './classify';
import type { ItemText } from './layout';
import { resourcesOf, unreadableResource } from './objects';
import { nameOf, pathOf, peekGroup, peekKind } from './peek';
import { read, type Stream } from './stream';
import type { Tree } from './tree';

/** A stream longer than this (UTF-16 units) is read again where it is written, rather than kept as trees. */
const keepTreesBelow = 16_000_000;

/** Kinds that say what belongs together. */
const supporting: ReadonlySet<string> = new Set([
  'Kptfile',
  'Kustomization',
  'Component',
  ...outsideLabels.map(({ kind }) => kind),
]);

/**
 * Reads the items whose kind is relevant, and those of other kinds that look so; all others stay text. A `List` gives its elements. An
 * item that can't be read is a problem where it may be a workload or a selector.
 */
export function readResources(stream: Stream, table: KindTable): Input {
  const problems: Problem[] = [];
  const found: Resource[] = [];
  const trees = new Map<number, Tree>();
  const keep = stream.text.length < keepTreesBelow;
  const isTouched = namesObjects(stream);
  const known = knownBy(table);
  stream.items.forEach((item, i) => {
    const kind = peekKind(stream.text, item);
    const isStranger = kind !== undefined && !known(kind);
    if (isStranger && !isTouched && isPassedOver(kind, stream.text.slice(item.start, item.end), table)) return;
    const file = pathOf(stream.text, item);
    const isKustomization = file !== undefined && isKustomizationFile(file);
    try {
      const name = nameOf(stream.text, item, i);
      const tree = read(stream.text, item, item.column, name, isKustomization ? 'kustomization' : 'manifest');
      if (keep) trees.set(i, tree);
      const reader = { item: i, known: isStranger ? () => true : known, table, problems, twice: tree.twice };
      found.push(...resourcesOf(tree.value, [], reader));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const resource = unreadableResource(i, file, error);
      if (isKustomization) found.push(resource);
      else if (!isStranger && mayMean(stream, item, kind, table)) {
        problems.push(...error.problems.map(({ message }) => ({ message, resource })));
      }
    }
  });
  const paths = () => stream.items.map(item => pathOf(stream.text, item));
  return { ...classify(found, table.isKnown, problems, paths), trees };
}

/** True for the kinds that mean something: those of the tables, and those that say what belongs together or change it. */
const knownBy = (table: KindTable) => (kind: string) =>
  table.isKnown(kind) || supporting.has(kind) || transformerKinds.has(kind) || kind.endsWith('List');

/** True where an object of this kind makes no pods, selects none and puts no labels on any, whatever its text may hold. */
export const isPassedOver = (kind: string, text: string, table: KindTable): boolean =>
  !knownBy(table)(kind) && (plainKinds.has(kind) || !mayMatter(text));

/** True where a kustomization may copy from objects, patch them or merge into them, whatever their kind: then it must be seen which there are. */
const namesObjects = ({ text, items }: Stream): boolean =>
  items.some(item => {
    const file = pathOf(text, item);
    if (file === undefined || !isKustomizationFile(file)) return false;
    return /replacements|patch|transformers|behavior/i.test(text.slice(item.start, item.end));
  });

/** False where an item that can't be read is no workload and no selector by its kind and group, or by its words. */
function mayMean({ text }: Stream, item: ItemText, kind: string | undefined, table: KindTable): boolean {
  const group = peekGroup(text, item);
  if (kind !== undefined && group !== undefined) return table.rowsOf({ group, kind }) !== noRows;
  return /containers|selector|matchLabels/i.test(text.slice(item.start, item.end));
}

/** Resources made of objects that someone else has read (the SDK); `twice` tells of keys that stood twice in an object. */
export function resourcesFrom(
  values: readonly unknown[],
  table: KindTable,
  twice: (item: number) => readonly string[] = () => [],
): Omit<Input, 'trees'> {
  const problems: Problem[] = [];
  const found = values.flatMap((value, item) =>
    resourcesOf(value, [], { item, known: () => true, table, problems, twice: twice(item) }),
  );
  return classify(found, table.isKnown, problems, () => []);
}

/** False where an object of an unknown kind can neither look like a workload nor put labels on pods. */
const mayMatter = (text: string): boolean => mayHaveShape(text) || mayCarryLabels(text);

/** True where kpt would delete files if items were omitted: an item bears kpt's path, and kustomize did not send it. */
export function itemsWouldBeLost({ text, items }: Stream): boolean {
  return items.some(({ start, end }) => {
    const item = text.slice(start, end);
    return /config\.kubernetes\.io\/path["']?:/.test(item) && !item.includes(keys.kustomizeId);
  });
}
