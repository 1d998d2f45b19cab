import type { Path } from './path';

/** A map as it was read: frozen, without a prototype. */
export type Data = Readonly<Record<string, unknown>>;

/** The value at `path` in plain data, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

/** A map of texts, such as labels and annotations; what is no text becomes one, as kustomize does it. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(asMap(value) ?? {})) texts[key] = textOf(text ?? '');
  return Object.freeze(texts);
}

/** Any value as text: maps have no prototype, so `String` would throw on them. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Any value as a number; NaN where it is none. */
export function numberOf(value: unknown): number {
  return typeof value === 'object' ? Number.NaN : Number(value);
}

/** `value` as a map, or undefined where it is none. */
export function asMap(value: unknown): Data | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : undefined;
}

/** `value` as a list; empty where it is none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `value` as a string, or undefined where it is none. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
