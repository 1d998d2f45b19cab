import { type Document, isAlias, isMap, isSeq, LineCounter } from 'yaml';
import type { Path } from '../data/path';
import { parseDocuments } from './parse';
import { isMerge, keyOf, rangeOf } from './yaml-data';

/** A place in a text; line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Tells where the paths of one document stand. A path that is not there stands where the nearest value above it does;
 * the empty path stands at the document's first key.
 * @param text the document, which a reader has read before
 */
export function positionsIn(text: string): (path: Path) => Position {
  let known: { readonly document: Document.Parsed | undefined; readonly lines: LineCounter } | undefined;
  return path => {
    known ??= parsed(text);
    const { line, col } = known.lines.linePos(offsetOf(known.document, path));
    return { line, column: col };
  };
}

function parsed(text: string) {
  const lines = new LineCounter();
  for (let start = 0, end = -1; end !== 0; start = end) {
    lines.addNewLine(start);
    end = text.indexOf('\n', start) + 1;
  }
  return { document: parseDocuments(text)[0], lines };
}

/** A map's entry stands at its key, an element of a list at itself. */
function offsetOf(document: Document.Parsed | undefined, path: Path): number {
  let node: unknown = document?.contents;
  let at = rangeOf(node).start;
  for (const key of path) {
    if (isAlias(node) && document) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.findLast(one => !isMerge(one) && keyOf(one) === key);
      if (!pair) return at;
      at = rangeOf(pair.key).start;
      node = pair.value;
    } else if (isSeq(node) && node.items[Number(key)] !== undefined) {
      node = node.items[Number(key)];
      at = rangeOf(node).start;
    } else return at;
  }
  return at;
}
