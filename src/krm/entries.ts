import { scalar } from './scalars';
import type { MapPlace, Place } from './tree';

/** Replaces `[start, end)` of a text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How deep an insertion is indented: of several at one place the deepest comes first. */
  readonly column?: number;
}

/** A key whose value is null. */
export type Null = Extract<Place, { kind: 'null' }>;

/** Gives a key a value in place of its null: a written one, none at all, or not even a colon (`{name: web, labels}`). */
export function fillNull(text: string, { range, key }: Null, value: string): Splice {
  if (range.end > range.start) return { ...range, text: value };
  const between = text.slice(key.end, range.start);
  const colon = between.indexOf(':');
  if (colon === -1) return { start: key.end, end: key.end, text: `: ${value}` };
  const at = between.includes('#') || text[range.start] === '#' ? key.end + colon + 1 : range.start;
  return { start: at, end: at, text: text[at - 1] === ':' && text[key.start] !== '"' ? ` ${value}` : value };
}

/** Adds `keys: … value` behind the last entry of a map. */
export function addEntry(text: string, map: MapPlace, keys: readonly string[], value: string): Splice {
  if (map.flow || !map.lastEntry) return addFlowEntry(text, map, flowEntry(keys, value, map.quoted));
  const at = lineEnd(text, map.lastEntry.end);
  const newline = newlineOf(text, map.lastEntry.start);
  const entry = ' '.repeat(map.column) + blockEntry(keys, value, map.column, newline);
  const onOwnLine = at === 0 || text[at - 1] === '\n';
  return { start: at, end: at, column: map.column, text: onOwnLine ? entry + newline : newline + entry };
}

function addFlowEntry(text: string, { range, lastEntry }: MapPlace, entry: string): Splice {
  if (!lastEntry) return { start: range.start + 1, end: range.start + 1, text: entry };
  const lineStart = text.lastIndexOf('\n', lastEntry.start - 1) + 1;
  const before = text.slice(lineStart, lastEntry.start);
  const entriesOnLines = range.start < lineStart && before.trim() === '';
  const separator = entriesOnLines ? newlineOf(text, lineStart - 1) + before : ' ';
  return { start: lastEntry.end, end: lastEntry.end, text: `,${separator}${entry}` };
}

/** Gives a key that has a null value (`selector:`, `labels: null # why`) a map. */
export function replaceNull(text: string, place: Null, keys: readonly string[], value: string): Splice {
  const { range, key, parent } = place;
  if (parent.flow) return fillNull(text, place, `{${flowEntry(keys, value, parent.quoted)}}`);
  const newline = newlineOf(text, key.start);
  const column = parent.column + 2;
  const block = newline + ' '.repeat(column) + blockEntry(keys, value, column, newline);
  if (range.end > range.start) {
    const colon = text.indexOf(':', key.end) + 1;
    const between = text.slice(colon, range.start);
    if (between.trim() === '' && !between.includes('\n')) return { start: colon, end: range.end, text: block };
    const own = range.start - text.lastIndexOf('\n', range.start - 1) - 1;
    return { ...range, text: blockEntry(keys, value, own, newline) };
  }
  const end = lineEnd(text, range.start);
  const at = text[end - 1] === '\n' ? end - newline.length : end;
  return { start: at, end: at, column, text: block };
}

function blockEntry(keys: readonly string[], value: string, column: number, newline: string): string {
  return keys
    .map((key, i) => `${i === 0 ? '' : newline + ' '.repeat(column + 2 * i)}${scalar(key)}:`)
    .join('')
    .concat(` ${scalar(value)}`);
}

function flowEntry(keys: readonly string[], value: string, quoted: boolean): string {
  const [last, ...outer] = [...keys].reverse();
  const inner = `${scalar(last ?? '', quoted)}: ${scalar(value, quoted)}`;
  return outer.reduce((entry, key) => `${scalar(key, quoted)}: {${entry}}`, inner);
}

/** The offset behind the line break of the line in which `at` stands; `at` itself where it is a line's start. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** The line break of the line in which `at` stands. */
function newlineOf(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.indexOf('\n') : newline;
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}
