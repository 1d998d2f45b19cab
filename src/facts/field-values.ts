import type { Path } from '../data/path';
import { valueAt } from '../data/values';
import { withValue } from '../kustomize/with-value';
import type { Edit } from '../model/edit';
import type { Diagnostic, Finding } from '../model/finding';
import type { Resource } from '../model/resource';

/**
 * The finding with what mode Fix would leave at its path; `edits` are those of its resource. Path and value belong together: whoever
 * applies a result writes the value at the path. Source: KRM Functions Specification, "Result", `field.proposedValue`.
 */
export function withProposedValue<F extends Finding>(finding: F, edits: readonly Edit[]): F {
  const { resource, path = [] } = finding;
  if (!resource || path.length === 0) return finding;
  const within = edits.filter(edit => path.every((key, i) => edit.path[i] === key));
  if (within.length === 0) return finding;
  const proposedValue = within.reduce<unknown>(
    (value, edit) => withValue(value, edit.path.slice(path.length), edit.proposedValue),
    standingAt(resource, path),
  );
  return { ...finding, proposedValue };
}

/** The finding with what stands at its path in the item that came. */
export function withCurrentValue<F extends Finding>(finding: F): F & Pick<Diagnostic, 'currentValue'> {
  const { resource, path = [], isPlace } = finding;
  const currentValue = resource && path.length > 0 && !isPlace ? standingAt(resource, path) : undefined;
  return currentValue === undefined ? finding : { ...finding, currentValue };
}

/** What kustomizations make of an item has no place of its own: results are about the item. */
const standingAt = (resource: Resource, path: Path): unknown => valueAt((resource.source ?? resource).value, path);
