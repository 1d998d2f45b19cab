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
  const nodes = new Nodes(document, text);
  const value = guard(() => new DataReader(nodes).read(document.contents));
  return {
    value,
    endsInBlockScalar: nodes.endsInBlockScalar(),
    place: path => nodes.place(path),
    entry: key => nodes.entry(key),
    sharing: path => nodes.sharing(path),
    anchors: path => nodes.anchors(path),
  };
}

function parse(text: string): Document.Parsed {
  // The library's own check for unique keys is quadratic; DataReader makes it.
  const options = { merge: true, version: '1.2', prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;
  const documents = guard(() => parseAllDocuments(text, options));
  const all: readonly Document.Parsed[] = Array.isArray(documents) ? documents : [];
  const [document, second] = all;
  if (!document) throw new UnreadableText('it is empty', 0);
  const error = all.flatMap(({ errors }) => errors)[0];
  if (error) {
    throw new UnreadableText(inWords[error.code] ?? `it is not YAML: ${error.message.split('\n')[0]}`, error.pos[0]);
  }
  if (second) throw new UnreadableText(inWords.MULTIPLE_DOCS as string, second.range[0]);
  return document;
}

/** Turns what the library throws (exhausted stacks) into our error. */
function guard<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    if (error instanceof RangeError) throw new UnreadableText(inWords.RESOURCE_EXHAUSTION as string, 0);
    throw new UnreadableText(`it is not YAML: ${(error as Error).message.split('\n')[0]}`, 0);
  }
}

const isMerge = ({ key }: Pair): boolean =>
  isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol') && (key as Scalar).type === 'PLAIN';
const keyOf = ({ key }: Pair): string => String(isScalar(key) ? (key.value ?? '') : key);
const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find(pair => !isMerge(pair) && keyOf(pair) === key);
const rangeOf = (node: unknown): Range => {
  const range = (node as Node | null)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
};

/** Plain data from nodes. Aliases share their target's data; merge keys are merged. */
class DataReader {
  private readonly seen = new Map<unknown, { value: unknown; size: number }>();
  private size = 0;

  constructor(private readonly nodes: Nodes) {}

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
    const target = this.nodes.target(alias);
    const { start } = rangeOf(alias);
    if (!target) {
      throw new UnreadableText(
        `alias '*${alias.source}' has no anchor in the same item; it must be written out`,
        start,
      );
    }
    if (isScalar(target)) return this.read(target);
    const known = this.seen.get(target);
    if (!known) throw new UnreadableText(`alias '*${alias.source}' stands inside its own anchor`, start);
    this.count(known.size, alias);
    return known.value;
  }

  private readMap(node: YAMLMap): unknown {
    const map: Record<string, unknown> = Object.create(null);
    const merged: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      const value = this.read(pair.value);
      if (isMerge(pair)) for (const source of [value].flat().reverse()) Object.assign(merged, source);
      else if (Object.hasOwn(map, keyOf(pair))) {
        const { start } = rangeOf(pair.key);
        throw new UnreadableText(`key '${keyOf(pair)}' stands twice in one map; each key must stand once`, start);
      } else map[keyOf(pair)] = value;
    }
    return Object.freeze(Object.assign(Object.create(null), merged, map));
  }

  private count(nodes: number, node: unknown): void {
    this.size += nodes;
    if (this.size <= maxNodes) return;
    throw new UnreadableText(
      `its aliases expand to more than ${maxNodes} values; they must be written out`,
      rangeOf(node).start,
    );
  }
}

