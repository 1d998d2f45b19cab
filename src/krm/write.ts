import type { Edit } from '../edit';
import { type Data, type Path, refOf } from '../resource';
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
  const expected = labels.reduce((value, edit) => withValue(value, edit.path, edit.value), tree.value);
  const written = readYaml(apply(item, changes)).value;
  if (!sameData(written, expected)) {
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

/** Plain data with one more value. */
function withValue(data: unknown, [key, ...rest]: Path, value: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) return data.map((element, i) => (i === key ? withValue(element, rest, value) : element));
  const map = (data ?? {}) as Data;
  const child = Object.hasOwn(map, key) ? map[key] : undefined;
  return Object.assign(Object.create(null), map, { [key]: withValue(child, rest, value) });
}

function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every(key => Object.hasOwn(b, key) && sameData((a as Data)[key], (b as Data)[key]))
  );
}

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
  const written = cut(text).items.length;
  if (written !== (omitItems ? 0 : stream.items.length))
    throw new Error(`${stream.items.length} items were read and ${written} would be written`);
  return text;
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
  const before = Array.isArray(stream.results) ? stream.results : [];
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
    isOurs(before[i]) ? [{ start: lineStart(item.start), end: Math.min(item.end, end), text: '' }] : [],
  );
  const column = (resultItems[0]?.column ?? 1) - 1;
  const added = results.length === 0 ? '' : section('results', results, newlineOf(text), column).replace(/^.*\n/, '');
  return [...taken, { start: end, end, text: added }];
}

/** Where a section's content ends: comments and blank lines behind it belong to what follows. */
function withoutTrailingComments(text: string, { start, end }: Range): number {
  let at = end;
  for (;;) {
    const lineStart = text.lastIndexOf('\n', at - 2) + 1;
    if (lineStart <= start || !/^(#.*)?\s*$/.test(text.slice(lineStart, at))) return at;
    at = lineStart;
  }
}

function addSection({ text, end }: Stream, block: string): Splice[] {
  const before = end > 0 && text[end - 1] !== '\n' ? newlineOf(text) : '';
  return [{ start: end, end, text: before + block }];
}

const newlineOf = (text: string): string => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');
