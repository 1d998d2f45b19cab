import { InputError } from '../input-error';
import { type Range, type Tree, UnreadableText } from './tree';
import { readYaml } from './yaml-reader';

/** Where one item stands: `[start, end)` of the stream's text, its first character in `column`. */
export interface ItemText extends Range {
  readonly column: number;
}

/** A ResourceList, cut into pieces and not yet read. */
export interface Stream {
  readonly text: string;
  readonly items: readonly ItemText[];
  /** The value of `functionConfig`, or undefined where there is none. */
  readonly functionConfig: unknown;
  /** Reads the value of `results`, as another function in a pipe may have left it. */
  readonly results: () => unknown;
  /** Where `results` stands, key and value, if it is there. In block layout: whole lines. */
  readonly resultsRange?: Range;
  /** Where each result stands, in block layout. */
  readonly resultItems?: readonly ItemText[];
  /** Where `items` stands, key and value, if it is there. In block layout: whole lines. */
  readonly itemsRange?: Range;
  /** In block layout new sections are lines at `end`; in flow layout they are entries after the last one, which ends there. */
  readonly layout: 'block' | 'flow';
  readonly end: number;
  /** The column of the top-level keys. */
  readonly column: number;
}

const versions = ['config.kubernetes.io/v1', 'config.kubernetes.io/v1beta1', 'config.kubernetes.io/v1alpha1'];

/**
 * Cuts a ResourceList into its items. Block YAML as hosts write it is cut line by line, without parsing; anything else is
 * read whole. Source: KRM Functions Specification, "ResourceList".
 * @throws InputError where the text is no ResourceList
 */
export function cut(text: string): Stream {
  if (text.trim() === '') {
    throw new InputError([
      "stdin is empty; it must hold a ResourceList, as kpt and kustomize send it ('--help' shows how to run by hand)",
    ]);
  }
  if (endsWithinBlockScalar(text)) {
    throw new InputError(['stdin ends within a block scalar; it must end with a line break']);
  }
  const sections = blockSections(text);
  return sections ? fromSections(text, sections) : fromTree(text);
}

