import { fieldKey, type Path } from '../data/path';
import { remembered } from '../data/remembered';
import type { LabelEntry } from '../kustomize';
import { placeOf, type Resource } from '../model/resource';

/** Finds the label entry of a kustomization that wrote a label where it stands, the last one: no file of its own holds that. */
export const originOf = remembered((labelled: readonly LabelEntry[]) => {
  const written = new Map(
    labelled.flatMap(entry =>
      entry.writes
        .filter(({ before, path }) => before !== entry.labels[String(path.at(-1))])
        .map(({ place, path }) => [fieldKey(place, path), entry] as const),
    ),
  );
  return (resource: Resource, path: Path) => written.get(fieldKey(placeOf(resource), path));
});

/** The entries that wrote these labels where they stand. */
export const writersOf = (
  labelled: readonly LabelEntry[],
  resource: Resource,
  labels: Path,
  keys: readonly string[],
): readonly LabelEntry[] => {
  const originAt = originOf(labelled);
  return [...new Set(keys.flatMap(key => originAt(resource, [...labels, key]) ?? []))];
};
