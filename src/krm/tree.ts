import type { Path } from '../data/path';

/** Offsets into the text that a tree was read from. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An entry of a map, from its key to the end of its value. */
export interface EntryPlace extends Range {
  readonly key: string;
}

/** How a map stands in the text: all that a writer must know to add a key. */
export interface MapPlace {
  readonly range: Range;
  readonly flow: boolean;
  /** The column of its keys; for a flow map, of nothing. */
  readonly column: number;
  readonly entries: readonly EntryPlace[];
  /** Its keys are double-quoted, as in JSON. */
  readonly quoted: boolean;
}

/** What stands at a path: a map, some other value, an explicit or absent null, or nothing. */
export type TreePlace =
  | { readonly kind: 'map'; readonly map: MapPlace }
  | { readonly kind: 'value'; readonly range: Range; readonly plain: boolean }
  | { readonly kind: 'null'; readonly range: Range; readonly key: Range; readonly parent: MapPlace };

/** A node that aliases repeat. */
export interface Sharing {
  /** The part of the asked path that leads to the shared node. */
  readonly depth: number;
  /** Every path at which the node stands: the anchor's first, then the aliases'. */
  readonly paths: readonly Path[];
  /** The alias's place, where the asked path leads through an alias; undefined where it leads to the anchor itself. */
  readonly alias?: Range;
}

/**
 * One item, read: the interface between text and everything else. A reader turns text into a Tree; whoever writes asks
 * the tree where a path stands. Another reader may replace yaml-reader.ts without anyone noticing.
 */
export interface Tree {
  /** Plain, frozen data; maps without a prototype; aliases and merge keys resolved. */
  readonly value: unknown;
  /** Keys that stand twice in one map: the last one counts. */
  readonly twice: readonly string[];
  /** Where a path stands, or undefined where nothing stands. */
  readonly place: (path: Path) => TreePlace | undefined;
  /** The range of a top-level entry, key and value. */
  readonly entry: (key: string) => Range | undefined;
  /** The outermost node on the way to `path` that aliases share, or undefined. `merged`: the way leads through a merge key. */
  readonly sharing: (path: Path) => Sharing | 'merged' | undefined;
  /** The anchors of the nodes on the way to `path`: aliases in other items may repeat them. */
  readonly anchors: (path: Path) => readonly string[];
}

/** Text that a reader can't read. */
export class UnreadableText extends Error {
  /** @param offset where in the text, in UTF-16 units */
  constructor(
    readonly problem: string,
    readonly offset: number,
  ) {
    super(problem);
    this.name = 'UnreadableText';
  }
}
