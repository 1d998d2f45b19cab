import type { Edit } from '../edit';
import { type Data, type Path, type Resource, refOf } from '../resource';
import { isOurs, type Result, section } from './results';
import { apply, type LabelEdit, type Splice, splices, UnsafeEdit } from './splice';
import { cut, type ItemText, type Stream } from './stream';
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
  const foreign = Array.isArray(stream.results) ? stream.results.filter(result => !isOurs(result)) : [];
  const text = apply(stream.text, [
    ...(omitItems ? [] : changes),
    ...itemsChange(stream, omitItems),
    ...resultsChange(stream, [...foreign, ...results]),
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
    return layout === 'block' ? addSection(stream, 'items: []') : [{ start: end, end, text: ', "items": []' }];
  if (!omit || items.length === 0) return [];
  return [{ ...itemsRange, text: layout === 'block' ? `items: []${newlineOf(stream.text)}` : '"items": []' }];
}

function resultsChange(stream: Stream, results: readonly unknown[]): Splice[] {
  const { resultsRange: range, layout, end, text } = stream;
  if (results.length === 0 && !range) return [];
  if (layout === 'flow') {
    const json = `"results": ${JSON.stringify(results)}`;
    return [range ? { ...range, text: json } : { start: end, end, text: `, ${json}` }];
  }
  const block = section('results', results, newlineOf(text));
  if (range) return [{ ...range, text: results.length === 0 ? '' : block }];
  return addSection(stream, block.trimEnd());
}

function addSection({ text, end }: Stream, block: string): Splice[] {
  const newline = newlineOf(text);
  const before = end > 0 && text[end - 1] !== '\n' ? newline : '';
  return [{ start: end, end, text: `${before}${block}${newline}` }];
}

const newlineOf = (text: string): string => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');

/** A resource as a user looks for it in a message. */
export function whereOf(resource: Resource): string {
  return resource.file ? `${refOf(resource)} in '${resource.file.path}'` : refOf(resource);
}
