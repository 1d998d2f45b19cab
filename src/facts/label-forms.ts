import type { LabelEntry } from '../kustomize';
import { refOf } from '../model/resource';
import { isMetadata, type Unwritten, unwritten } from './before-labels';
import { harmBy, type KeyHarm } from './label-harms';
import { type BuiltSelectors, builtIn, isCutOff, type LabelState, readersOf } from './label-readers';
import { overwritesIn } from './overwrites';

/** What `labels` must write of one of a kustomization's `commonLabels`, and why. */
export interface LabelForm {
  readonly key: string;
  readonly value: string;
  /** Metadata alone; selectors as well; or selectors, in place of which templates would do for what is not live yet. */
  readonly writes: 'metadata' | 'selectors' | 'either';
  /** The pod templates and selectors with another value before it, as `'app=web' of Deployment/web`. */
  readonly overwritten: readonly string[];
  /** With it selectors select what they do not mean. */
  readonly isHarmful: boolean;
  /** What would select other pods without it. */
  readonly reader?: string;
  /** Why it must stay out of selectors, whatever they select. */
  readonly harm?: KeyHarm;
  /** Who writes it to metadata writes it to pods and selectors, since a kustomization below wrote it too. */
  readonly isBound?: true;
  /** What brings or changes resources that can't be seen. */
  readonly unseen?: string;
}

/** Pods and selectors are built without it then. */
export const isUndone = ({ writes, overwritten, isHarmful, harm }: LabelForm): boolean =>
  writes === 'metadata' && (isHarmful || harm !== undefined || overwritten.length > 0);

/** The forms for the keys of a `commonLabels`; its entries are those of all roots that it comes into. */
export function labelForms(entries: readonly LabelEntry[], state: LabelState): readonly LabelForm[] {
  const forms = Object.keys(entries[0]?.labels ?? {}).map(key => labelForm(entries, key, state));
  const either = forms.filter(({ writes }) => writes === 'either').map(({ key }) => key);
  const leaving = forms.flatMap(({ key, writes, harm }) => (writes === 'metadata' && harm !== undefined ? [key] : []));
  if (either.length === 0 || either.length + leaving.length < 2) return forms;
  // Each of them may be enough to keep a selector from other pods.
  const [reader] = entries.flatMap(entry =>
    readersOf(builtIn(state)(entry), unwritten(entry, [...leaving, ...either], 'but metadata'), undefined),
  );
  return reader === undefined
    ? forms
    : forms.map(form => (form.writes === 'either' ? { ...form, writes: 'selectors', reader } : form));
}

function labelForm(entries: readonly LabelEntry[], key: string, state: LabelState): LabelForm {
  const value = entries[0]?.labels[key] ?? '';
  const roots = entries.map(entry => ({
    before: unwritten(entry, [key], 'but metadata'),
    built: builtIn(state)(entry),
  }));
  const overwritten = [...new Set(roots.flatMap(({ built, before }) => overwrittenIn(built, before, key, value)))];
  const isHarmful =
    overwritesIn(state).some(other => other.key === key && entries.includes(other.entry)) ||
    roots.some(({ built, before }) => built.bindings.some(binding => isCutOff(binding, before)));
  const unseen = entries.flatMap(entry => entry.unseen ?? [])[0];
  const harm = harmBy(entries, key, state);
  const why = {
    key,
    value,
    overwritten,
    isHarmful,
    ...(harm !== undefined && { harm }),
    ...(unseen !== undefined && { unseen }),
  };
  const written = entries.flatMap(({ writes }) => writes.filter(w => w.path.at(-1) === key && !isMetadata(w)));
  if (written.length === 0) return { ...why, writes: unseen === undefined ? 'metadata' : 'selectors' };
  if (written.some(({ isBound, before }) => isBound && before !== value))
    return { ...why, isBound: true, writes: 'selectors' };
  const isUndone = isHarmful || harm !== undefined || (overwritten.length > 0 && unseen === undefined);
  const readers = roots.flatMap(({ built, before }) => readersOf(built, before, isUndone ? [key, value] : undefined));
  const reader = readers.length > 0 ? { reader: readers[0] as string } : {};
  if (isUndone) return { ...why, ...reader, writes: readers.length > 0 ? 'selectors' : 'metadata' };
  const isFree = readers.length === 0 && unseen === undefined;
  return { ...why, ...reader, writes: isFree ? 'either' : 'selectors' };
}

function overwrittenIn(
  { workloads, bindings }: BuiltSelectors,
  before: Unwritten,
  key: string,
  value: string,
): string[] {
  const writes = [
    ...workloads.map(workload => ({ resource: workload.resource, write: before.writeTo(workload, key) })),
    ...bindings.map(({ selector }) => ({ resource: selector.resource, write: before.writeInto(selector, key) })),
  ];
  return writes.flatMap(({ resource, write }) =>
    write?.before === undefined || write.before === value || isMetadata(write)
      ? []
      : [`'${key}=${write.before}' of ${refOf(resource)}`],
  );
}
