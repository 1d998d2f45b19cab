import type { Path } from '../data/path';
import { asString, valueAt } from '../data/values';
import type { Labels } from '../labels/label-selector';
import { placeOf, type Resource } from '../model/resource';
import type { Wrote } from './apply-step';
import type { Instance } from './instance';
import type { PatchStep } from './steps';

/** What one label entry of a kustomization writes in the build of a root: `commonLabels`, one of `labels`, a transformer. */
export interface LabelEntry {
  /** The kustomization, as it comes into its root. */
  readonly kustomization: Resource;
  /** Where the entry stands in it. */
  readonly entry: Path;
  readonly labels: Labels;
  /** What it writes, the metadata of whole objects aside, but for those of Pods. */
  readonly writes: readonly LabelWrite[];
  /** What brings or changes resources of its root that can't be seen. */
  readonly unseen?: string;
}

/** A label at one place of one resource of the root, as an entry finds it. */
export interface LabelWrite {
  /** The resource's place in its root. */
  readonly place: string;
  /** Where the label stands, its key last. */
  readonly path: Path;
  /** What stood there; absent where nothing did. */
  readonly before?: string;
  /** The patch of the same kustomization that had put it there, or removed it. */
  readonly patch?: PatchStep;
  /** It shares a node with the object's own label: who writes that writes this. See cells.ts. */
  readonly isBound?: true;
}

/** A patch of the layer, with what it was applied to and what it made of that. */
export interface Applied {
  readonly step: PatchStep;
  readonly before: readonly Instance[];
  readonly after: readonly Instance[];
}

/** Takes note of what a label entry writes, in a layer to which these patches were applied. */
export function writesTo(applied: readonly Applied[]): {
  readonly note: Wrote;
  readonly writes: readonly LabelWrite[];
} {
  const changes = applied.map(changesOf).reverse();
  const writes: LabelWrite[] = [];
  const note: Wrote = (instance, paths) => {
    const place = placeIn(instance);
    for (const path of distinct(paths)) {
      const before = asString(valueAt(instance.value, path));
      const last = changes.find(({ changed }) => changed(place, path));
      const patch = last?.after(place, path) === before ? last?.step : undefined;
      const isBound = isBoundIn(instance, path);
      writes.push({
        place,
        path,
        ...(before !== undefined && { before }),
        ...(patch && { patch }),
        ...(isBound && { isBound }),
      });
    }
  };
  return { note, writes };
}

/** What a patch changed: labels before and after it, by place. */
function changesOf({ step, before, after }: Applied) {
  const untouched = new Set(before);
  const patched = new Map(after.flatMap(now => (untouched.has(now) ? [] : [[placeIn(now), now] as const])));
  const previous = new Map(before.flatMap(was => (patched.has(placeIn(was)) ? [[placeIn(was), was] as const] : [])));
  const labelIn = (instances: ReadonlyMap<string, Instance>) => (place: string, path: Path) =>
    asString(valueAt(instances.get(place)?.value, path));
  const [was, is] = [labelIn(previous), labelIn(patched)];
  return {
    step,
    after: is,
    changed: (place: string, path: Path) => patched.has(place) && was(place, path) !== is(place, path),
  };
}

function isBoundIn({ cells }: Instance, path: Path): boolean {
  const isAt = (wanted: Path) => (other: Path) => JSON.stringify(other) === JSON.stringify(wanted);
  const own = isAt(['metadata', 'labels', path.at(-1) ?? '']);
  return !own(path) && cells.some(cell => cell.some(own) && cell.some(isAt(path)));
}

const placeIn = ({ source, via }: Instance): string => placeOf({ ...source, via });

/** Several fields of kustomize's configuration may lead to one place. */
const distinct = (paths: readonly Path[]): Iterable<Path> =>
  new Map(paths.map(path => [JSON.stringify(path), path])).values();
