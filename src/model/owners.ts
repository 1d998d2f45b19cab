import { compound } from '../data/compound';
import { asList, asMap, asString } from '../data/values';
import type { Resource } from './resource';
import { type Scope, scopeOf } from './scope';

/** Tells what a controller among the resources made, as in an export of a cluster: it is its owner's, and made anew from that. */
export function ownership(resources: readonly Resource[]): (resource: Resource) => Resource | undefined {
  const owned = resources.some(({ value }) => asMap(value.metadata)?.ownerReferences !== undefined);
  if (!owned) return () => undefined;
  const keyOf = (scope: Scope, kind: string, name: string) => compound(scope, `${kind}/${name}`);
  const byName = new Map(resources.map(r => [keyOf(scopeOf(r), r.kind, r.name), r]));
  return resource => {
    const [owner] = asList(asMap(resource.value.metadata)?.ownerReferences)
      .map(asMap)
      .filter(reference => reference?.controller === true);
    return owner && byName.get(keyOf(scopeOf(resource), asString(owner.kind) ?? '', asString(owner.name) ?? ''));
  };
}
