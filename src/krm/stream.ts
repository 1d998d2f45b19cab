import { textOf } from '../data/values';
import { InputError } from '../model/input-error';
import { blockItems, blockSections, endsWithinBlockScalar, type ItemText, lineAfter, type TopLevelKey } from './layout';
import { type Range, type Tree, UnreadableText } from './tree';
import { type ReadAs, readYaml } from './yaml-reader';

/** A ResourceList, cut into pieces and not yet read. */
export interface Stream {
  readonly text: string;
  readonly items: readonly ItemText[];
  /** Reads the value of `functionConfig`; undefined where there is none. @throws InputError where it can't be read */
  readonly functionConfig: () => unknown;
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
  /** Cuts a text as this one was cut. */
  readonly again: (text: string) => Stream;
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

function fromSections(text: string, sections: readonly TopLevelKey[]): Stream {
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
    functionConfig: () => readSection('functionConfig'),
    results: () => readSection('results'),
    ...(results && { resultsRange: results }),
    ...(resultItems && { resultItems }),
    ...(items && { itemsRange: items }),
    layout: 'block',
    end: text.length,
    column: 0,
    again: cut,
  };
}

/** Reads a piece of a stream. @throws InputError naming the line of the stream */
export function read(
  text: string,
  { start, end }: Range,
  column: number,
  what = 'stdin',
  as: ReadAs = 'manifest',
): Tree {
  try {
    return readYaml(' '.repeat(column) + text.slice(start, end), as);
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
  const lastEntry = root?.kind === 'map' ? root.map.entries.at(-1) : undefined;
  if (root?.kind !== 'map' || !lastEntry) throw new InputError(['stdin is no ResourceList']);
  const { flow } = root.map;
  return {
    text,
    items: items.map((_, i) => itemText(text, tree, i)),
    functionConfig: () => list.functionConfig,
    results: () => list.results,
    ...rangeOf(text, tree, 'results', flow, 'resultsRange'),
    ...rangeOf(text, tree, 'items', flow, 'itemsRange'),
    layout: flow ? 'flow' : 'block',
    end: flow ? lastEntry.end : blockEnd(text, lastEntry.end),
    column: root.map.column,
    again: whole,
  };
}

/** The stream of a text that is read as a whole, however it is laid out. @throws InputError where it is no ResourceList */
export const whole = fromTree;

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
  if (kind === 'ResourceList' && versions.includes(textOf(apiVersion))) return;
  throw new InputError([
    `stdin is apiVersion '${textOf(apiVersion ?? '')}', kind '${textOf(kind ?? '')}'; it must be a ResourceList of ${versions.join(', ')}`,
  ]);
}
