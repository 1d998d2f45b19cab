import type { LabelEntry, LabelWrite } from './kustomize';
import { isEmpty, type LabelSelector, type Labels, matches, withLabel, withoutLabel } from './label-selector';
import type { Selector, Workload } from './model';
import { type Path, placeOf, type Resource } from './resource';

/** Pods and selectors as they are, but for one label that an entry wrote: that stands as the entry found it. */
export interface Unwritten {
  /** What the entry did to the pods of a workload; undefined where it did not write there. */
  readonly writeTo: (workload: Workload) => LabelWrite | undefined;
  /** What the entry did to a selector. */
  readonly writeInto: (selector: Selector) => LabelWrite | undefined;
  /** The labels of the workload's pods. */
  readonly podLabels: (workload: Workload) => Labels;
  /** The selector as it asked; undefined for a Service's that asked for nothing: it selected nothing. */
  readonly asked: (selector: Selector) => Selector | undefined;
  /** Whether the selector would select the workload, which is in its scope. */
  readonly selects: (selector: Selector, workload: Workload) => boolean;
}

/** The state without what `entry` wrote as `key`. */
export function unwritten({ writes }: LabelEntry, key: string): Unwritten {
  const byPlace = new Map(
    writes.filter(({ path }) => path.at(-1) === key).map(write => [keyOf(write.place, write.path), write]),
  );
  const writeAt = (resource: Resource, path: Path) => byPlace.get(keyOf(placeOf(resource), [...path, key]));
  const writeTo = ({ resource, podLabelsPath }: Workload) => writeAt(resource, podLabelsPath);
  const writeInto = ({ resource, labelsPath }: Selector) => writeAt(resource, labelsPath);
  const podLabels = (workload: Workload) => found(workload.podLabels, writeTo(workload));
  const asked = (selector: Selector): Selector | undefined => {
    const { matchLabels } = selector.selector;
    const before = { ...selector.selector, matchLabels: found(matchLabels, writeInto(selector)) };
    return selector.form === 'map' && isEmpty(before) ? undefined : { ...selector, selector: before };
  };
  const selects = (selector: Selector, workload: Workload): boolean => {
    const before = asked(selector);
    return before !== undefined && matches(before.selector, podLabels(workload));
  };
  return { writeTo, writeInto, podLabels, asked, selects };

  function found(matchLabels: Labels, write: LabelWrite | undefined): Labels {
    if (!write) return matchLabels;
    if (write.before !== undefined) return withLabel(matchLabels, key, write.before);
    const selector: LabelSelector = { matchLabels, matchExpressions: [] };
    return withoutLabel(selector, key).matchLabels;
  }
}

const keyOf = (place: string, path: Path): string => `${place}\n${path.join('\n')}`;
