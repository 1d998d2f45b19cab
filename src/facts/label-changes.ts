import type { Path } from '../data/path';
import { asList, asMap, type Data, valueAt } from '../data/values';
import type { LabelEntry } from '../kustomize';
import type { Change } from '../model/change';
import type { Finding } from '../model/finding';
import type { Resource } from '../model/resource';

/** An entry of `labels` in a kustomization. Source: kustomize API reference, `labels`. */
export interface LabelsEntry {
  readonly pairs: Readonly<Record<string, string>>;
  readonly includeSelectors?: true;
  readonly fields?: readonly Data[];
}

/** `labels` with entries in front of those that are there. */
export const labelsBefore = (kustomization: Resource, entries: readonly LabelsEntry[]): Change =>
  labelsOf(kustomization, before => [...entries, ...before]);

/** `labels` in place of all `commonLabels`, behind those that are there: kustomize applies them in this order. */
export const inPlaceOfCommonLabels = (
  kustomization: Resource,
  entry: Path,
  entries: readonly LabelsEntry[],
): readonly Change[] => [
  { of: kustomization, path: entry, becomes: undefined },
  labelsOf(kustomization, before => [...before, ...entries]),
];

/**
 * What keeps labels of an entry out of pods and selectors: metadata alone bears them then.
 * @returns undefined where the entry is of a transformer, which has no such form
 */
function keptOut({ kustomization, entry }: LabelEntry, keys: readonly string[]): readonly Change[] | undefined {
  const own = kustomization.source ?? kustomization;
  const [field = '', i] = entry;
  const pairs = asMap(valueAt(own.value, entry));
  if (!pairs) return undefined;
  const [out, rest] = [true, false].map(isOut =>
    Object.fromEntries(Object.entries(pairs).filter(([key]) => keys.includes(key) === isOut)),
  ) as [Record<string, string>, Data];
  const isAll = Object.keys(rest).length === 0;
  if (isField(field, 'commonLabels')) {
    const [, labels] = inPlaceOfCommonLabels(own, entry, [{ pairs: out }]);
    return [{ of: own, path: entry, becomes: isAll ? undefined : rest }, ...(labels ? [labels] : [])];
  }
  if (!isField(field, 'labels') || typeof i !== 'number') return undefined;
  const left = (before: unknown): readonly unknown[] => (isAll ? [] : [{ ...asMap(before), pairs: rest }]);
  return [labelsOf(own, before => [...before.slice(0, i), ...left(before[i]), { pairs: out }, ...before.slice(i + 1)])];
}

/** The same as the advice of a finding, where one entry wrote the labels; nothing where it is not known or can't be said. */
export function keepingOut(entries: readonly LabelEntry[], keys: readonly string[]): Pick<Finding, 'advice'> {
  const [entry, ...more] = entries;
  const changes = entry && more.length === 0 ? keptOut(entry, keys) : undefined;
  return changes ? { advice: [changes] } : {};
}

/** A label of an entry under another key, in its place; nothing where the entry has that one too. */
export function underKey({ kustomization, entry }: LabelEntry, key: string, other: string): Pick<Finding, 'advice'> {
  const of = kustomization.source ?? kustomization;
  const pairs = asMap(valueAt(of.value, entry));
  if (!pairs || other in pairs) return {};
  const becomes = Object.fromEntries(Object.entries(pairs).map(([k, value]) => [k === key ? other : k, value]));
  return { advice: [[{ of, path: entry, becomes }]] };
}

function labelsOf(kustomization: Resource, become: (before: readonly unknown[]) => readonly unknown[]): Change {
  const of = kustomization.source ?? kustomization;
  const field = Object.keys(of.value).find(key => isField(key, 'labels')) ?? 'labels';
  return { of, path: [field], becomes: become(asList(of.value[field])) };
}

/** Keys of kustomizations count in any case. */
const isField = (key: string | number, field: string): boolean => String(key).toLowerCase() === field.toLowerCase();
