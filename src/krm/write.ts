import type { Splice } from './entries';
import type { ItemText } from './layout';
import { isOurs, type Result, section } from './results';
import { apply } from './splice';
import type { Stream } from './stream';
import type { Range } from './tree';

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
  checkItems(stream, changes, stream.again(text), omitItems);
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
  const { itemsRange, items, layout, end, column, text } = stream;
  const none = layout === 'block' ? `${' '.repeat(column)}items: []${newlineOf(text)}` : '"items": []';
  if (itemsRange) return omit && items.length > 0 ? [{ ...itemsRange, text: none }] : [];
  return layout === 'block' ? addSection(stream, none) : [{ start: end, end, text: `, ${none}` }];
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