/** Finds nodes by path, and where they stand in the text. */
class Nodes {
  private aliases: ReadonlyMap<Alias, unknown> | undefined;

  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
  ) {}

  /** What an alias repeats: the last node before it that bears its anchor. */
  target(alias: Alias): unknown {
    this.aliases ??= targetsOf(this.document);
    return this.aliases.get(alias);
  }

  place(path: Path): Place | undefined {
    let node: unknown = this.document.contents;
    let pair: Pair | undefined;
    let parent: unknown;
    for (const key of path) {
      if (isAlias(node)) node = this.target(node);
      parent = node;
      pair = isMap(node) ? pairOf(node, key) : undefined;
      node = isMap(node) ? pair && (pair.value ?? null) : isSeq(node) ? node.items[Number(key)] : undefined;
      if (node === undefined) return undefined;
    }
    if (isMap(node)) return { kind: 'map', map: mapPlace(node, this.text) };
    if (pair && isMap(parent) && (node === null || (isScalar(node) && node.value === null))) {
      const key = rangeOf(pair.key);
      const range = node === null ? { start: key.end, end: key.end } : rangeOf(node);
      return { kind: 'null', range, key, parent: mapPlace(parent, this.text) };
    }
    const target = isAlias(node) ? this.target(node) : undefined;
    if (isMap(target)) return { kind: 'map', map: mapPlace(target, this.text) };
    if (isScalar(node) || isSeq(node) || isAlias(node)) {
      return { kind: 'value', range: rangeOf(node), plain: isScalar(node) || isScalar(target) };
    }
    return undefined;
  }

  entry(key: string): Range | undefined {
    const { contents } = this.document;
    const pair = isMap(contents) ? pairOf(contents as YAMLMap, key) : undefined;
    return pair && { start: rangeOf(pair.key).start, end: endOf(pair) };
  }

  sharing(path: Path): Sharing | 'merged' | undefined {
    let node: unknown = this.document.contents;
    for (let depth = 0; ; depth++) {
      if (isAlias(node)) return { depth, paths: this.pathsOf(this.target(node)), alias: rangeOf(node) };
      if (depth > 0 && (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
        const paths = this.pathsOf(node);
        if (paths.length > 1) return { depth, paths };
      }
      const key = path[depth];
      if (key === undefined) return undefined;
      if (isMap(node) && !pairOf(node, key) && node.items.some(isMerge) && depth < path.length - 1) return 'merged';
      node = isMap(node) ? pairOf(node, key)?.value : isSeq(node) ? node.items[Number(key)] : undefined;
      if (node === undefined || node === null) return undefined;
    }
  }

  /** The anchors on the way to `path`, which other items might repeat. */
  anchors(path: Path): readonly string[] {
    const found: string[] = [];
    let node: unknown = this.document.contents;
    for (const key of [...path, '']) {
      if (isAlias(node)) node = this.target(node);
      if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) found.push(node.anchor);
      node = isMap(node) ? pairOf(node, key)?.value : isSeq(node) ? node.items[Number(key)] : undefined;
    }
    return found;
  }

  endsInBlockScalar(): boolean {
    let node: unknown = this.document.contents;
    while (isMap(node) || isSeq(node)) {
      const last: unknown = node.items.at(-1);
      node = isPair(last) ? last.value : last;
    }
    return isScalar(node) && /^BLOCK_/.test(node.type ?? '');
  }

  /** Every path at which `target` stands: itself first, then as an alias. */
  private pathsOf(target: unknown): Path[] {
    const own: Path[] = [];
    const aliases: Path[] = [];
    visit(this.document, {
      Node: (key, node, parents) => {
        if (node === target) own.push(pathTo(key, parents));
        else if (isAlias(node) && this.target(node) === target) aliases.push(pathTo(key, parents));
      },
    });
    return [...own, ...aliases];
  }
}

function targetsOf(document: Document.Parsed): ReadonlyMap<Alias, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<Alias, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function mapPlace(map: YAMLMap, text: string): MapPlace {
  const [first] = map.items.map(pair => rangeOf(pair.key));
  const last = map.items.at(-1);
  return {
    range: rangeOf(map),
    flow: map.flow === true,
    column: first && !map.flow ? columnOf(text, first.start) : 0,
    quoted:
      map.items.some(pair => isScalar(pair.key) && pair.key.type === 'QUOTE_DOUBLE') ||
      (map.items.length === 0 && text.trimStart().startsWith('{')),
    ...(last && { lastEntry: { start: rangeOf(last.key).start, end: endOf(last) } }),
  };
}

/** The column of the entry whose key stands at `at`: where its tag, anchor or `?` stands, behind the dashes of sequences. */
function columnOf(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(lineStart, at);
  return /^ *(?:-[ ]+)*/.exec(before)?.[0].length ?? 0;
}

/** Where a pair's last character stands: its deepest last value's. */
function endOf(pair: Pair): number {
  const value = pair.value as Node | null;
  if (value && (isMap(value) || isSeq(value)) && !value.flow) {
    const last: unknown = value.items.at(-1);
    if (isPair(last)) return endOf(last);
    if (last) return endOf({ key: last, value: last } as unknown as Pair);
  }
  return value?.range?.[1] ?? rangeOf(pair.key).end;
}

function pathTo(key: string | number | null, parents: readonly unknown[]): Path {
  const path = parents.flatMap((parent, i): Path => {
    if (isPair(parent)) return [isMerge(parent) ? '<<' : keyOf(parent)];
    const next = parents[i + 1];
    return isSeq(parent) && next !== undefined ? [parent.items.indexOf(next)] : [];
  });
  return typeof key === 'number' && isSeq(parents.at(-1)) ? [...path, key] : path;
}
