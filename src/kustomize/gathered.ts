import { type Fields, together as merged, noFields } from './fields';
import type { Instance } from './instance';

/** What a directory has gathered, and the fields that its labels and names are written to. */
export interface Gathered {
  readonly instances: readonly Instance[];
  readonly fields: Fields;
}

/** Nothing yet. */
export const none: Gathered = { instances: [], fields: noFields };

/** What two directories have gathered. @throws PatchError where kustomize refuses their configurations together */
export const together = (a: Gathered, b: Gathered): Gathered => ({
  instances: [...a.instances, ...b.instances],
  fields: merged(a.fields, b.fields),
});
