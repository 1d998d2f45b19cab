import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../resource';
import { type MapPlace, type Place, type Range, type Sharing, type Tree, UnreadableText } from './tree';

/** More nodes than this in one item, aliases expanded, is an attack and no manifest. */
const maxNodes = 1_000_000;

const inWords: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key stands twice in one map; each key must stand once',
  TAB_AS_INDENT: 'a tab indents a line; indentation must be spaces',
  RESOURCE_EXHAUSTION: 'it is nested too deeply; it must be flattened',
  MULTIPLE_DOCS: 'it holds several YAML documents; it must be one',
};

/**
 * Reads one YAML 1.2 or JSON document with the `yaml` library.
 * @throws UnreadableText naming the first problem and its offset
 */
export function readYaml(text: string): Tree {
  const document = parse(text);
  const data = new DataReader(document);
  const value = guard(() => data.read(document.contents));
  return {
    value,
    place: path => placeOf(document, text, path),
    entry: key => entryOf(document, key),
    sharing: path => sharingOf(document, path),
  };
}

function parse(text: string): Document.Parsed {
  const documents = guard(() =>
    parseAllDocuments(text, { merge: true, version: '1.2', prettyErrors: false, logLevel: 'silent' }),
  );
  const all: readonly Document.Parsed[] = Array.isArray(documents) ? documents : [];
  const [document, second] = all;
  if (!document) throw new UnreadableText('it is empty', 0);
  const error = all.flatMap(({ errors }) => errors)[0];
  if (error)
    throw new UnreadableText(inWords[error.code] ?? `it is not YAML: ${error.message.split('\n')[0]}`, error.pos[0]);
  if (second) throw new UnreadableText(inWords.MULTIPLE_DOCS as string, second.range[0]);
  return document;
}

/** Turns what the library throws (unresolved aliases, exhausted stacks) into our error. */
function guard<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    if (error instanceof RangeError) throw new UnreadableText(inWords.RESOURCE_EXHAUSTION as string, 0);
    throw new UnreadableText(`it is not YAML: ${(error as Error).message.split('\n')[0]}`, 0);
  }
}

class DataReader {
  private readonly seen = new Map<Node, { value: unknown; size: number }>();
  private size = 0;

  constructor(private readonly document: Document.Parsed) {}

  read(node: unknown): unknown {
    if (isAlias(node)) return this.readAlias(node);
    this.count(1, node);
    if (isScalar(node)) return node.value ?? null;
    if (!isMap(node) && !isSeq(node)) return null;
    const before = this.size;
    const value = isMap(node) ? this.readMap(node) : Object.freeze(node.items.map(item => this.read(item)));
    if (node.anchor) this.seen.set(node, { value, size: this.size - before });
    return value;
  }

  private readAlias(alias: Alias): unknown {
    const target = alias.resolve(this.document);
    const offset = alias.range?.[0] ?? 0;
    if (!target) {
      throw new UnreadableText(
        `alias '*${alias.source}' has no anchor in the same item; it must be written out`,
        offset,
      );
    }
    if (isScalar(target)) return this.read(target);
    const known = this.seen.get(target);
    if (!known) throw new UnreadableText(`alias '*${alias.source}' stands inside its own anchor`, offset);
    this.count(known.size, alias);
    return known.value;
  }

  private readMap(node: YAMLMap): unknown {
    const map: Record<string, unknown> = Object.create(null);
    const merged: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      const value = this.read(pair.value);
      if (isMerge(pair)) for (const source of [value].flat().reverse()) Object.assign(merged, source);
      else map[keyOf(pair)] = value;
    }
    return Object.freeze(Object.assign(Object.create(null), merged, map));
  }

  private count(nodes: number, node: unknown): void {
    this.size += nodes;
    if (this.size > maxNodes)
      throw new UnreadableText(
        `its aliases expand to more than ${maxNodes} values; they must be written out`,
        offsetOf(node),
      );
  }
}

const offsetOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
const isMerge = (pair: Pair): boolean => {
  const key = pair.key;
  return isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol') && (key as Scalar).type === 'PLAIN';
};
const keyOf = (pair: Pair): string => String(isScalar(pair.key) ? (pair.key.value ?? '') : pair.key);
const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find(pair => !isMerge(pair) && keyOf(pair) === key);

