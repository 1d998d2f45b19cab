import type { Path } from '../data/path';
import { remembered } from '../data/remembered';
import { asMap, valueAt } from '../data/values';
import { walk } from '../kinds';
import { type Home, type Model, type Selector, selectorKey } from '../model';
import type { Resource } from '../model/resource';
import type { Root } from '.';

/** Where the labels of a selector are to be written. */
export function labelHomeOf(model: Pick<Model, 'homeOf'>, selector: Selector): Home | undefined {
  const { resource, labelsPath } = selector;
  return model.homeOf ? model.homeOf(selector) : { resource: resource.source ?? resource, path: labelsPath };
}

/**
 * Finds where the labels of a selector stand in the sources: in the resource's own file, or in that of a patch that brings or
 * rewrites them. Positions in lists may differ between source and build, so there the authored selector is looked for.
 */
export function homesIn(roots: readonly Root[]): (selector: Selector) => Home | undefined {
  const byDirectory = new Map(roots.map(root => [root.directory, root]));
  const authored = remembered(
    (root: Root) => new Map(root.withoutLabels().selectors.map(selector => [selectorKey(selector), selector])),
  );
  return selector => {
    const { resource, labelsPath, path } = selector;
    const { source, patches = [] } = resource;
    if (!source || resource.via.length === 0) return { resource: source ?? resource, path: labelsPath };
    const labels = path.length < labelsPath.length ? labelsPath.slice(path.length) : [];
    if (selector.role === 'own') return { resource: source, path: labelsPath };
    if (!path.some(key => typeof key === 'number')) {
      const rewriting = patches.find(patch => rewrites(patch, source, labelsPath));
      return { resource: rewriting ?? source, path: labelsPath };
    }
    const root = byDirectory.get(resource.via[0] ?? '');
    const original = root && authored(root).get(selectorKey(selector));
    const wanted = original && JSON.stringify(sorted(valueAt(original.resource.value, path)));
    if (wanted === undefined) return undefined;
    const field = path.map((key, i) => (typeof path[i + 1] === 'number' ? `${key}[]` : key));
    const spec = field.filter(key => typeof key === 'string').join('/');
    for (const holder of [source, ...patches]) {
      const same = walk(holder.value, spec).filter(({ value }) => JSON.stringify(sorted(value)) === wanted);
      const found =
        same.find(other => String(other.path) === String(path)) ?? (same.length === 1 ? same[0] : undefined);
      if (found) return { resource: holder, path: [...found.path, ...labels] };
    }
    return undefined;
  };
}

/** The patch replaces what the source asks for. */
function rewrites(patch: Resource, source: Resource, labelsPath: Path): boolean {
  const [patched, own] = [patch, source].map(({ value }) => asMap(valueAt(value, labelsPath)) ?? {});
  return Object.entries(patched ?? {}).some(([key, value]) => own?.[key] !== undefined && own[key] !== value);
}

/** Data with the keys of all maps in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  const map = asMap(value);
  return map
    ? Object.fromEntries(
        Object.entries(map)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, part]) => [key, sorted(part)]),
      )
    : value;
}
