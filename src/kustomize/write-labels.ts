import { asMap, type Data, groupVersionOf, type Path } from '../resource';
import type { LabelField } from './label-fields';
import { PatchError } from './patch-error';
import { withValue } from './with-value';

/** An object with labels written, and every place at which one was. */
export interface Labelled {
  readonly value: Data;
  readonly written: readonly Path[];
}

/** `object` with the labels written to every field that applies to it, as kustomize's label transformer writes them. */
export function writeLabels(
  object: Data,
  labels: Readonly<Record<string, string>>,
  fields: readonly LabelField[],
): Labelled {
  let value = object;
  const written: Path[] = [];
  for (const { path, create = false } of fields.filter(field => appliesTo(field, object))) {
    if (steps(path).includes('')) throw new PatchError(`field path '${path}' has an empty step`);
    for (const place of placesOf(value, steps(path), create)) {
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

/** `a/b\/c` is `a`, then `b/c`. */
const steps = (path: string): string[] => path.split(/(?<!\\)\//).map(step => step.replaceAll('\\/', '/'));

/** The maps to which `path` leads, through lists as well; with `create` also those that are missing. */
function placesOf(value: unknown, path: readonly string[], create: boolean): Path[] {
  const [step, ...rest] = path;
  if (step !== undefined && Array.isArray(value)) {
    return value.flatMap((element, i) => placesOf(element, path, create).map(place => [i, ...place]));
  }
  const map = asMap(value);
  if (!map || step === undefined) return map ? [[]] : [];
  const key = step.replace(/\[\]$/, '');
  const creates = create && key === step;
  const child = (Object.hasOwn(map, key) ? map[key] : undefined) ?? (creates ? {} : undefined);
  return placesOf(child, rest, create).map(place => [key, ...place]);
}
