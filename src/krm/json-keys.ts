/** False where the parser dropped a key of the text: it stands twice in one map. */
export function isPlainJson(text: string, value: unknown): boolean {
  return keysIn(text) === keysOf(value);
}

/** Strings before a colon. */
function keysIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)) if (colon) count++;
  return count;
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + keysOf(child), own);
}
