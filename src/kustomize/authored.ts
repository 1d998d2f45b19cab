import type { Path } from '../data/path';
import { valueAt } from '../data/values';
import type { Resource } from '../model/resource';

/** What stands at `path` in the file that a resource comes from; for what was received as it is, there. */
export function asAuthored(resource: Resource, path: Path): unknown {
  return valueAt((resource.source ?? resource).value, path);
}
