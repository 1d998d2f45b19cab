import type { Edit } from '../edit';
import { type Data, refOf } from '../resource';
import { isOurs, type Result, section } from './results';
import { apply, type LabelEdit, type Splice, splices, UnsafeEdit } from './splice';
import { cut, type ItemText, type Stream } from './stream';
import type { Range } from './tree';
import { readYaml } from './yaml-reader';

/** An edit that the text does not allow without a change elsewhere. */
export interface Unsafe {
  readonly edit: Edit;
  readonly reason: string;
}

/** The edits as splices into the stream's text, and those that can't be made. */
export interface Writing {
  readonly changes: readonly Splice[];
  readonly unsafe: readonly Unsafe[];
}

/**
 * Works out the splices for all edits, item by item, and reads every edited item again: it must differ from what was
 * received by exactly the edits.
 * @throws Error (internal) where it does not
 */
export function prepare(stream: Stream, edits: readonly Edit[]): Writing {
  const byItem = new Map<number, Edit[]>();
  for (const edit of edits) byItem.set(edit.resource.item, [...(byItem.get(edit.resource.item) ?? []), edit]);
  const changes: Splice[] = [];
  const unsafe: Unsafe[] = [];
  for (const [index, itemEdits] of byItem) {
    const item = stream.items[index] as ItemText;
    try {
      changes.push(...spliceItem(stream.text, item, itemEdits));
    } catch (error) {
      if (!(error instanceof UnsafeEdit)) throw error;
      const at = JSON.stringify(error.path);
      const edit =
        itemEdits.find(({ resource, path }) => JSON.stringify([...resource.base, ...path]) === at) ??
        (itemEdits[0] as Edit);
      unsafe.push({ edit, reason: error.message });
    }
  }
  return { changes, unsafe };
}

function spliceItem(text: string, { start, end, column }: ItemText, edits: readonly Edit[]): Splice[] {
  const item = ' '.repeat(column) + text.slice(start, end);
  const tree = readYaml(item);
  const labels = edits.map(
    ({ resource, path, proposedValue }): LabelEdit => ({ path: [...resource.base, ...path], value: proposedValue }),
  );
  for (const { path } of labels) {
    const anchor = tree.anchors(path).find(name => repeatedLater(text, end, name));
    if (anchor === undefined) continue;
    const problem = `stands under anchor '&${anchor}', which a later item repeats; the alias there must be written out`;
    throw new UnsafeEdit(path, problem);
  }
  const changes = splices(item, tree, labels);
  const written = readYaml(apply(item, changes)).value;
  if (!differsBy(tree.value, written, editTree(labels))) {
    const [{ resource }] = edits as [Edit];
    throw new Error(`what was written to ${refOf(resource)} does not read back as planned`);
  }
  const shift = start - column;
  return changes.map(change => ({ ...change, start: change.start + shift, end: change.end + shift }));
}

/** True where an alias behind `end` repeats the anchor that stands before it: no other anchor of that name comes between. */
function repeatedLater(text: string, end: number, anchor: string): boolean {
  const name = anchor.replace(/[^\w-]/g, '\\$&');
  const later = new RegExp(`(?:^|[\\s\\[{,])([*&])${name}(?=[\\s\\]},]|$)`, 'g');
  later.lastIndex = end;
  return later.exec(text)?.[1] === '*';
}

/** Edits by path: a label's value at a leaf. */
type EditTree = Map<string | number, EditTree> | string;

function editTree(labels: readonly LabelEdit[]): EditTree {
  const root = new Map<string | number, EditTree>();
  for (const { path, value } of labels) {
    let at = root;
    for (const key of path.slice(0, -1)) {
      const next = at.get(key);
      const child = next instanceof Map ? next : new Map<string | number, EditTree>();
      at.set(key, child);
      at = child;
    }
    at.set(path.at(-1) ?? '', value);
  }
  return root;
}

/** True where `after` is `before` with exactly these edits. */
function differsBy(before: unknown, after: unknown, edits: EditTree | undefined): boolean {
  if (typeof edits === 'string') return after === edits;
  if (!isCollection(after)) return edits === undefined && Object.is(before, after);
  const known = isCollection(before) ? before : {};
  if (!edits && known !== before) return false;
  if (Array.isArray(known) !== Array.isArray(after)) return false;
  const keys = new Set([...Object.keys(known), ...[...(edits?.keys() ?? [])].map(String)]);
  const editOf = (key: string) => edits?.get(Array.isArray(known) ? Number(key) : key);
  return (
    keys.size === Object.keys(after).length &&
    [...keys].every(key => Object.hasOwn(after, key) && differsBy(own(known, key), after[key], editOf(key)))
  );
}

const isCollection = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

