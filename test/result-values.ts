import type { Result } from './cases';
import type { Item } from './every-input';

/** `spec.ports[0].name`, `metadata.labels['a/b']` as its steps. */
const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = '']) =>
    index === undefined ? (quoted ?? key) : Number(index),
  );

const at = (item: Item, path: string): unknown => stepsOf(path).reduce((value, step) => value?.[step], item);

/** The items that a result may be about: two may bear one name. */
function about({ resourceRef, file }: Result, items: readonly Item[]): number[] {
  return items.flatMap((item, i) => {
    const annotations = item?.metadata?.annotations ?? {};
    const path = annotations['config.kubernetes.io/path'];
    const isThere = file === undefined || path === undefined || path === file.path;
    const isList = item?.kind?.endsWith('List') === true;
    const isNamed =
      resourceRef === undefined ||
      (item?.kind === resourceRef.kind &&
        (item?.metadata?.name ?? '') === (resourceRef.name ?? '') &&
        (item?.metadata?.namespace ?? '') === (resourceRef.namespace ?? ''));
    return isThere && (isList || isNamed) ? [i] : [];
  });
}

/** A value as text, with the keys of maps in one order. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** How many values results show, and those that stand nowhere. */
export interface Shown {
  readonly currentValue: number;
  readonly proposedValue: number;
  readonly wrong: readonly string[];
}

/**
 * Looks up every value of the results: `currentValue` must stand at the path in the item that came, `proposedValue` in what mode Fix leaves
 * of it, so that whoever writes it there gets what Fix writes.
 */
export function shownBy(results: readonly Result[], came: readonly Item[], fixed: readonly Item[]): Shown {
  const shown = { currentValue: 0, proposedValue: 0, wrong: [] as string[] };
  for (const result of results) {
    const { field, tags } = result;
    if (!field) continue;
    const look = (key: 'currentValue' | 'proposedValue', items: readonly Item[]) => {
      if (field[key] === undefined) return;
      shown[key]++;
      const found = about(result, came).map(i => inOrder(at(items[i], field.path)));
      if (found.includes(inOrder(field[key]))) return;
      shown.wrong.push(`${tags.check} ${field.path}: ${key} ${inOrder(field[key])}, but there stands ${found}`);
    };
    look('currentValue', came);
    look('proposedValue', fixed);
  }
  return shown;
}
