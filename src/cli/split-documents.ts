/** The text of one YAML document, and the line on which it begins, from 1. */
export interface DocumentText {
  readonly text: string;
  readonly line: number;
}

/** A line that ends a document before it; no scalar may hold one. Source: YAML 1.2, "c-forbidden". */
const begins = /^---(?=[ \t\r\n]|$)/;
/** A line that ends a document with itself. */
const ends = /^\.\.\.(?=[ \t\r\n]|$)/;
const directive = /^%/;
const empty = /^[ \t]*(?:#.*)?\r?\n?$/;

/** Cuts a file into its documents; what holds nothing but comments is none. Directives stay before their document. */
export function documentsIn(file: string): readonly DocumentText[] {
  const parts: { lines: string[]; line: number }[] = [{ lines: [], line: 1 }];
  let last = parts[0] as { lines: string[]; line: number };
  let number = 0;
  const open = (line: number) => {
    last = { lines: [], line };
    parts.push(last);
  };
  for (const line of linesOf(file)) {
    number++;
    if (begins.test(line) && !last.lines.every(isBeforeDocument)) open(number);
    last.lines.push(line);
    if (ends.test(line)) open(number + 1);
  }
  return parts
    .filter(({ lines }) => !lines.every(line => isBeforeDocument(line) || isBareMark(line)))
    .map(({ lines, line }) => ({ text: lines.join(''), line }));
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const isBeforeDocument = (line: string): boolean => empty.test(line) || directive.test(line);

const isBareMark = (line: string): boolean => /^(?:---|\.\.\.)[ \t]*(?:#.*)?\r?\n?$/.test(line);
