import type { Range } from './tree';

/** Where one item stands: `[start, end)` of the stream's text, its first character in `column`. */
export interface ItemText extends Range {
  readonly column: number;
}

/** The text's last line has no line break and stands in a block scalar: any line behind it would add one to the value. */
export function endsWithinBlockScalar(text: string): boolean {
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

/** A top-level key and its lines. */
export interface TopLevelKey extends Range {
  readonly key: string;
}

/** The top-level keys of a block document and their lines, or undefined where the text is laid out otherwise. */
export function blockSections(text: string): readonly TopLevelKey[] | undefined {
  const sections: { key: string; start: number; end: number }[] = [];
  let start = text.startsWith('\u{feff}') ? 1 : 0;
  if (/^---[ \t]*\r?\n/.test(text.slice(start, start + 8))) start = text.indexOf('\n') + 1;
  for (; start < text.length; start = lineAfter(text, start)) {
    const first = text.charCodeAt(start);
    if (first === space && sections.length === 0) return undefined;
    if (first === space || first === newline || first === carriageReturn || first === hash) continue;
    const last = sections.at(-1);
    if (last && (isDash(text, start) || isFlowEnd(first))) continue;
    const key = /^([A-Za-z]+):(?=[ \r\n])/.exec(text.slice(start, start + 80))?.[1];
    if (key === undefined || sections.length > 20 || sections.some(section => section.key === key)) return undefined;
    if (last) last.end = start;
    sections.push({ key, start, end: text.length });
  }
  return sections.length > 0 ? sections : undefined;
}

const [space, newline, carriageReturn, hash, dash] = [32, 10, 13, 35, 45];

/** The end of a flow collection, which kpt writes at the margin where the collection holds a comment. */
const isFlowEnd = (code: number): boolean => code === 93 || code === 125;

/** The offset of the line behind the one in which `at` stands. */
export const lineAfter = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

const isDash = (text: string, at: number): boolean => {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === dash && (next === space || next === newline || next === carriageReturn);
};

/** The items of a block sequence, or undefined where it is laid out otherwise (flow, anchors, oddly indented). */
export function blockItems(text: string, section: TopLevelKey): readonly ItemText[] | undefined {
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
    if (column > indent || isFlowEnd(first)) continue;
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
