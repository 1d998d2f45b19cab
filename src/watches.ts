import { grouped } from './grouping';
import { type ResourceSelectorField, resourceSelectorFieldsOf, walk } from './kinds';
import { type LabelSelector, matches } from './label-selector';
import { Reading } from './reading';
import { asList, asMap, type Path, type Resource, valueAt } from './resource';

/** A selector over the metadata labels of Services or Ingresses, and those that it selects. */
export interface Watch {
  readonly resource: Resource;
  readonly path: Path;
  readonly selector: LabelSelector;
  readonly selects: readonly Resource[];
  /** What it selected as authored, where sources tell. */
  readonly means?: readonly Resource[];
}

/**
 * The selectors over other resources than pods, and what they select in their package.
 * @throws InputError where a selector or labels are not what the API reference allows
 */
export function watchesOf(resources: readonly Resource[]): readonly Watch[] {
  const reading = new Reading();
  const byPackage = grouped(resources, resource => `${resource.package}\n${resource.group}/${resource.kind}`);
  const watches = resources.flatMap(resource =>
    resourceSelectorFieldsOf(resource).flatMap(field => {
      const candidates = byPackage.get(`${resource.package}\n${field.over.group}/${field.over.kind}`) ?? [];
      return walk(resource.value, field.path).flatMap(({ path, value }) => {
        if (!asMap(value)) return [];
        const selector = {
          matchLabels: reading.labels(resource, [...path, 'matchLabels']),
          matchExpressions: reading.expressions(resource, [...path, 'matchExpressions']),
        };
        const isSeen = namespacesOf(resource, field);
        const selects = candidates.filter(
          other => isSeen(other.namespace) && matches(selector, reading.labels(other, ['metadata', 'labels'])),
        );
        return [{ resource, path, selector, selects }];
      });
    }),
  );
  reading.throwProblems();
  return watches;
}

function namespacesOf(resource: Resource, { namespaces }: ResourceSelectorField): (namespace: string) => boolean {
  const field = asMap(valueAt(resource.value, namespaces.split('/')));
  if (field?.any === true) return () => true;
  const names = asList(field?.matchNames);
  return namespace => (names.length > 0 ? names.includes(namespace) : namespace === resource.namespace);
}
