import { compareKeys, placeAmong } from './key-order';
import { lineEnd, newlineOf } from './lines';
import { kustomizeScalar, scalar } from './scalars';
import type { EntryPlace, MapPlace, TreePlace } from './tree';

/** Replaces `[start, end)` of a text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How deep an insertion is indented: of several at one place the deepest comes first. */
  readonly column?: number;
}

/** A key whose value is null. */
export type Null = Extract<TreePlace, { kind: 'null' }>;

/** Entries to be added, down to the labels' values. */
export type NewEntries = ReadonlyMap<string, NewEntries | string>;

/** Gives a key a value in place of its null: a written one, none at all, or not even a colon (`{name: web, labels}`). */
export function fillNull(text: string, { range, key }: Null, value: string): Splice {
  if (range.end > range.start) return { ...range, text: value };
  const between = text.slice(key.end, range.start);
  const colon = between.indexOf(':');
  if (colon === -1) return { start: key.end, end: key.end, text: `: ${value}` };
  const at = between.includes('#') || text[range.start] === '#' ? key.end + colon + 1 : range.start;
  return { start: at, end: at, text: text[at - 1] === ':' && text[key.start] !== '"' ? ` ${value}` : value };
}

/** Adds entries to a map, each where it belongs among its siblings. */
export function addEntries(text: string, map: MapPlace, missing: NewEntries, asKustomize: boolean): Splice[] {
  const siblings = map.entries.map(({ key }) => key);
  const [first] = map.entries;
  if (!first) return [fillEmpty(text, map, missing, asKustomize)];
  return inOrder(missing).map(([key, value]) => {
    const one = new Map([[key, value]]);
    const place = placeAmong(siblings, key, asKustomize);
    const before = map.entries[place - 1];
    if (map.flow) return addFlowEntry(text, map, before, flowEntries(one, map.quoted));
    const newline = newlineOf(text, first.start);
    const entry = blockEntries(one, map.column, newline, asKustomize);
    const ahead = before ? undefined : addAhead(text, map, first, entry, newline);
    return ahead ?? addBehind(text, map, before ?? (map.entries.at(-1) as EntryPlace), entry, newline);
  });
}

function addBehind(text: string, { column }: MapPlace, before: EntryPlace, entry: string, newline: string): Splice {
  const at = lineEnd(text, before.end);
  const line = ' '.repeat(column) + entry;
  const onOwnLine = at === 0 || text[at - 1] === '\n';
  return { start: at, end: at, column, text: onOwnLine ? line + newline : newline + line };
}

/** Ahead of a map's first entry and its comments; undefined where its key bears more than itself. */
function addAhead(
  text: string,
  { column }: MapPlace,
  { start }: EntryPlace,
  entry: string,
  newline: string,
): Splice | undefined {
  const indent = ' '.repeat(column);
  let at = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(at, start);
  if (before.length !== column || /[^ -]/.test(before)) return undefined;
  if (before.includes('-')) return { start, end: start, column, text: entry + newline + indent };
  for (;;) {
    const above = text.lastIndexOf('\n', at - 2) + 1;
    if (at === 0 || !/^\s*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return { start: at, end: at, column, text: indent + entry + newline };
}

function addFlowEntry(
  text: string,
  { range, entries }: MapPlace,
  before: EntryPlace | undefined,
  entry: string,
): Splice {
  const beside = before ?? (entries[0] as EntryPlace);
  const lineStart = text.lastIndexOf('\n', beside.start - 1) + 1;
  const indent = text.slice(lineStart, beside.start);
  const entriesOnLines = range.start < lineStart && indent.trim() === '';
  const separator = entriesOnLines ? newlineOf(text, lineStart - 1) + indent : ' ';
  if (!before) return { start: beside.start, end: beside.start, text: `${entry},${separator}` };
  return { start: before.end, end: before.end, text: `,${separator}${entry}` };
}

/** Entries for an empty map: kustomize writes a map that is not empty in lines. */
function fillEmpty(text: string, { range, quoted }: MapPlace, missing: NewEntries, asKustomize: boolean): Splice {
  const at = range.start + 1;
  if (!asKustomize) return { start: at, end: at, text: flowEntries(missing, quoted) };
  const line = text.slice(text.lastIndexOf('\n', range.start) + 1, range.start);
  const column = (/^[ -]*/.exec(line)?.[0].length ?? 0) + 2;
  const newline = newlineOf(text, range.start);
  const start = range.start - (text[range.start - 1] === ' ' ? 1 : 0);
  const block = newline + ' '.repeat(column) + blockEntries(missing, column, newline, asKustomize);
  return { start, end: range.end, text: block };
}

/** Gives a key that has a null value (`selector:`, `labels: null # why`) a map. */
export function replaceNull(text: string, place: Null, missing: NewEntries, asKustomize: boolean): Splice {
  const { range, key, parent } = place;
  if (parent.flow) return fillNull(text, place, `{${flowEntries(missing, parent.quoted)}}`);
  const newline = newlineOf(text, key.start);
  const column = parent.column + 2;
  const block = newline + ' '.repeat(column) + blockEntries(missing, column, newline, asKustomize);
  if (range.end > range.start) {
    const colon = text.indexOf(':', key.end) + 1;
    const between = text.slice(colon, range.start);
    if (between.trim() === '' && !between.includes('\n')) return { start: colon, end: range.end, text: block };
    const own = range.start - text.lastIndexOf('\n', range.start - 1) - 1;
    return { ...range, text: blockEntries(missing, own, newline, asKustomize) };
  }
  const end = lineEnd(text, range.start);
  const at = text[end - 1] === '\n' ? end - newline.length : end;
  return { start: at, end: at, column, text: block };
}

const inOrder = (missing: NewEntries) => [...missing].sort(([a], [b]) => compareKeys(a, b));

/** Entries in lines, of which the first is not indented. */
function blockEntries(missing: NewEntries, column: number, newline: string, asKustomize: boolean): string {
  const write = asKustomize ? kustomizeScalar : scalar;
  const indent = newline + ' '.repeat(column);
  return inOrder(missing)
    .map(([key, value]) =>
      typeof value === 'string'
        ? `${write(key)}: ${write(value)}`
        : `${write(key)}:${indent}  ${blockEntries(value, column + 2, newline, asKustomize)}`,
    )
    .join(indent);
}

function flowEntries(missing: NewEntries, quoted: boolean): string {
  return inOrder(missing)
    .map(([key, value]) => {
      const inner = typeof value === 'string' ? scalar(value, quoted) : `{${flowEntries(value, quoted)}}`;
      return `${scalar(key, quoted)}: ${inner}`;
    })
    .join(', ');
}
