import { grouped } from '../data/grouped';
import type { Data } from '../data/values';
import type { Edit } from '../model/edit';
import type { Splice } from './entries';
import { isFromKustomize, keepingOrder, withoutOrdering } from './kustomize-items';
import type { ItemText } from './layout';
import { apply, type LabelEdit, OverlappingEdits, splices, UnsafeEdit } from './splice';
import type { Stream } from './stream';
import { type Tree, UnreadableText } from './tree';
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
 * received by exactly the edits. An item that does not is not edited.
 * @param trees what was read of the items, as far as it was kept
 */
export function prepare(stream: Stream, edits: readonly Edit[], trees: ReadonlyMap<number, Tree>): Writing {
  const byItem = grouped(edits, ({ resource }) => `${resource.item}`);
  const written = [...byItem].map(([index, itemEdits]) =>
    prepareItem(stream.text, stream.items[Number(index)] as ItemText, itemEdits, trees.get(Number(index))),
  );
  return { changes: written.flatMap(({ changes }) => changes), unsafe: written.flatMap(({ unsafe }) => unsafe) };
}

function prepareItem(
  text: string,
  { start, end, column }: ItemText,
  edits: readonly Edit[],
  known: Tree | undefined,
): Writing {
  const item = ' '.repeat(column) + text.slice(start, end);
  const tree = known ?? readYaml(item);
  const byPath = new Map<string, Edit>();
  const labels = edits.map((edit): LabelEdit => {
    const path = [...edit.resource.listPath, ...edit.path];
    byPath.set(JSON.stringify(path), edit);
    return { path, value: edit.proposedValue };
  });
  const asKustomize = isFromKustomize(tree);
  const spliced = splices(item, tree, labels, asKustomize);
  const unsafe = [...spliced.unsafe, ...repeatedElsewhere(text, end, tree, labels)].map(
    ({ path, message }): Unsafe => ({
      edit: byPath.get(JSON.stringify(path)) as Edit,
      reason: message,
    }),
  );
  if (unsafe.length > 0) return { changes: [], unsafe };
  const keepsOrder = asKustomize && spliced.isAmongOthers;
  const changed = [...spliced.changes, ...(keepsOrder ? keepingOrder(item, tree) : [])];
  const received = keepsOrder ? withoutOrdering(tree.value) : tree.value;
  if (!readsBack(item, received, changed, labels)) {
    const reason = "can't be written so that nothing else changes; the item must be written plainly, without anchors";
    return { changes: [], unsafe: edits.map(edit => ({ edit, reason })) };
  }
  const shift = start - column;
  const changes = changed.map(change => ({ ...change, start: change.start + shift, end: change.end + shift }));
  return { changes, unsafe };
}

/** True where the item with the changes reads as it was planned. */
function readsBack(item: string, received: unknown, changes: readonly Splice[], labels: readonly LabelEdit[]): boolean {
  try {
    return differsBy(received, readYaml(apply(item, changes)).value, editTree(labels));
  } catch (error) {
    if (error instanceof UnreadableText || error instanceof OverlappingEdits) return false;
    throw error;
  }
}

/** Edits under an anchor that a later item repeats. */
function repeatedElsewhere(text: string, end: number, tree: Tree, labels: readonly LabelEdit[]): UnsafeEdit[] {
  return labels.flatMap(({ path }) => {
    const anchor = tree.anchors(path).find(name => repeatedLater(text, end, name));
    if (anchor === undefined) return [];
    const problem = `stands under anchor '&${anchor}', which a later item repeats; the alias there must be written out`;
    return [new UnsafeEdit(path, problem)];
  });
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
