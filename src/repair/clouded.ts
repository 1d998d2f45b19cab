import type { Model } from '../model';
import type { Problem } from '../model/input-error';
import { type Resource, sourcePlaceOf } from '../model/resource';
import { scopeOf } from '../model/scope';

/**
 * What must not be edited, because something in its scope can't be understood: a selector of which nothing is known may mean any of
 * its pods, and pods of which nothing is known may be what any of its selectors means. A source is clouded in all that is built of it.
 */
export function cloudedBy(
  problems: readonly Problem[],
  { resources }: Pick<Model, 'resources'>,
): (resource: Resource) => boolean {
  const clouding = problems.filter(({ severity }) => severity !== 'warning');
  if (clouding.length === 0) return () => false;
  if (clouding.some(isAnywhere)) return () => true;
  const scopes = new Set(clouding.flatMap(({ resource }) => (resource ? [scopeOf(resource)] : [])));
  const sources = new Set(
    clouding.flatMap(({ resource }) => (resource ? [sourcePlaceOf(resource.source ?? resource)] : [])),
  );
  const places = resources
    .filter(resource => scopes.has(scopeOf(resource)) || sources.has(sourcePlaceOf(resource.source ?? resource)))
    .map(resource => sourcePlaceOf(resource.source ?? resource));
  const clouded = new Set(places);
  return resource => clouded.has(sourcePlaceOf(resource.source ?? resource));
}

/** What can't be read at all may belong anywhere. */
const isAnywhere = ({ resource }: Problem): boolean => resource === undefined || resource.kind === '';
