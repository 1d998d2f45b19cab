import { type LabelFields, mergedConfigurations as merged, noFields } from './fields';
import type { Instance } from './instance';

/** What a directory has gathered, and the fields that its labels and names are written to. */
export interface Accumulated {
  readonly instances: readonly Instance[];
  readonly fields: LabelFields;
}

/** Nothing yet. */
export const none: Accumulated = { instances: [], fields: noFields };

/** What two directories have gathered. @throws PatchError where kustomize refuses their configurations together */
export const accumulated = (a: Accumulated, b: Accumulated): Accumulated => ({
  instances: [...a.instances, ...b.instances],
  fields: merged(a.fields, b.fields),
});
