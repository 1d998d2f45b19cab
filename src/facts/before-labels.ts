import { fieldKey, type Path } from '../data/path';
import type { LabelEntry, LabelWrite } from '../kustomize';
import { isEmpty, type Labels, matches } from '../labels/label-selector';
import type { Selector, Workload } from '../model';
import { placeOf, type Resource } from '../model/resource';

/** Pods and selectors as they are, but for labels that an entry wrote: these stand as the entry found them. */
export interface Unwritten {
  /** What the entry did to the pods of a workload; undefined where it did not write there. */
  readonly writeTo: (workload: Workload, key: string) => LabelWrite | undefined;
  /** What the entry did to a selector. */
  readonly writeInto: (selector: Selector, key: string) => LabelWrite | undefined;
  /** The labels of the workload's pods. */
  readonly podLabels: (workload: Workload) => Labels;
  /** The selector as it asked; undefined where it asked for nothing and so selected nothing (Services), or can't be so (workloads). */
  readonly asked: (selector: Selector) => Selector | undefined;
  /** Whether the selector would select the workload, which is in its scope. */
  readonly selects: (selector: Selector, workload: Workload) => boolean;
}

/**
 * The state without what `entry` wrote as `keys`: all of it, or, had it written metadata alone, what stands as it was written.
 * The metadata of a Pod are the labels of pods.
 */
export function unwritten(
  { writes, labels }: LabelEntry,
  keys: readonly string[],
  which: 'all' | 'but metadata' = 'all',
): Unwritten {
  const ours = writes.filter(({ path }) => keys.includes(String(path.at(-1))));
  const byPlace = new Map(ours.map(write => [fieldKey(write.place, write.path), write]));
  const writeAt = (resource: Resource, path: Path, key: string) =>
    byPlace.get(fieldKey(placeOf(resource), [...path, key]));
  const found = (resource: Resource, path: Path, present: Labels): Labels => {
    const before: Record<string, string> = Object.assign(Object.create(null), present);
    for (const key of keys) {
      const write = writeAt(resource, path, key);
      if (!write || (which === 'but metadata' && (isMetadata(write) || present[key] !== labels[key]))) continue;
      if (write.before === undefined) delete before[key];
      else before[key] = write.before;
    }
    return before;
  };
  const podLabels = ({ resource, podLabelsPath, podLabels: present }: Workload) =>
    found(resource, podLabelsPath, present);
  const asked = (selector: Selector): Selector | undefined => {
    const { resource, labelsPath, form, role } = selector;
    const before = { ...selector.asks, matchLabels: found(resource, labelsPath, selector.asks.matchLabels) };
    const isNone = isEmpty(before) && (form === 'map' || role === 'own');
    return isNone ? undefined : { ...selector, asks: before };
  };
  return {
    writeTo: ({ resource, podLabelsPath }, key) => writeAt(resource, podLabelsPath, key),
    writeInto: ({ resource, labelsPath }, key) => writeAt(resource, labelsPath, key),
    podLabels,
    asked,
    selects: (selector, workload) => {
      const before = asked(selector);
      return before !== undefined && matches(before.asks, podLabels(workload));
    },
  };
}

/** A label of a whole object. */
export const isMetadata = ({ path }: LabelWrite): boolean => path[0] === 'metadata';
