import { grouped } from '../data/grouped';
import type { Resource } from '../model/resource';
import { objectsOf } from './objects';

/** A file of a unit: what it holds, and the objects that it defines. */
export interface Manifest {
  readonly path: string;
  readonly resources: readonly Resource[];
  readonly objects: ReadonlySet<string>;
}

/** The files that hold the resources. What names no file is one stream, and as one file here. */
export function manifestsOf(resources: readonly Resource[]): readonly Manifest[] {
  return [...grouped(resources, ({ file }) => file?.path ?? '')].map(([path, held]) => ({
    path,
    resources: held,
    objects: new Set(held.flatMap(objectsOf)),
  }));
}

/** For files that are in conflict those that define one of their objects as well: they can't be applied together. */
export function conflictsOf(files: readonly Manifest[]): ReadonlyMap<Manifest, ReadonlySet<Manifest>> {
  const definitions = files.flatMap(file => [...file.objects].map(object => ({ object, file })));
  const conflicts = new Map<Manifest, Set<Manifest>>();
  for (const same of grouped(definitions, ({ object }) => object).values()) {
    if (same.length === 1) continue;
    for (const { file } of same) {
      const known = conflicts.get(file) ?? new Set();
      conflicts.set(file, known);
      for (const other of same) if (other.file !== file) known.add(other.file);
    }
  }
  return conflicts;
}

/** The words of a path: `overlays/web-dev.yaml` has `overlays`, `web`, `dev`. */
export const wordsOf = (path: string): ReadonlySet<string> =>
  new Set(
    path
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(word => word !== ''),
  );
