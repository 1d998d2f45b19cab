import { compareText } from '../data/compare-text';
import { compound } from '../data/compound';
import type { Path } from '../data/path';
import { asString, type Data } from '../data/values';
import type { Rows } from '../kinds';
import type { Package } from './scope';

/** Where kpt says that a resource is stored. Absent where the host invents paths (kustomize). */
export interface File {
  readonly path: string;
  readonly index?: number;
}

/**
 * One Kubernetes object of the input. Its place (`item`, and `listPath` inside a `List`) is its identity: two objects may bear
 * one apiVersion, kind, namespace and name in two files.
 */
export interface Resource {
  readonly item: number;
  readonly listPath: Path;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** What the tables say of its kind. */
  readonly rows: Rows;
  readonly namespace: string;
  readonly name: string;
  /** The name before kustomize's prefixes and suffixes, where the host tells it; else `name`. */
  readonly authoredName: string;
  /** All that it was called, as authored first, where kustomizations renamed it. */
  readonly formerNames?: readonly string[];
  /** The namespaces in which it stood for kustomize, where the host tells it: references to it there are not written anew yet. */
  readonly formerNamespaces?: readonly string[];
  /** What it is applied with. */
  readonly package: Package;
  readonly file?: File;
  /** The kustomizations through which a source comes to be what `value` says, the root first; empty for what was received so. */
  readonly via: readonly string[];
  /** The resource as it was received, where `value` is what kustomizations make of it, or where it stands beside several alternatives. */
  readonly source?: Resource;
  /** The first file of the alternative that it stands beside here, where it belongs to each of several. */
  readonly beside?: string;
  /** Keys that its kustomizations write into pod templates or selectors. */
  readonly commonLabels?: readonly string[];
  /** The files of strategic-merge patches that `value` comes from as well, the last one first. */
  readonly patches?: readonly Resource[];
  readonly annotations: Readonly<Record<string, string>>;
  /** Of a kustomization: keys that stand twice in one map, of which the last one counts. */
  readonly twice?: readonly string[];
  readonly value: Data;
}

/** `Deployment/web`, as users refer to a resource. */
export function refOf(resource: Pick<Resource, 'kind' | 'name'>): string {
  return `${resource.kind}/${resource.name}`;
}

/** The values in the order of their resources' kinds, namespaces and names: hosts send one input in orders of their own. */
export function inOrderOfNames<T>(values: readonly T[], resourceOf: (value: T) => Resource): readonly T[] {
  const keyed = values.map(value => {
    const { kind, namespace, name } = resourceOf(value);
    return { value, key: [kind, namespace, name].join('\n') };
  });
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ value }) => value);
}

/** What Kubernetes would call one object, in whatever API version: two resources that share it can't both exist in a cluster. */
export function identityOf(
  resource: Pick<Resource, 'group' | 'kind' | 'namespace' | 'name' | 'package' | 'rows'>,
): string {
  return compound(resource.package, currentGroupOf(resource), resource.kind, resource.namespace, resource.name);
}

/** The API group that holds the kind today: old clusters held some in another one. */
function currentGroupOf({ group, rows }: Pick<Resource, 'group' | 'rows'>): string {
  const all = [rows.workloads, rows.selectors, rows.watches, rows.references].flat();
  return all.find(row => row.group !== group && row.formerGroups?.includes(group))?.group ?? group;
}

/** Tells a resource from all others: its place in the input, and the kustomizations that it came through. */
export function placeOf({ via, beside, ...resource }: Pick<Resource, 'item' | 'listPath' | 'via' | 'beside'>): string {
  return [...via, ...(beside === undefined ? [] : [beside]), sourcePlaceOf(resource)].join(' > ');
}

/** What it is built or seen in, as users know it: a root, or the alternative that it stands beside; undefined where there is no choice. */
export function settingOf({ via: [root], beside }: Pick<Resource, 'via' | 'beside'>): string | undefined {
  return root ?? beside;
}

/** A resource's place in the input. */
export function sourcePlaceOf({ item, listPath }: Pick<Resource, 'item' | 'listPath'>): string {
  return [item, ...listPath].join('.');
}

/** Group and version of an `apiVersion`: `apps/v1` is `apps` and `v1`, `v1` has the empty group. */
export function groupVersionOf(apiVersion: unknown): readonly [string, string] {
  const [first = '', second] = (asString(apiVersion) ?? '').split('/');
  return second === undefined ? ['', first] : [first, second];
}
