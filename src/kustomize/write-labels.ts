import type { Path } from '../data/path';
import type { Data } from '../data/values';
import { groupVersionOf } from '../model/resource';
import { placesOf } from './field-places';
import type { LabelField } from './label-fields';
import { withValue } from './with-value';

/** An object with labels written, and every place at which one was. */
export interface WithLabels {
  readonly value: Data;
  readonly written: readonly Path[];
}

/** `object` with the labels written to every field that applies to it, as kustomize's label transformer writes them. */
export function writeLabels(
  object: Data,
  labels: Readonly<Record<string, string>>,
  fields: readonly LabelField[],
): WithLabels {
  let value = object;
  const written: Path[] = [];
  for (const field of fields.filter(each => appliesTo(each, object))) {
    for (const place of placesOf(value, field, 'a map')) {
      for (const [key, label] of Object.entries(labels)) {
        value = withValue(value, [...place, key], label) as Data;
        written.push([...place, key]);
      }
    }
  }
  return { value, written };
}

/** True where a field of kustomize's configuration is about objects of this kind. An empty part means any. */
export function appliesTo({ group, version, kind }: Omit<LabelField, 'path'>, object: Data): boolean {
  const [actualGroup, actualVersion] = groupVersionOf(object.apiVersion);
  return (
    (!kind || kind === object.kind) && (!group || group === actualGroup) && (!version || version === actualVersion)
  );
}
