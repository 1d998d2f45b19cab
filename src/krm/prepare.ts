import type { Edit } from '../edit';
import { type Data, refOf } from '../resource';
import type { ItemText } from './layout';
import { apply, type LabelEdit, type Splice, splices, UnsafeEdit } from './splice';
import type { Stream } from './stream';
import type { Tree } from './tree';
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
 * @param trees what was read of the items, as far as it was kept
 * @throws Error (internal) where it does not
 */
export function prepare(stream: Stream, edits: readonly Edit[], trees: ReadonlyMap<number, Tree>): Writing {
  const byItem = new Map<number, Edit[]>();
  for (const edit of edits) byItem.set(edit.resource.item, [...(byItem.get(edit.resource.item) ?? []), edit]);
  const changes: Splice[] = [];
  const unsafe: Unsafe[] = [];
  for (const [index, itemEdits] of byItem) {
    const item = stream.items[index] as ItemText;
    try {
      changes.push(...spliceItem(stream.text, item, itemEdits, trees.get(index)));
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

function spliceItem(
  text: string,
  { start, end, column }: ItemText,
  edits: readonly Edit[],
  known: Tree | undefined,
): Splice[] {
  const item = ' '.repeat(column) + text.slice(start, end);
  const tree = known ?? readYaml(item);
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
