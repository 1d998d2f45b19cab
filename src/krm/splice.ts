import { formatPath, type Path } from '../data/path';
import { asMap, valueAt } from '../data/values';
import { type Addition, added, isAddition, isAmongOthers, isSplice } from './additions';
import { fillNull, type Null, type Splice } from './entries';
import { kustomizeScalar, scalar } from './scalars';
import type { Range, Sharing, Tree } from './tree';

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
 * The splices that set these labels in an item's text and change no other byte, and the edits for which anchors, aliases or merge
 * keys make that impossible.
 * @param asKustomize whether kustomize wrote the item: see kustomize-items.ts
 */
export function splices(text: string, tree: Tree, edits: readonly LabelEdit[], asKustomize = false): Spliced {
  const everywhere = new Set(edits.map(({ path, value }) => JSON.stringify([path, value])));
  const unsafe: UnsafeEdit[] = [];
  const changes = edits.flatMap(edit => {
    try {
      return spliceOne(text, tree, edit, everywhere, asKustomize);
    } catch (error) {
      if (!(error instanceof UnsafeEdit)) throw error;
      unsafe.push(error);
      return [];
    }
  });
  const additions = changes.filter(isAddition);
  return {
    changes: [...changes.filter(isSplice), ...added(text, additions, asKustomize)],
    isAmongOthers: additions.some(addition => isAmongOthers(addition, asKustomize)),
    unsafe,
  };
}

/** What became of an item's edits. */
export interface Spliced {
  readonly changes: readonly Splice[];
  /** A new key stands ahead of one that was there. */
  readonly isAmongOthers: boolean;
  readonly unsafe: readonly UnsafeEdit[];
}

function spliceOne(
  text: string,
  tree: Tree,
  edit: LabelEdit,
  all: ReadonlySet<string>,
  asKustomize: boolean,
): (Splice | Addition)[] {
  const sharing = tree.sharing(edit.path.slice(0, -1)) ?? sharedValue(tree, edit.path);
  if (sharing === 'merged' || isMerged(tree, edit.path)) {
    const problem = `leads through a merge key ('<<'), which other fields share; it must be written out`;
    throw new UnsafeEdit(edit.path, problem);
  }
  if (!sharing) return [setLabel(text, tree, edit, asKustomize)];
  const rest = edit.path.slice(sharing.depth);
  // What a merge key (`<<`) repeats stands in the map that holds it.
  const places = sharing.paths.map(path => [...path.filter(key => key !== '<<'), ...rest]);
  if (places.every(path => all.has(JSON.stringify([path, edit.value])))) {
    return sharing.alias ? [] : [setLabel(text, tree, edit, asKustomize)];
  }
  if (sharing.alias) return [expandAlias(tree, edit, sharing.depth, sharing.alias)];
  throw new UnsafeEdit(
    edit.path,
    'stands under an anchor that aliases repeat elsewhere; the aliases must be written out',
  );
}

/** A merge key brings a map on the way to the label: beside it, a map of that name would take its place. */
function isMerged(tree: Tree, path: Path): boolean {
  return path.slice(0, -1).some((_, i) => {
    const way = path.slice(0, i + 1);
    return valueAt(tree.value, way) !== undefined && tree.place(way) === undefined;
  });
}

/** The label's present value, where aliases repeat it. An alias in its place is just replaced. */
function sharedValue(tree: Tree, path: Path): Sharing | undefined {
  const sharing = tree.sharing(path);
  return sharing === 'merged' || sharing?.alias ? undefined : sharing;
}

/** Replaces an alias to a flat map by the map and the label. */
function expandAlias(tree: Tree, { path, value }: LabelEdit, depth: number, alias: Range): Splice {
  const at = path.slice(0, -1);
  const map = asMap(valueAt(tree.value, at));
  const entries = Object.entries(map ?? {});
  if (!map || depth !== at.length || !entries.every(([, v]) => typeof v === 'string')) {
    throw new UnsafeEdit(path, 'stands behind an alias of more than labels; the alias must be written out');
  }
  const pairs = [...entries.filter(([key]) => key !== path.at(-1)), [String(path.at(-1)), value] as const];
  const text = pairs.map(([key, v]) => `${scalar(key)}: ${scalar(String(v))}`).join(', ');
  return { ...alias, text: `{${text}}` };
}

const dressed = "would replace a null that bears a tag, an anchor or a '?'; it must be written plainly";

/** A null behind a tag or an anchor, or of a key that is marked with `?`. */
function isDressed(text: string, { key, range }: Null): boolean {
  const line = text.slice(text.lastIndexOf('\n', key.start - 1) + 1, key.start);
  return /[&!]/.test(text.slice(key.end, range.start).replace(/#.*/g, '')) || /\?\s*$/.test(line);
}

function setLabel(text: string, tree: Tree, { path, value }: LabelEdit, asKustomize: boolean): Splice | Addition {
  const present = tree.place(path);
  const parent = tree.place(path.slice(0, -1));
  const isQuoted = !asKustomize && parent?.kind === 'map' && parent.map.quoted;
  if (present?.kind === 'null' && isDressed(text, present)) throw new UnsafeEdit(path, dressed);
  if (present?.kind === 'null') return fillNull(text, present, write(value, isQuoted, asKustomize));
  if (present?.kind === 'value' && present.plain) {
    const { start, end } = present.range;
    const lineBreak = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? ''; // a block scalar owns its last one
    return { start, end, text: write(value, text[start] === '"', asKustomize) + lineBreak };
  }
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const place = tree.place(path.slice(0, depth));
    if (place?.kind === 'null' && isDressed(text, place)) throw new UnsafeEdit(path, dressed);
    if (place?.kind === 'map' || place?.kind === 'null') return { place, keys: path.slice(depth).map(String), value };
    if (place) break;
  }
  throw new UnsafeEdit(path, `can't be set: \`${formatPath(path.slice(0, -1))}\` is no map; it must be one`);
}

const write = (value: string, quoted: boolean, asKustomize: boolean): string =>
  asKustomize ? kustomizeScalar(value) : scalar(value, quoted);

const inOrder = (a: Splice, b: Splice) => a.start - b.start || a.end - b.end || (b.column ?? 0) - (a.column ?? 0);

/** Two changes of one place in a text. */
export class OverlappingEdits extends Error {}

/** `text` with the splices made. @throws OverlappingEdits where splices overlap */
export function apply(text: string, changes: readonly Splice[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { start, end, text: piece } of [...changes].sort(inOrder)) {
    if (start < at) throw new OverlappingEdits('edits overlap');
    pieces.push(text.slice(at, start), piece);
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}
