import { type Data, textOf } from '../data/values';
import { thaw } from './json-patch';
import { type MergeFields, type MergeShape, shapes } from './merge-keys';
import { PatchError } from './patch-error';

type Thawed = Record<string, unknown>;

const isMap = (value: unknown): value is Thawed => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) =>
  value === undefined || value === null || (isMap(value) && Object.keys(value).length === 0);
const sortOf = (value: unknown) => (Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'scalar');

/**
 * What kustomize's strategic merge patch (kyaml's merge2, new list elements first) makes of `target`; undefined where the
 * patch deletes it. Only apiVersion stays, whatever the patch says: whether kind, name and namespace may change is said
 * beside the patch.
 * @throws PatchError where kustomize refuses the patch
 */
export function strategicMerge(target: Data, patch: Data): Data | undefined {
  if (patch.$patch === 'replace') return target; // kustomize drops what merge2 makes of it
  return merge(thaw(target), Object.assign(thaw(patch), { apiVersion: target.apiVersion })) as Data | undefined;
}

/** Merges `patch` into `into`, which it changes. undefined: there is nothing any more. */
function merge(into: unknown, patch: unknown, known?: MergeShape): unknown {
  const shape = known ?? shapeOf(into) ?? shapeOf(patch);
  const some = into ?? patch ?? undefined;
  if (some === undefined) return patch === undefined ? into : undefined;
  const sort = sortOf(some);
  if (patch !== undefined && patch !== null && sortOf(patch) !== sort)
    throw new PatchError(`the patch has a ${sortOf(patch)} in place of a ${sort}`);
  if (sort === 'map') return mergeMaps(into as Thawed, patch as Thawed, shape);
  if (sort === 'list' && shape?.keys)
    return mergeLists(into as unknown[], patch as unknown[], shape.keys, shape.fields);
  return patch === undefined ? into : (patch ?? undefined);
}

const shapeOf = (value: unknown) =>
  isMap(value) ? shapes.get(`${textOf(value.apiVersion)}/${textOf(value.kind)}`) : undefined;

function mergeMaps(into: Thawed | undefined | null, patch: Thawed | undefined | null, shape?: MergeShape): unknown {
  if (patch === null) return undefined;
  const directive = patch && takeDirective(patch);
  if (directive === 'delete') return undefined;
  const merged = (directive === 'replace' ? patch : (into ?? patch)) as Thawed;
  for (const key of new Set([...Object.keys(merged), ...Object.keys(patch ?? {})])) {
    const value = merge(merged[key], patch?.[key], shape?.fields?.[key]);
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

function takeDirective(patch: Thawed): unknown {
  const { $patch } = patch;
  if (!Object.hasOwn(patch, '$patch')) return undefined;
  if (!['delete', 'merge', 'replace'].includes($patch as string))
    throw new PatchError(`unknown patch strategy '${$patch}'`);
  delete patch.$patch;
  return $patch;
}

/** The directive of a list is an element of its own: `- $patch: replace`. */
function takeListDirective(patch: unknown[]): unknown {
  const first = patch.find(element => isMap(element) && Object.hasOwn(element, '$patch')) as Thawed | undefined;
  if (!first || Object.keys(first).length > 1) return undefined;
  const directive = first.$patch;
  takeDirective(first);
  setElement(patch, undefined, ['$patch'], [text(directive)]);
  return directive;
}

type Lists = unknown[] | undefined | null;

function mergeLists(into: Lists, patch: Lists, keys: readonly string[], fields?: MergeFields): unknown {
  if (patch === null) return undefined;
  const directive = into && patch && takeListDirective(patch);
  if (directive === 'delete') return undefined;
  const merged = (directive === 'replace' ? patch : (into ?? patch)) as unknown[];
  if (keys.length === 0) return [...new Set([...(patch ?? []), ...merged])];
  return mergeElements(merged, patch, keys, { fields: fields ?? {} });
}

function mergeElements(into: unknown[], patch: Lists, keys: readonly string[], shape: MergeShape): unknown[] {
  const rows = rowsOf([...(patch ?? []), ...into], keys);
  if (rows.length === 0) return into;
  const used = keys.filter((_, i) => rows.some(row => row[i] !== ''));
  const columns = used.length > 0 ? used : keys;
  const merged: unknown[] = [];
  for (const row of rows) {
    const values = columns.map(key => row[keys.indexOf(key)] as string);
    const element = merge(findElement(into, columns, values), findElement(patch ?? [], columns, values), shape);
    if (isEmpty(element)) setElement(into, undefined, columns, values);
    else setElement(merged, element, columns, values);
  }
  for (const element of into) appendElement(merged, element, columns);
  return merged;
}

const text = (value: unknown) => (typeof value === 'object' || value === undefined ? '' : String(value));

/** The elements' values of `keys`, each once. A value that some elements leave out is taken from one that has it. */
function rowsOf(elements: readonly unknown[], keys: readonly string[]): string[][] {
  const all = elements.map(element => keys.map(key => (isMap(element) ? text(element[key]) : '')));
  const rows = [...new Map(all.map(row => [JSON.stringify(row), row])).values()];
  if (keys.length === 1) return rows;
  for (const [i, one] of rows.entries()) {
    for (const [j, other] of rows.entries()) {
      const agree = one.every((value, k) => value === other[k] || value === '' || other[k] === '');
      if (!agree || !one.some((value, k) => value === other[k])) continue;
      rows[i] = rows[j] = one.map((value, k) => value || (other[k] as string));
    }
  }
  return rows;
}

function findElement(elements: readonly unknown[], keys: readonly string[], values: readonly string[]): unknown {
  const given = keys.flatMap((key, i) => (values[i] === '' ? [] : [[key, values[i]] as const]));
  const found = (one: unknown) => given.every(([key, value]) => isMap(one) && text(one[key]) === value);
  return given.length === 0 ? undefined : elements.find(found);
}

/** Puts `element` in the place of those with the same values, or last; undefined removes them. */
function setElement(elements: unknown[], element: unknown, keys: readonly string[], values: readonly string[]): void {
  const matches = (one: Thawed, key: string, value: string) =>
    Object.hasOwn(one, key) && (value === '' || text(one[key]) === value);
  const same = (one: unknown) =>
    isMap(one) && values.length > 0 && values.every((value, i) => matches(one, keys[i] as string, value));
  const kept = elements.filter(one => !isEmpty(one) && (same(one) || values.length > 0));
  const changed = kept.flatMap(one => (!same(one) ? [one] : element === undefined ? [] : [element]));
  if (element !== undefined && !kept.some(same)) changed.push(element);
  elements.splice(0, elements.length, ...changed);
}

function appendElement(elements: unknown[], element: unknown, keys: readonly string[]): void {
  const values: string[] = [];
  for (const key of keys) {
    if (isMap(element) && element[key] !== undefined) values.push(text(element[key]));
    else elements.push(element);
  }
  if (keys.length > 1) setElement(elements, undefined, keys, values);
  setElement(elements, element, keys, values);
}