/** The text's last line has no line break and stands in a block scalar: any line behind it would add one to the value. */
function endsWithinBlockScalar(text: string): boolean {
  if (text.endsWith('\n')) return false;
  let indent = Number.POSITIVE_INFINITY;
  for (let end = text.length; end > 0 && indent > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, Math.min(end, start + 1000));
    const own = /^ *(?=\S)/.exec(line)?.[0].length ?? Number.POSITIVE_INFINITY;
    if (own < indent && indent !== Number.POSITIVE_INFINITY && /[|>][-+\d]*[ \t]*(#.*)?\r?$/.test(line)) return true;
    indent = Math.min(indent, own);
    end = start - 1;
  }
  return false;
}

interface Section extends Range {
  readonly key: string;
}

/** The top-level keys of a block document and their lines, or undefined where the text is laid out otherwise. */
function blockSections(text: string): readonly Section[] | undefined {
  const sections: { key: string; start: number; end: number }[] = [];
  let start = text.startsWith('\u{feff}') ? 1 : 0;
  if (/^---[ \t]*\r?\n/.test(text.slice(start, start + 8))) start = text.indexOf('\n') + 1;
  for (; start < text.length; start = lineAfter(text, start)) {
    const first = text.charCodeAt(start);
    if (first === space && sections.length === 0) return undefined;
    if (first === space || first === newline || first === carriageReturn || first === hash) continue;
    const last = sections.at(-1);
    if (last && isDash(text, start)) continue;
    const key = /^([A-Za-z]+):(?=[ \r\n])/.exec(text.slice(start, start + 80))?.[1];
    if (key === undefined || sections.length > 20 || sections.some(section => section.key === key)) return undefined;
    if (last) last.end = start;
    sections.push({ key, start, end: text.length });
  }
  return sections.length > 0 ? sections : undefined;
}

const [space, newline, carriageReturn, hash, dash] = [32, 10, 13, 35, 45];

const lineAfter = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

const isDash = (text: string, at: number): boolean => {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === dash && (next === space || next === newline || next === carriageReturn);
};

function fromSections(text: string, sections: readonly Section[]): Stream {
  const find = (key: string) => sections.find(section => section.key === key);
  const readSection = (key: string): unknown => {
    const section = find(key);
    return section && (read(text, section, 0).value as Readonly<Record<string, unknown>>)[key];
  };
  checkKind(readSection('apiVersion'), readSection('kind'));
  const items = find('items');
  const results = find('results');
  const cutItems = items ? blockItems(text, items) : [];
  const resultItems = results && blockItems(text, results);
  if (!cutItems || (results && !resultItems)) return fromTree(text);
  return {
    text,
    items: cutItems,
    functionConfig: readSection('functionConfig'),
    results: () => readSection('results'),
    ...(results && { resultsRange: results }),
    ...(resultItems && { resultItems }),
    ...(items && { itemsRange: items }),
    layout: 'block',
    end: text.length,
    column: 0,
  };
}

/** The items of a block sequence, or undefined where it is laid out otherwise (flow, anchors, oddly indented). */
function blockItems(text: string, section: Section): readonly ItemText[] | undefined {
  const header = text.slice(section.start, lineAfter(text, section.start));
  if (/^\w+:[ \t]*(\[[ \t]*\]|null|~)?[ \t]*(#.*)?\r?\n?$/.exec(header)?.[1] !== undefined) {
    return onlyComments(text.slice(section.start + header.length, section.end)) ? [] : undefined;
  }
  if (!/^\w+:[ \t]*(#.*)?\r?\n?$/.test(header)) return undefined;
  const items: { start: number; end: number; column: number }[] = [];
  let indent = -1;
  for (let start = lineAfter(text, section.start); start < section.end; start = lineAfter(text, start)) {
    const column = indentOf(text, start);
    const first = text.charCodeAt(start + column);
    if (first === newline || first === carriageReturn || Number.isNaN(first) || first === hash) continue;
    if (indent === -1) indent = column;
    if (column > indent) continue;
    if (column < indent || !isDash(text, start + column)) return undefined;
    const last = items.at(-1);
    if (last) last.end = start;
    items.push({ start: start + column + 1, end: section.end, column: column + 1 });
  }
  return items;
}

const onlyComments = (text: string): boolean => text.split('\n').every(line => /^\s*(#.*)?$/.test(line));

const indentOf = (text: string, start: number): number => {
  let at = start;
  while (text.charCodeAt(at) === space) at++;
  return at - start;
};

/** Reads a piece of a stream. @throws InputError naming the line of the stream */
export function read(text: string, { start, end }: Range, column: number, what = 'stdin'): Tree {
  try {
    return readYaml(' '.repeat(column) + text.slice(start, end));
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    const line = text.slice(0, start + Math.max(0, error.offset - column)).split('\n').length;
    throw new InputError([`${what} can't be read: line ${line}: ${error.problem}`]);
  }
}

function fromTree(text: string): Stream {
  const tree = read(text, { start: 0, end: text.length }, 0);
  const { value } = tree;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError([`stdin is ${value === null ? 'empty' : 'no map'}; it must be a ResourceList`]);
  }
  const list = value as Readonly<Record<string, unknown>>;
  checkKind(list.apiVersion, list.kind);
  const items = list.items ?? [];
  if (!Array.isArray(items)) throw new InputError(['`items` of the ResourceList is no list; it must be one']);
  const root = tree.place([]);
  if (root?.kind !== 'map' || !root.map.lastEntry) throw new InputError(['stdin is no ResourceList']);
  const { flow, lastEntry } = root.map;
  return {
    text,
    items: items.map((_, i) => itemText(text, tree, i)),
    functionConfig: list.functionConfig,
    results: () => list.results,
    ...rangeOf(text, tree, 'results', flow, 'resultsRange'),
    ...rangeOf(text, tree, 'items', flow, 'itemsRange'),
    layout: flow ? 'flow' : 'block',
    end: flow ? lastEntry.end : blockEnd(text, lastEntry.end),
    column: root.map.column,
  };
}

const blockEnd = (text: string, at: number): number => (text[at - 1] === '\n' ? at : lineAfter(text, at));

function itemText(text: string, tree: Tree, index: number): ItemText {
  const place = tree.place(['items', index]);
  const range = place?.kind === 'map' ? place.map.range : place?.range;
  const { start, end } = range ?? { start: 0, end: 0 };
  const flow = place?.kind !== 'map' || place.map.flow;
  return { start, end, column: flow ? 0 : start - (text.lastIndexOf('\n', start - 1) + 1) };
}

function rangeOf(
  text: string,
  tree: Tree,
  key: string,
  flow: boolean,
  as: 'resultsRange' | 'itemsRange',
): Partial<Stream> {
  const entry = tree.entry(key);
  if (!entry) return {};
  const start = flow ? entry.start : text.lastIndexOf('\n', entry.start - 1) + 1;
  return { [as]: { start, end: flow ? entry.end : blockEnd(text, entry.end) } };
}

function checkKind(apiVersion: unknown, kind: unknown): void {
  if (kind === 'ResourceList' && versions.includes(String(apiVersion))) return;
  throw new InputError([
    `stdin is apiVersion '${String(apiVersion ?? '')}', kind '${String(kind ?? '')}'; it must be a ResourceList of ${versions.join(', ')}`,
  ]);
}
