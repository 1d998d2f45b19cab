import { annotations } from '../config';
import { annotate, type Change, lineOf } from '../model/change';
import type { Finding } from '../model/finding';
import type { Resource } from '../model/resource';

/** The annotation by which a resource says that a check is wrong about it, beside those of which it says so already. */
export function ignoring(resource: Resource, check: string): Change {
  const before = resource.annotations[annotations.ignore];
  return annotate(resource, annotations.ignore, before === undefined ? check : `${before},${check}`);
}

/** What must be done, or else, where something else is so, the annotation that says that. */
export function orIgnored(
  resource: Resource,
  check: string,
  cure: string,
  otherwise: string,
): Required<Pick<Finding, 'todo' | 'advice'>> {
  const change = ignoring(resource, check);
  return { todo: `${cure}; ${otherwise}, annotation \`${lineOf(change)}\` must say so`, advice: [[change]] };
}
