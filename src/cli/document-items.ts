import { asMap, textOf, textsOf, valueAt } from '../data/values';
import { type KindTable, noRows } from '../kinds';
import { isKustomizationFile, keys } from '../krm/classify';
import { withValue } from '../kustomize/with-value';
import { groupVersionOf } from '../model/resource';
import type { Document } from './documents';

/** The key under which `kpt fn source` sends a document that is a list: a file of JSON patches. */
const listKey = 'bareSeqNodeWrappingKey';

/** A document as `kpt fn source` would send it: with the annotations that say where it is stored. */
export function itemOf({ path, index, value, isMarked }: Document): unknown {
  if (isMarked) return value;
  const map = Array.isArray(value) ? { [listKey]: value } : value;
  const { [keys.kustomizeId]: _, [keys.packagePath]: __, ...own } = textsOf(valueAt(map, ['metadata', 'annotations']));
  const annotations = { ...own, [keys.path[0]]: path, [keys.index[0]]: String(index) };
  return withValue(map, ['metadata', 'annotations'], annotations);
}

/** True for what has a kind and an API version, and for kustomization files, which need neither. */
export function isObject({ path, value, isUnread }: Document): boolean {
  if (isUnread) return false;
  const map = asMap(value);
  const hasKind = typeof map?.kind === 'string' && map.kind !== '' && typeof map.apiVersion === 'string';
  return hasKind || (map !== undefined && isKustomizationFile(path));
}

/**
 * True for what may be applied: an object with a name, a list, or of a kind that matters; and for kustomization files. What has none is a configuration of some program.
 */
export function isResource(document: Document, { rowsOf }: KindTable): boolean {
  if (!isObject(document)) return false;
  const { kind, apiVersion, items, metadata } = asMap(document.value) ?? {};
  const [group] = groupVersionOf(apiVersion);
  const { name, generateName } = asMap(metadata) ?? {};
  const isTabled = rowsOf({ group, kind: textOf(kind) }) !== noRows;
  return Boolean(name || generateName) || Array.isArray(items) || isTabled || isKustomizationFile(document.path);
}

/** How many Kubernetes objects a document holds: a list holds those that it lists. */
export function objectCount({ value }: Document): number {
  const { kind, items } = asMap(value) ?? {};
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.length : 1;
}
