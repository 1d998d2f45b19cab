import type { LabelFields } from './apply-step';
import type { Instance } from './instance';
import { defaultLabelFields, labelSections } from './label-fields';

/** What a directory has gathered, and the fields that its labels are written to. */
export interface Gathered {
  readonly instances: readonly Instance[];
  readonly fields: LabelFields;
}

/** Nothing, with kustomize's own configuration. */
export const none: Gathered = { instances: [], fields: defaultLabelFields };

/** What two directories have gathered. */
export function together(a: Gathered, b: Gathered): Gathered {
  return { instances: [...a.instances, ...b.instances], fields: withFields(a.fields, b.fields) };
}

/** The fields of both configurations. */
export function withFields(known: LabelFields, more: LabelFields): LabelFields {
  if (more === defaultLabelFields) return known;
  return Object.fromEntries(
    labelSections.map(section => [section, [...new Set([...known[section], ...more[section]])]]),
  ) as unknown as LabelFields;
}
