import { formatPath, type Path } from '../data/path';
import { asMap, type Data, textOf, valueAt } from '../data/values';

/** What a field of kustomize's own files takes: a Go type, as its JSON decoder sees it. */
export type FileShape = 'text' | 'flag' | 'whole number' | 'texts' | 'any' | ListShape | MapShape;

export interface ListShape {
  readonly list: FileShape;
}

export interface MapShape {
  readonly fields: Readonly<Record<string, FileShape>>;
}

/** A list of what has the shape. */
export const listOf = (shape: FileShape): ListShape => ({ list: shape });
/** A map of fields, each with its shape. */
export const fields = (shapes: Readonly<Record<string, FileShape>>): MapShape => ({ fields: shapes });

/** Whether unknown fields are refused, and whether numbers and booleans count as texts. */
export interface Strictness {
  readonly unknown: 'refused' | 'ignored';
  readonly texts: 'strings' | 'scalars';
}

/** What is wrong with a field, as words for a message. */
export interface Misfit {
  readonly subject: string;
  readonly problem: string;
}

/** A file as kustomize takes it: fields under their own names; without what does not fit. */
export interface Decoded {
  readonly value: Data;
  readonly misfits: readonly Misfit[];
}

/**
 * Reads data as Go's encoding/json does: a key names a field regardless of case, at every level; what two spellings say is merged,
 * or the last one counts; null is nothing. Source: Go 1.24, encoding/json (`Unmarshal`); kustomize v5.8, api/types.
 */
export function decode(data: Data, shape: MapShape, strictness: Strictness): Decoded {
  const misfits: Misfit[] = [];
  const misfit = (path: Path, problem: string) => misfits.push({ subject: `\`${formatPath(path)}\``, problem });
  const decoder: Decoder = { ...strictness, misfit };
  return { value: decodeMap(data, shape, [], decoder), misfits };
}

/** The path as the file itself spells it. */
export function asWritten(data: unknown, path: Path): Path {
  return path.map((key, i) => {
    const map = asMap(valueAt(data, asWritten(data, path.slice(0, i))));
    if (typeof key === 'number' || !map || Object.hasOwn(map, key)) return key;
    return Object.keys(map).findLast(other => folded(other) === folded(key)) ?? key;
  });
}

interface Decoder extends Strictness {
  readonly misfit: (path: Path, problem: string) => void;
}

function decodeMap(data: Data, { fields }: MapShape, path: Path, decoder: Decoder): Data {
  const names = new Map(Object.keys(fields).map(name => [folded(name), name]));
  const value: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(data).sort()) {
    const name = Object.hasOwn(fields, key) ? key : names.get(folded(key));
    if (name === undefined) {
      if (decoder.unknown === 'refused') decoder.misfit([...path, key], 'is no field that kustomize knows');
      continue;
    }
    const read = decodeAny(data[key], fields[name] as FileShape, [...path, key], decoder);
    if (read === undefined) continue;
    const [before, now] = [asMap(value[name]), asMap(read)];
    value[name] = before && now ? Object.assign(Object.create(null), before, now) : read;
  }
  return Object.freeze(value);
}

/** undefined where nothing stands, or what does not fit. */
function decodeAny(data: unknown, shape: FileShape, path: Path, decoder: Decoder): unknown {
  if (data === null || data === undefined) return undefined;
  if (shape === 'any') return data;
  if (typeof shape === 'object' && 'fields' in shape) {
    const map = asMap(data);
    return map ? decodeMap(map, shape, path, decoder) : unfit(data, shape, path, decoder);
  }
  if (typeof shape === 'object') {
    if (!Array.isArray(data)) return unfit(data, shape, path, decoder);
    return data.map((element, i) => decodeAny(element, shape.list, [...path, i], decoder) ?? emptyOf(shape.list));
  }
  if (shape === 'texts') {
    const map = asMap(data);
    if (!map) return unfit(data, shape, path, decoder);
    const entries = Object.entries(map).map(([key, text]) => [
      key,
      decodeAny(text, 'text', [...path, key], decoder) ?? '',
    ]);
    return Object.freeze(Object.assign(Object.create(null), Object.fromEntries(entries)));
  }
  return scalarOf(data, shape, decoder) ?? unfit(data, shape, path, decoder);
}

function scalarOf(data: unknown, shape: FileShape, { texts }: Decoder): unknown {
  if (shape === 'flag') return typeof data === 'boolean' ? data : undefined;
  if (shape === 'whole number') return Number.isInteger(data) ? data : undefined;
  if (typeof data === 'string') return data;
  return texts === 'scalars' && (typeof data === 'number' || typeof data === 'boolean') ? textOf(data) : undefined;
}

function unfit(data: unknown, shape: FileShape, path: Path, { misfit }: Decoder): undefined {
  const value = typeof data === 'string' ? `'${data}'` : textOf(data);
  const sort = Array.isArray(data) ? 'a list' : asMap(data) ? 'a map' : `the ${typeof data} ${value}`;
  const like = typeof data === 'boolean' ? ` (as ${data ? 'yes, on and y' : 'no, off and n'} without quotes are)` : '';
  const instead = typeof data === 'string' && isOfPath(shape) ? ` (\`path: ${data}\`)` : '';
  misfit(path, `is ${sort}${like} where a ${wordsOf(shape)} must stand${instead}`);
}

/** A file alone is no entry of such a list: its name is one field of the entry. */
const isOfPath = (shape: FileShape): boolean =>
  typeof shape === 'object' && 'fields' in shape && 'path' in shape.fields;

function wordsOf(shape: FileShape): string {
  if (typeof shape === 'string') return words[shape];
  return 'list' in shape ? `list of ${wordsOf(shape.list)}s` : 'map';
}

const words = {
  text: 'string',
  flag: 'boolean',
  'whole number': 'whole number',
  texts: 'map of strings',
  any: 'value',
} as const;

/** What stands for null in a list. */
const emptyOf = (shape: FileShape): unknown => (shape === 'text' ? '' : typeof shape === 'object' ? {} : undefined);

/** Go folds these two letters as well. */
const folded = (key: string): string => key.replaceAll('\u212a', 'k').replaceAll('\u017f', 's').toLowerCase();
