/** The offset behind the line break of the line in which `at` stands; `at` itself where it is a line's start. */
export function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** The line break of the line in which `at` stands. */
export function newlineOf(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.indexOf('\n') : newline;
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}
