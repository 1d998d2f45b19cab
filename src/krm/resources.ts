import { mayCarryLabels } from '../carriers';
import { deepFreeze } from '../freeze';
import { InputError, type Problem } from '../input-error';
import { type KindTable, noRows, plainKinds, transformerKinds } from '../kinds';
import {
  asList,
  asMap,
  asString,
  type Data,
  type File,
  groupVersionOf,
  type Path,
  type Resource,
  textOf,
  textsOf,
} from '../resource';
import { mayHaveShape } from '../shapes';
import { classify, type Input, isKustomizationFile, keys } from './classify';
import { nameOf, pathOf, peekKind } from './peek';
import { read, type Stream } from './stream';
import type { Tree } from './tree';

/** A stream longer than this (UTF-16 units) is read again where it is written, rather than kept as trees. */
const keepTreesBelow = 16_000_000;

/** Kinds that say what belongs together. */
const supporting: ReadonlySet<string> = new Set(['Kptfile', 'Kustomization', 'Component']);

/**
 * Reads the items whose kind is relevant, and those of other kinds that look so; all others stay text. A `List` gives its elements.
 * @throws InputError where an item is no Kubernetes object, or a relevant one can't be read or has no name
 */
export function readResources(stream: Stream, table: KindTable): Input {
  const problems: Problem[] = [];
  const found: Resource[] = [];
  const trees = new Map<number, Tree>();
  const keep = stream.text.length < keepTreesBelow;
  const isCopiedFrom = /replacements|ReplacementTransformer/i.test(stream.text);
  const known = (kind: string) =>
    table.isKnown(kind) || supporting.has(kind) || transformerKinds.has(kind) || kind.endsWith('List');
  stream.items.forEach((item, i) => {
    const kind = peekKind(stream.text, item);
    const isStranger = kind !== undefined && !known(kind);
    const isPlain = () => plainKinds.has(kind ?? '') || !mayMatter(stream.text.slice(item.start, item.end));
    if (isStranger && !isCopiedFrom && isPlain()) return;
    try {
      const tree = read(stream.text, item, item.column, nameOf(stream.text, item, i));
      if (keep) trees.set(i, tree);
      found.push(...resourcesOf(tree.value, i, [], isStranger ? () => true : known, table));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (isStranger) return;
      const file = pathOf(stream.text, item);
      if (file !== undefined && isKustomizationFile(file)) found.push(unreadable(i, file, error));
      else problems.push(...error.problems);
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return { ...classify(found, table.isKnown, () => stream.items.map(item => pathOf(stream.text, item))), trees };
}

/**
 * Resources made of objects that someone else has read (the SDK).
 * @throws InputError as readResources
 */
export function resourcesFrom(values: readonly unknown[], table: KindTable): Omit<Input, 'trees'> {
  return classify(
    values.flatMap((value, i) => resourcesOf(value, i, [], () => true, table)),
    table.isKnown,
    () => [],
  );
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

function resourcesOf(
  value: unknown,
  item: number,
  base: Path,
  known: (kind: string) => boolean,
  table: KindTable,
): Resource[] {
  const map = asMap(value);
  const where = base.length === 0 ? `item ${item}` : `element ${base.at(-1)} of the List in item ${item}`;
  if (!map)
    throw new InputError([
      `${where} is ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}; it must be a Kubernetes object`,
    ]);
  const kind = asString(map.kind) ?? '';
  if (kind === 'List' || (kind.endsWith('List') && Array.isArray(map.items))) {
    const file = fileOf(textsOf(asMap(map.metadata)?.annotations));
    return asList(map.items)
      .flatMap((element, i) => resourcesOf(element, item, [...base, 'items', i], known, table))
      .map(resource => (file && !resource.file ? { ...resource, file } : resource));
  }
  if (kind !== '' && !known(kind)) return [];
  return [resourceOf(map, item, base, where, table)];
}

function resourceOf(value: Data, item: number, base: Path, where: string, table: KindTable): Resource {
  const metadata = asMap(value.metadata) ?? {};
  const annotations = textsOf(metadata.annotations);
  const apiVersion = asString(value.apiVersion) ?? '';
  const kind = asString(value.kind) ?? '';
  const [group] = groupVersionOf(apiVersion);
  const given = metadata.name ?? asString(metadata.generateName)?.replace(/-+$/, '');
  if (given !== undefined && typeof given !== 'string') {
    throw new InputError([
      `${where} (${kind}): \`metadata.name\` is the ${typeof given} ${textOf(given)}; it must be a string: it must be quoted`,
    ]);
  }
  if (typeof metadata.namespace === 'number' || typeof metadata.namespace === 'boolean') {
    throw new InputError([
      `${where} (${kind}): \`metadata.namespace\` is the ${typeof metadata.namespace} ${metadata.namespace}; it must be a string: it must be quoted`,
    ]);
  }
  const name = given ?? '';
  const file = fileOf(annotations);
  const formerNames = (annotations[keys.previousNames] ?? '').split(',').filter(Boolean);
  return deepFreeze({
    item,
    base,
    apiVersion,
    group,
    kind,
    rows: table.rowsOf({ group, kind }),
    namespace: asString(metadata.namespace) ?? '',
    name,
    authoredName: formerNames[0] ?? name,
    ...(formerNames.length > 0 && { formerNames }),
    package: annotations[keys.packagePath] ?? '',
    ...(file && { file }),
    via: [],
    annotations,
    value,
  });
}

/** A kustomization file that can't be read: it costs its root, not the run. */
function unreadable(item: number, path: string, { problems }: InputError): Resource {
  const value = { unreadable: problems.map(({ message }) => message).join('; ') };
  const file = { path: path.replace(/^\.\//, '') };
  const names = {
    apiVersion: '',
    group: '',
    kind: '',
    rows: noRows,
    namespace: '',
    name: '',
    authoredName: '',
    package: '',
  };
  return deepFreeze({ ...names, item, base: [], file, via: [], annotations: {}, value });
}

/** kpt's file; none under kustomize, which invents paths. */
function fileOf(annotations: Readonly<Record<string, string>>): File | undefined {
  const path = keys.path.map(key => annotations[key]).find(Boolean);
  if (path === undefined || annotations[keys.kustomizeId] !== undefined) return undefined;
  const index = keys.index.map(key => annotations[key]).find(Boolean);
  return { path, ...(index !== undefined && /^\d+$/.test(index) && { index: Number(index) }) };
}
