import { grouped } from './grouping';
import type { LabelEntry } from './kustomize';
import type { Selector, Workload } from './model';
import { overwritesIn } from './overwrites';
import type { Binding } from './resolve';
import { refOf } from './resource';
import { remembered, sameWorkloads, selection } from './scope';
import { type Unwritten, unwritten } from './unwritten';
import type { Watch } from './watches';

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
  /** What brings or changes resources that can't be seen. */
  readonly unseen?: string;
}

type State = Parameters<typeof overwritesIn>[0] & { readonly watches: readonly Watch[] };

/** What a root builds, as far as labels meet it. */
interface Built {
  readonly workloads: readonly Workload[];
  readonly bindings: readonly Binding[];
  readonly watches: readonly Watch[];
}

/** The form for one key of a `commonLabels`; its entries are those of all roots that it comes into. */
export function labelForm(entries: readonly LabelEntry[], key: string, state: State): LabelForm {
  const value = entries[0]?.labels[key] ?? '';
  const roots = entries.map(entry => ({ before: unwritten(entry, key), built: builtIn(state)(entry) }));
  const overwritten = [...new Set(roots.flatMap(({ built, before }) => overwrittenIn(built, before, key, value)))];
  const isHarmful = overwritesIn(state).some(other => other.key === key && entries.includes(other.entry));
  const unseen = entries.flatMap(entry => entry.unseen ?? [])[0];
  const why = { key, value, overwritten, isHarmful, ...(unseen !== undefined && { unseen }) };
  const isWritten = entries.some(({ writes }) => writes.some(({ path }) => path.at(-1) === key));
  if (!isWritten) return { ...why, writes: unseen === undefined ? 'metadata' : 'selectors' };
  const isUndone = isHarmful || (overwritten.length > 0 && unseen === undefined);
  const readers = roots.flatMap(({ built, before }) => readersOf(built, before, isUndone ? [key, value] : undefined));
  const reader = readers.length > 0 ? { reader: readers[0] as string } : {};
  if (isUndone) return { ...why, ...reader, writes: readers.length > 0 ? 'selectors' : 'metadata' };
  const isFree = readers.length === 0 && unseen === undefined;
  return { ...why, ...reader, writes: isFree ? 'either' : 'selectors' };
}

/** What the roots of the state build, by root. */
const builtIn = remembered((state: State) => {
  const rootOf = ({ resource }: Workload | Selector | Watch) => resource.via[0] ?? '';
  const workloads = grouped(state.model.workloads, rootOf);
  const bindings = grouped(state.bindings, ({ selector }) => rootOf(selector));
  const watches = grouped(state.watches, rootOf);
  return ({ kustomization: { via } }: LabelEntry): Built => {
    const root = via[0] ?? '';
    return {
      workloads: workloads.get(root) ?? [],
      bindings: bindings.get(root) ?? [],
      watches: watches.get(root) ?? [],
    };
  };
});

function overwrittenIn({ workloads, bindings }: Built, before: Unwritten, key: string, value: string): string[] {
  const writes = [
    ...workloads.map(workload => ({ resource: workload.resource, write: before.writeTo(workload) })),
    ...bindings.map(({ selector }) => ({ resource: selector.resource, write: before.writeInto(selector) })),
  ];
  return writes.flatMap(({ resource, write }) =>
    write?.before === undefined || write.before === value ? [] : [`'${key}=${write.before}' of ${refOf(resource)}`],
  );
}

/**
 * What would select other pods if selectors, and with `undone` pods too, were as the entry found them: pods that it means and no
 * longer gets, or others that it gets.
 */
function readersOf({ workloads, bindings, watches }: Built, before: Unwritten, undone?: readonly string[]): string[] {
  const selects = selection({ workloads }, undone ? before.podLabels : ({ podLabels }) => podLabels);
  const [key = '', value] = undone ?? [];
  const overPods = bindings.filter(({ selector, selects: now, means }) => {
    const asked = before.asked(selector);
    const then = asked ? selects(asked) : [];
    if (!undone) return !sameWorkloads(now, then);
    const isMeant = (w: Workload) => means.some(({ place }) => place === w.place) || w.place === selector.owner?.place;
    return now.some(w => isMeant(w) && !then.includes(w)) || then.some(w => !isMeant(w) && !now.includes(w));
  });
  const read = watches.filter(
    ({ field, selector, expression = '' }) =>
      undone && field.over === 'Pod' && (selector.matchLabels[key] === value || expression.includes(key)),
  );
  return [...overPods.map(({ selector }) => refOf(selector.resource)), ...read.map(({ resource }) => refOf(resource))];
}
