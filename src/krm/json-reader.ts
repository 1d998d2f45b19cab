import { isPlainJson } from './json-keys';

/** The value of a JSON text as frozen data without prototypes; undefined where it is no JSON, or a key stands twice in one map. */
export function readJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isPlainJson(text, value) ? frozen(value) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen));
  const map: Record<string, unknown> = Object.create(null);
  for (const [key, child] of Object.entries(value)) map[key] = frozen(child);
  return Object.freeze(map);
}
