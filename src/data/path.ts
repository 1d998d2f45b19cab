import { compound } from './compound';

/** Where a value stands inside an item: map keys and list positions from the item's root. */
export type Path = readonly (string | number)[];

/** A path as KRM results show it: `spec.ports[0].name`, `metadata.labels['app.kubernetes.io/component']`. */
export function formatPath(path: Path): string {
  const parts = path.map(key => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[\w-]+$/.test(key) ? `.${key}` : `['${key}']`;
  });
  return parts.join('').replace(/^\./, '');
}

/** One field among those of all items, as a key: where its item is, and its path there. */
export const fieldKey = (place: string, path: Path): string => compound(place, ...path);
