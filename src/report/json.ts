import type { Located, Report } from './report';

/** The KRM results; tag `line` says where in the file a result stands. */
export function json({ located }: Report): string {
  return `${JSON.stringify({ results: located.map(resultOf) }, null, 2)}\n`;
}

function resultOf({ result, at }: Located): unknown {
  return at?.line === undefined ? result : { ...result, tags: { ...result.tags, line: String(at.line) } };
}
