import type { Path } from '../data/path';
import { asMap } from '../data/values';

/** `data` with another value at `path`; missing maps on the way are made. */
export function withValue(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) return data.map((element, i) => (i === key ? withValue(element, rest, value) : element));
  const map = asMap(data);
  return Object.assign(Object.create(null), map, { [key]: withValue(map?.[key], rest, value) });
}