/**
 * The ResourceList to be sent back: the received text, the changes, and the results.
 * @throws Error (internal) where an item would be lost
 */
export function write(
  stream: Stream,
  changes: readonly Splice[],
  results: readonly Result[],
  omitItems: boolean,
): string {
  const text = apply(stream.text, [
    ...(omitItems ? [] : changes),
    ...itemsChange(stream, omitItems),
    ...resultsChange(stream, results),
  ]);
  checkItems(stream, changes, cut(text), omitItems);
  return text;
}

/** Every item must stand in the output, as it came or with its own changes. @throws Error (internal) where one does not */
function checkItems(stream: Stream, changes: readonly Splice[], written: Stream, omitItems: boolean): void {
  const expected = omitItems ? 0 : stream.items.length;
  if (written.items.length !== expected) {
    throw new Error(`${expected} items are to be written and ${written.items.length} would be`);
  }
  const sorted = [...changes].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const [i, { start, end }] of written.items.entries()) {
    const item = stream.items[i] as ItemText;
    const first = next;
    while (next < sorted.length && (sorted[next] as Splice).start <= item.end) next++;
    const own = sorted
      .slice(first, next)
      .map(change => ({ ...change, start: change.start - item.start, end: change.end - item.start }));
    const wanted = apply(stream.text.slice(item.start, item.end), own);
    if (written.text.slice(start, end).trimEnd() !== wanted.trimEnd())
      throw new Error(`item ${i} would not be written as planned`);
  }
}

/** `items: []` where the host needs it: no items came, or they are to be omitted. */
function itemsChange(stream: Stream, omit: boolean): Splice[] {
  const { itemsRange, items, layout, end } = stream;
  if (!itemsRange)
    return layout === 'block'
      ? addSection(stream, `${' '.repeat(stream.column)}items: []${newlineOf(stream.text)}`)
      : [{ start: end, end, text: ', "items": []' }];
  if (!omit || items.length === 0) return [];
  return [
    {
      ...itemsRange,
      text: layout === 'block' ? `${' '.repeat(stream.column)}items: []${newlineOf(stream.text)}` : '"items": []',
    },
  ];
}

function resultsChange(stream: Stream, results: readonly Result[]): Splice[] {
  const { resultsRange: range, layout, end, text, column } = stream;
  const newline = newlineOf(text);
  const given = stream.results();
  const before = Array.isArray(given) ? given : [];
  const foreign = before.filter(result => !isOurs(result));
  const all = [...foreign, ...results];
  if (all.length === 0 && !range) return [];
  if (layout === 'flow') {
    const json = `"results": ${JSON.stringify(all)}`;
    return [range ? { ...range, text: json } : { start: end, end, text: `, ${json}` }];
  }
  if (!range) return addSection(stream, section('results', results, newline, column));
  const contentEnd = withoutTrailingComments(text, range);
  if (stream.resultItems && foreign.length > 0) return replaceOurs(stream, before, results, contentEnd);
  const block = all.length === 0 ? '' : section('results', all, newline, column);
  return [{ start: range.start, end: contentEnd, text: block }];
}

/** Takes our earlier results out and adds the new ones; those of other functions stay to the letter. */
function replaceOurs(
  { text, resultItems = [] }: Stream,
  before: readonly unknown[],
  results: readonly Result[],
  end: number,
): Splice[] {
  const lineStart = (at: number) => text.lastIndexOf('\n', at - 1) + 1;
  const taken = resultItems.flatMap((item, i) =>
    isOurs(before[i]) ? [{ start: lineStart(item.start), end: withoutTrailingComments(text, item), text: '' }] : [],
  );
  const column = (resultItems[0]?.column ?? 1) - 1;
  const added =
    results.length === 0 ? '' : section('results', results, newlineOf(text), column).replace(/^[^\n]*\n/, '');
  return [...taken, { start: end, end, text: lineBreakBefore(text, end) + added }];
}

/** Where content ends: comments at the margin behind it, and what stands between them, belong to what follows. */
function withoutTrailingComments(text: string, { start, end }: Range): number {
  let contentEnd = end;
  for (let at = end; at > start; ) {
    const lineStart = text.lastIndexOf('\n', at - 2) + 1;
    const line = text.slice(lineStart, at);
    if (!/^(#.*)?\s*$/.test(line) || lineStart <= start) return contentEnd;
    if (line.startsWith('#')) contentEnd = lineStart;
    at = lineStart;
  }
  return contentEnd;
}

function addSection({ text, end }: Stream, block: string): Splice[] {
  return [{ start: end, end, text: lineBreakBefore(text, end) + block }];
}

const lineBreakBefore = (text: string, at: number): string => (at > 0 && text[at - 1] !== '\n' ? newlineOf(text) : '');

const newlineOf = (text: string): string => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');
