import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import type { Path } from '../data/path';
import { asMap, asString, textOf, valueAt } from '../data/values';
import { hostEntries, keysOf, podReferenceFields, type ReferenceField, walk, workloadKinds } from '../kinds';
import type { Model, Workload } from '.';
import { ownership } from './owners';
import type { Resource } from './resource';
import { scopeOf } from './scope';

/** A reference by name from one resource to another, and what bears that name. */
export interface Link {
  readonly resource: Resource;
  readonly path: Path;
  readonly field: ReferenceField;
  /** What it names. */
  readonly kind: string;
  readonly name: string;
  /** The namespace in which that is looked for. */
  readonly namespace: string;
  /** The port that it asks for, by number or name. */
  readonly port?: number | string;
  /** The resources of that kind and name; several where two bear one identity. */
  readonly found: readonly Resource[];
}

/**
 * The references by name of the model's resources, as far as what they name could be seen: a namespace of its own that is not looked into, a
 * kind outside the tables or a provider's own word can't.
 */
export function linksOf({ resources, workloads }: Pick<Model, 'resources' | 'workloads'>): readonly Link[] {
  const ownerOf = ownership(resources);
  // An autoscaler that KEDA made of a ScaledObject is that one once more.
  const references = [...resources.flatMap(referencesOf), ...workloads.flatMap(referencesOfPods)];
  const referring = references.filter(({ resource }) => !ownerOf(resource));
  if (referring.length === 0) return [];
  const find = finderOf(resources);
  return referring.flatMap(({ resource, field, path, value }): Link[] => {
    const named = namedBy(resource, value, field);
    if (!named || !isSeen(resource, field, value, named)) return [];
    return [{ resource, path, field, ...named, found: find(resource, field, named, value) }];
  });
}

interface Reference extends Pick<Link, 'resource' | 'path' | 'field'> {
  readonly value: unknown;
}

const referencesOf = (resource: Resource): readonly Reference[] =>
  resource.rows.references.flatMap(field =>
    walk(resource.value, field.path).map(({ path, value }) => ({ resource, field, path, value })),
  );

function referencesOfPods({ resource, podSpecPath, row: { group, kind } }: Workload): readonly Reference[] {
  const podSpec = valueAt(resource.value, podSpecPath);
  return podReferenceFields.flatMap(of => {
    const field = { ...of, group, kind };
    return walk(podSpec, of.path).map(({ path, value }) => ({
      resource,
      field,
      path: [...podSpecPath, ...path],
      value,
    }));
  });
}

/** Finds what a reference names, of one package, by its present name or as it was authored. */
function finderOf(resources: readonly Resource[]) {
  const named = resources.flatMap(resource =>
    [...new Set([resource.name, resource.authoredName])].map(name => ({ resource, name })),
  );
  const inScope = grouped(named, ({ resource, name }) => compound(scopeOf(resource), `${resource.kind}/${name}`));
  const inPackage = grouped(named, ({ resource, name }) => compound(resource.package, `${resource.kind}/${name}`));
  const hosts = grouped(
    resources
      .filter(({ group, kind }) => group === hostEntries.group && kind === hostEntries.kind)
      .flatMap(resource =>
        walk(resource.value, hostEntries.path).map(({ value }) => ({ host: textOf(value), resource })),
      ),
    ({ host, resource }) => compound(resource.package, host),
  );
  return (
    from: Resource,
    field: ReferenceField,
    { kind, name, namespace }: NamedTarget,
    value: unknown,
  ): readonly Resource[] => {
    const here = inScope.get(compound(scopeOf({ package: from.package, namespace }), `${kind}/${name}`)) ?? [];
    // A namespace that a manifest says is that before its kustomization's.
    const isSaid = from.via.length > 0 && namespace !== from.namespace;
    const there = here.length === 0 && isSaid ? (inPackage.get(compound(from.package, `${kind}/${name}`)) ?? []) : here;
    const isTarget = (other: Resource) => field.to === 'workload' || other.group === (field.toGroup ?? '');
    const found = there.map(other => other.resource).filter(isTarget);
    const entries =
      field.spelled === 'host' && found.length === 0 ? (hosts.get(compound(from.package, textOf(value))) ?? []) : [];
    return [...found, ...entries.map(({ resource }) => resource)];
  };
}

/** What a reference names, whether it can be seen or not. */
export type NamedTarget = Pick<Link, 'kind' | 'name' | 'namespace' | 'port'>;

/** What the value at a reference's path names. */
export function namedBy(resource: Resource, value: unknown, field: ReferenceField): NamedTarget | undefined {
  const map = asMap(value);
  const spelled = asString(map ? map[field.name ?? 'name'] : value);
  if (spelled === undefined || spelled === '') return undefined;
  const kind = asString(map?.kind) ?? field.kindByDefault ?? (field.to === 'Service' ? 'Service' : undefined);
  const place = placeIn(spelled, field.spelled);
  if (kind === undefined || place === undefined) return undefined;
  const ports = [
    ...(field.ports ?? []).map(path => valueAt(map, keysOf(path))),
    ...(field.endpointPort === undefined ? [] : [valueAt(resource.value, keysOf(field.endpointPort))]),
    field.portByDefault,
  ];
  const port = ports.find(port => typeof port === 'number' || typeof port === 'string');
  const said = place.namespace ?? (field.across ? asString(map?.namespace) : undefined);
  return {
    kind,
    name: place.name,
    namespace: said ?? resource.namespace,
    ...(port !== undefined && { port: port as number | string }),
  };
}

/** Name and namespace of what is written; undefined for a host that is no Service's. Source: Istio, DestinationRule `host`. */
function placeIn(
  spelled: string,
  how: ReferenceField['spelled'],
): { readonly name: string; readonly namespace?: string } | undefined {
  const [first = '', second, ...more] = spelled.split(how === 'host' ? '.' : '/');
  if (how === undefined || second === undefined) return { name: spelled };
  if (how === 'host') return more.join('.') === 'svc.cluster.local' ? { name: first, namespace: second } : undefined;
  return more.length === 0 ? { name: second, namespace: first } : undefined;
}

/** True where the target would be among the resources of the referring one's namespace, or of one that it says, were it there. */
function isSeen(resource: Resource, field: ReferenceField, value: unknown, { kind, name, port }: NamedTarget): boolean {
  const { to, toGroup = '', across, never = [] } = field;
  const map = asMap(value);
  const namespace = asString(map?.namespace);
  if (!across && namespace !== undefined && namespace !== resource.namespace) return false;
  const group = asString(map?.group) ?? toGroup;
  if (to === 'Service') return kind === 'Service' && group === '' && port !== 'use-annotation' && isServiceName(name);
  if (to === 'workload') return workloadKinds.some(row => row.kind === kind) && kind !== 'Service';
  return kind === to && group === toGroup && !never.includes(name) && isName(name);
}

/** A name that a Service may bear: no host in DNS, nor another provider's (`api@internal`). Source: Service v1, `metadata.name`. */
const isServiceName = (name: string): boolean => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);

/** A name that most objects may bear. Source: Kubernetes documentation, "Object Names and IDs", DNS Subdomain Names. */
const isName = (name: string): boolean => /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name);
