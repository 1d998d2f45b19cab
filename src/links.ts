import { grouped } from './grouping';
import { keysOf, type ReferenceField, walk, workloadKinds } from './kinds';
import type { Model } from './model';
import { ownership } from './owned';
import { asMap, asString, type Path, type Resource, valueAt } from './resource';
import { scopeOf } from './workload';

/** A reference by name from one resource to another, and what bears that name. */
export interface Link {
  readonly resource: Resource;
  readonly path: Path;
  readonly field: ReferenceField;
  /** What it names. */
  readonly kind: string;
  readonly name: string;
  /** The port that it asks for, by number or name. */
  readonly port?: number | string;
  /** The resources of that kind and name; several where two bear one identity. */
  readonly found: readonly Resource[];
}

/**
 * The references by name of the model's resources, as far as what they name could be seen: a namespace of its own, a kind
 * outside the tables or a provider's own word can't.
 */
export function linksOf({ resources }: Pick<Model, 'resources'>): readonly Link[] {
  const ownerOf = ownership(resources);
  // An autoscaler that KEDA made of a ScaledObject is that one once more.
  const referring = resources.filter(resource => resource.rows.references.length > 0 && !ownerOf(resource));
  if (referring.length === 0) return [];
  const byName = grouped(
    resources.flatMap(resource =>
      [...new Set([resource.name, resource.authoredName])].map(name => ({ resource, name })),
    ),
    ({ resource, name }) => `${scopeOf(resource)}\n${resource.kind}/${name}`,
  );
  return referring.flatMap(resource =>
    resource.rows.references.flatMap(field =>
      walk(resource.value, field.path).flatMap(({ path, value }): Link[] => {
        const named = namedBy(resource, value, field);
        if (!named || !isSeen(resource, field, value, named)) return [];
        const found = byName.get(`${scopeOf(resource)}\n${named.kind}/${named.name}`) ?? [];
        const isTarget = (other: Resource) => field.to === 'workload' || other.group === '';
        return [{ resource, path, field, ...named, found: found.map(other => other.resource).filter(isTarget) }];
      }),
    ),
  );
}

/** What a reference names, whether it can be seen or not. */
export type Named = Pick<Link, 'kind' | 'name' | 'port'>;

/** What the value at a reference's path names. */
export function namedBy(resource: Resource, value: unknown, field: ReferenceField): Named | undefined {
  const map = asMap(value);
  const name = asString(map ? map[field.name ?? 'name'] : value);
  if (name === undefined || name === '') return undefined;
  const kind = asString(map?.kind) ?? field.kindByDefault ?? (field.to === 'Service' ? 'Service' : undefined);
  if (kind === undefined) return undefined;
  const ports = [
    ...(field.ports ?? []).map(path => valueAt(map, keysOf(path))),
    ...(field.endpointPort === undefined ? [] : [valueAt(resource.value, keysOf(field.endpointPort))]),
  ];
  const port = ports.find(port => typeof port === 'number' || typeof port === 'string');
  return { kind, name, ...(port !== undefined && { port: port as number | string }) };
}

/** True where the target would be among the resources of the referring one's namespace, were it there. */
function isSeen(resource: Resource, { to }: ReferenceField, value: unknown, { kind, name, port }: Named): boolean {
  const map = asMap(value);
  const namespace = asString(map?.namespace);
  if (namespace !== undefined && namespace !== resource.namespace) return false;
  const group = asString(map?.group) ?? '';
  if (to === 'Service') return kind === 'Service' && group === '' && port !== 'use-annotation' && isServiceName(name);
  return workloadKinds.some(row => row.kind === kind) && kind !== 'Service';
}

/** A name that a Service may bear: no host in DNS, nor another provider's (`api@internal`). Source: Service v1, `metadata.name`. */
const isServiceName = (name: string): boolean => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