const rangeOf = (node: Node): Range => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });

function placeOf(document: Document.Parsed, text: string, path: Path): Place | undefined {
  let node: unknown = document.contents;
  let pair: Pair | undefined;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    pair = isMap(node) ? pairOf(node, key) : undefined;
    node = isMap(node) ? pair?.value : isSeq(node) ? node.items[Number(key)] : undefined;
    if (node === undefined) return undefined;
  }
  if (isAlias(node)) node = node.resolve(document);
  if (isMap(node)) return { kind: 'map', map: mapPlace(node, text) };
  if (isScalar(node) && node.value === null && pair) {
    return { kind: 'null', range: rangeOf(node), key: rangeOf(pair.key as Node) };
  }
  if (isScalar(node) || isSeq(node)) return { kind: 'value', range: rangeOf(node), plain: isScalar(node) };
  return undefined;
}

function entryOf({ contents }: Document.Parsed, key: string): Range | undefined {
  const pair = isMap(contents) ? pairOf(contents as YAMLMap, key) : undefined;
  return pair && { start: rangeOf(pair.key as Node).start, end: endOf(pair) };
}

function mapPlace(map: YAMLMap, text: string): MapPlace {
  const keys = map.items.map(pair => rangeOf(pair.key as Node));
  const [first] = keys;
  const last = map.items.at(-1);
  const lineStart = first ? text.lastIndexOf('\n', first.start - 1) + 1 : 0;
  return {
    range: rangeOf(map),
    flow: map.flow === true,
    column: first ? first.start - lineStart : 0,
    quoted:
      map.items.some(pair => isScalar(pair.key) && pair.key.type === 'QUOTE_DOUBLE') ||
      (map.items.length === 0 && text.trimStart().startsWith('{')),
    ...(last && { lastEntry: { start: rangeOf(last.key as Node).start, end: endOf(last) } }),
  };
}

/** Where a pair's last character stands: its deepest last value's, for collections say where the next key might be. */
function endOf(pair: Pair): number {
  const value = pair.value as Node | null;
  if (value && (isMap(value) || isSeq(value)) && !value.flow) {
    const last = value.items.at(-1);
    if (isPair(last)) return endOf(last);
    if (last) return endOf({ key: last, value: last } as unknown as Pair);
  }
  return value?.range?.[1] ?? (pair.key as Node).range?.[1] ?? 0;
}

function sharingOf(document: Document.Parsed, path: Path): Sharing | 'merged' | undefined {
  let node: unknown = document.contents;
  for (let depth = 0; ; depth++) {
    if (isAlias(node)) return { depth, paths: pathsOf(document, node.resolve(document)), alias: rangeOf(node) };
    if ((isMap(node) || isSeq(node)) && node.anchor && depth > 0) {
      const paths = pathsOf(document, node);
      if (paths.length > 1) return { depth, paths };
    }
    const key = path[depth];
    if (key === undefined) return undefined;
    if (isMap(node) && !pairOf(node, key) && node.items.some(isMerge) && depth < path.length - 1) return 'merged';
    node = isMap(node) ? pairOf(node, key)?.value : isSeq(node) ? node.items[Number(key)] : undefined;
    if (node === undefined || node === null) return undefined;
  }
}

/** Every path at which `target` stands, itself and as an alias. */
function pathsOf(document: Document.Parsed, target: unknown): Path[] {
  const own: Path[] = [];
  const aliases: Path[] = [];
  visit(document, {
    Node: (key, node, parents) => {
      if (node === target) own.push(pathTo(key, parents));
      else if (isAlias(node) && node.resolve(document) === target) aliases.push(pathTo(key, parents));
    },
  });
  return [...own, ...aliases];
}

function pathTo(key: string | number | null, parents: readonly unknown[]): Path {
  const path = parents.flatMap((parent, i): Path => {
    if (isPair(parent)) return [isMerge(parent) ? '<<' : keyOf(parent)];
    const next = parents[i + 1];
    return isSeq(parent) && next !== undefined ? [parent.items.indexOf(next)] : [];
  });
  return typeof key === 'number' && isSeq(parents.at(-1)) ? [...path, key] : path;
}
