import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../data/path';
import type { MapPlace, Range, Sharing, TreePlace } from './tree';
import { isMerge, keyOf, rangeOf } from './yaml-data';

/** Where a key may stand twice, the last one counts. */
const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.findLast(pair => !isMerge(pair) && keyOf(pair) === key);

/** Finds nodes by path, and where they stand in the text. */
export class Nodes {
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

  place(path: Path): TreePlace | undefined {
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
  const entries = map.items.map(pair => ({
    key: isMerge(pair) ? '<<' : keyOf(pair),
    start: rangeOf(pair.key).start,
    end: endOf(pair),
  }));
  const [first] = entries;
  return {
    range: rangeOf(map),
    flow: map.flow === true,
    column: first && !map.flow ? columnOf(text, first.start) : 0,
    quoted:
      map.items.some(pair => isScalar(pair.key) && pair.key.type === 'QUOTE_DOUBLE') ||
      (map.items.length === 0 && text.trimStart().startsWith('{')),
    entries,
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
  return pair.value === null ? rangeOf(pair.key).end : endOfNode(pair.value);
}

function endOfNode(node: unknown): number {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last: unknown = node.items.at(-1);
    if (isPair(last)) return endOf(last);
    if (last) return endOfNode(last);
  }
  return rangeOf(node).end;
}

function pathTo(key: string | number | null, parents: readonly unknown[]): Path {
  const path = parents.flatMap((parent, i): Path => {
    if (isPair(parent)) return [isMerge(parent) ? '<<' : keyOf(parent)];
    const next = parents[i + 1];
    return isSeq(parent) && next !== undefined ? [parent.items.indexOf(next)] : [];
  });
  return typeof key === 'number' && isSeq(parents.at(-1)) ? [...path, key] : path;
}
