import { asMap, formatPath, type Path, valueAt } from '../resource';
import { scalar } from './scalars';
import type { MapPlace, Place, Sharing, Tree } from './tree';

/** Replaces `[start, end)` of a text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How deep an insertion is indented: of several at one place the deepest comes first. */
  readonly column?: number;
}

/** One label to be set in an item. */
export interface LabelEdit {
  readonly path: Path;
  readonly value: string;
}

/** An edit that can't be made without changing something else; `message` says where and what must be done. */
export class UnsafeEdit extends Error {
  constructor(
    readonly path: Path,
    problem: string,
  ) {
    super(problem);
    this.name = 'UnsafeEdit';
  }
}

/**
 * The splices that set these labels in an item's text and change no other byte.
 * @throws UnsafeEdit where anchors, aliases or merge keys make that impossible
 */
export function splices(text: string, tree: Tree, edits: readonly LabelEdit[]): Splice[] {
  return edits.flatMap(edit => {
    const sharing = tree.sharing(edit.path.slice(0, -1)) ?? sharedValue(tree, edit.path);
    if (sharing === 'merged') {
      throw new UnsafeEdit(
        edit.path,
        `leads through a merge key ('<<'), which other fields share; it must be written out`,
      );
    }
    if (!sharing) return [setLabel(text, tree, edit)];
    const rest = edit.path.slice(sharing.depth);
    const everywhere = sharing.paths.every(path =>
      edits.some(other => other.value === edit.value && equal(other.path, [...path, ...rest])),
    );
    if (everywhere) return sharing.alias ? [] : [setLabel(text, tree, edit)];
    if (!sharing.alias) {
      throw new UnsafeEdit(
        edit.path,
        'stands under an anchor that aliases repeat elsewhere; the aliases must be written out',
      );
    }
    return [expandAlias(tree, edit, sharing.alias)];
  });
}

/** The label's present value, where aliases repeat it. An alias in its place is just replaced. */
function sharedValue(tree: Tree, path: Path): Sharing | undefined {
  const sharing = tree.sharing(path);
  return sharing === 'merged' || sharing?.alias ? undefined : sharing;
}

const equal = (a: Path, b: Path): boolean => a.length === b.length && a.every((key, i) => key === b[i]);

/** Replaces an alias to a flat map by the map and the label. */
function expandAlias(tree: Tree, { path, value }: LabelEdit, alias: { start: number; end: number }): Splice {
  const at = path.slice(0, -1);
  const map = asMap(valueAt(tree.value, at));
  const entries = Object.entries(map ?? {});
  const flat = tree.sharing(at) !== 'merged' && map && entries.every(([, v]) => typeof v === 'string');
  const sharing = tree.sharing(at);
  if (!flat || sharing === 'merged' || sharing?.depth !== at.length) {
    throw new UnsafeEdit(path, 'stands behind an alias of more than labels; the alias must be written out');
  }
  const pairs = [...entries.filter(([key]) => key !== path.at(-1)), [String(path.at(-1)), value] as const];
  const text = pairs.map(([key, v]) => `${scalar(key)}: ${scalar(String(v))}`).join(', ');
  return { start: alias.start, end: alias.end, text: `{${text}}` };
}

function setLabel(text: string, tree: Tree, { path, value }: LabelEdit): Splice {
  const present = tree.place(path);
  if (present?.kind === 'null') return fillNull(text, present, scalar(value, present.parent.quoted));
  if (present?.kind === 'value' && present.plain) {
    const { start, end } = present.range;
    const lineBreak = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? ''; // a block scalar owns its last one
    return { start, end, text: scalar(value, text[start] === '"') + lineBreak };
  }
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const place = tree.place(path.slice(0, depth));
    const missing = path.slice(depth).map(String);
    if (place?.kind === 'map') return addEntry(text, place.map, missing, value);
    if (place?.kind === 'null') return replaceNull(text, place, missing, value);
    if (place) break;
  }
  throw new UnsafeEdit(path, `can't be set: \`${formatPath(path.slice(0, -1))}\` is no map; it must be one`);
}

type Null = Extract<Place, { kind: 'null' }>;

/** Gives a key a value in place of its null: a written one, none at all, or not even a colon (`{name: web, labels}`). */
function fillNull(text: string, { range, key }: Null, value: string): Splice {
  if (range.end > range.start) return { ...range, text: value };
  const between = text.slice(key.end, range.start);
  const colon = between.indexOf(':');
  if (colon === -1) return { start: key.end, end: key.end, text: `: ${value}` };
  const at = between.includes('#') || text[range.start] === '#' ? key.end + colon + 1 : range.start;
  return { start: at, end: at, text: text[at - 1] === ':' && text[key.start] !== '"' ? ` ${value}` : value };
}

/** Adds `keys: … value` behind the last entry of a map. */
function addEntry(text: string, map: MapPlace, keys: readonly string[], value: string): Splice {
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
function replaceNull(text: string, place: Null, keys: readonly string[], value: string): Splice {
  const { range, key, parent } = place;
  if (parent.flow) return fillNull(text, place, `{${flowEntry(keys, value, parent.quoted)}}`);
  const newline = newlineOf(text, key.start);
  const column = parent.column + 2;
  const block = newline + ' '.repeat(column) + blockEntry(keys, value, column, newline);
  if (range.end > range.start) return { start: text.lastIndexOf(':', range.start) + 1, end: range.end, text: block };
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

const inOrder = (a: Splice, b: Splice) => a.start - b.start || a.end - b.end || (b.column ?? 0) - (a.column ?? 0);

/** `text` with the splices made. @throws Error where splices overlap */
export function apply(text: string, changes: readonly Splice[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { start, end, text: piece } of [...changes].sort(inOrder)) {
    if (start < at) throw new Error('edits overlap');
    pieces.push(text.slice(at, start), piece);
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}
