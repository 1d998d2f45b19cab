import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { scalarValue } from './scalar-values';
import { type Range, UnreadableText } from './tree';

/** Aliases that add more nodes than this to one item are an attack and no manifest. */
const maxAdded = 1_000_000;

/** True for `<<`. */
export const isMerge = ({ key }: Pair): boolean =>
  isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol') && (key as Scalar).type === 'PLAIN';
/** A pair's key as data. */
export const keyOf = ({ key }: Pair): string => String(isScalar(key) ? (key.value ?? '') : key);
/** Where a node's value stands. */
export const rangeOf = (node: unknown): Range => {
  const range = (node as Node | null)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
};

/** A key that stands twice in one map; `offset` is the second's. */
export interface Twice {
  readonly key: string;
  readonly offset: number;
}

/** Plain data from nodes. Aliases share their target's data; merge keys are merged. */
export class DataReader {
  private readonly seen = new Map<unknown, { value: unknown; size: number }>();
  /** Nodes read, aliases expanded. */
  private size = 0;
  /** Those that aliases added. */
  private added = 0;

  /**
   * @param target finds what an alias repeats
   * @param how `twice` takes keys that stand twice, of which the last one counts; without it they are refused
   */
  constructor(
    private readonly target: (alias: Alias) => unknown,
    private readonly how: {
      readonly twice?: (twice: Twice) => void;
      readonly scalarOf?: (scalar: Scalar) => unknown;
    } = {},
  ) {}

  read(node: unknown): unknown {
    if (isAlias(node)) return this.readAlias(node);
    this.size++;
    if (isScalar(node)) return (this.how.scalarOf ?? scalarValue)(node as Scalar);
    if (!isMap(node) && !isSeq(node)) return null;
    const before = this.size;
    const value = isMap(node) ? this.readMap(node) : Object.freeze(node.items.map(item => this.read(item)));
    if (node.anchor) this.seen.set(node, { value, size: this.size - before });
    return value;
  }

  private readAlias(alias: Alias): unknown {
    const target = this.target(alias);
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
    this.size += known.size;
    this.added += known.size;
    if (this.added > maxAdded) {
      throw new UnreadableText(`its aliases expand to more than ${maxAdded} values; they must be written out`, start);
    }
    return known.value;
  }

  private readMap(node: YAMLMap): unknown {
    const map: Record<string, unknown> = Object.create(null);
    const merged: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      const value = this.read(pair.value);
      if (isMerge(pair)) for (const source of [value].flat().reverse()) Object.assign(merged, source);
      else if (Object.hasOwn(map, keyOf(pair))) {
        const { start: offset } = rangeOf(pair.key);
        if (!this.how.twice) {
          throw new UnreadableText(`key '${keyOf(pair)}' stands twice in one map; each key must stand once`, offset);
        }
        this.how.twice({ key: keyOf(pair), offset });
        map[keyOf(pair)] = value;
      } else map[keyOf(pair)] = value;
    }
    return Object.freeze(Object.assign(Object.create(null), merged, map));
  }
}
