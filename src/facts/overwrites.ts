import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { remembered } from '../data/remembered';
import type { LabelEntry } from '../kustomize';
import type { Binding } from '../meaning';
import type { Collision } from '../meaning/collisions';
import type { Model, Selector, Workload } from '../model';
import { placeOf } from '../model/resource';
import { type Unwritten, unwritten } from './before-labels';

/** A label of a kustomization that takes away what told workloads apart, and what comes of that. */
export interface Overwrite {
  readonly entry: LabelEntry;
  readonly key: string;
  /** What its symptoms are known by, where they are not those of a collision. */
  readonly story: string;
  /** The workloads that it mixes up. */
  readonly workloads: readonly Overwritten[];
  /** Workloads that nothing tells apart any more. */
  readonly collisions: readonly Collision[];
  /** Selectors over pods that select foreign ones because of it, workloads' own among them. */
  readonly caught: readonly Binding[];
}

/** A workload in whose pod template an entry wrote, and the value that stood there. */
export interface Overwritten {
  readonly workload: Workload;
  readonly before?: string;
}

/** What overwrites are found in: a part of a Situation. */
export interface LabelledState {
  readonly model: Pick<Model, 'workloads'>;
  readonly bindings: readonly Binding[];
  readonly collisions: readonly Collision[];
  readonly labelEntries: readonly LabelEntry[];
}

/** The labels that mix workloads up: were they as the entry found them, what is wrong now would be right. */
export const overwritesIn: (state: LabelledState) => readonly Overwrite[] = remembered(state => {
  if (state.labelEntries.length === 0) return [];
  const workloads = grouped(state.model.workloads, rootOf);
  const astray = state.bindings.filter(({ foreign }) => foreign.length > 0);
  const bindings = grouped(astray, ({ selector }) => rootOf(selector));
  const collisions = grouped(state.collisions, collision => collision.workloads.map(rootOf)[0] ?? '');
  const owners = state.bindings.flatMap(({ selector }) =>
    selector.role === 'own' && selector.owner ? [[selector.owner.place, selector] as const] : [],
  );
  const own = new Map(owners);
  return state.labelEntries.flatMap(entry => {
    const root = entry.kustomization.via[0] ?? '';
    const around = { bindings: bindings.get(root) ?? [], collisions: collisions.get(root) ?? [], own };
    return Object.keys(entry.labels).flatMap(key => overwriteOf(entry, key, workloads.get(root) ?? [], around));
  });
});

const rootOf = ({ resource }: Pick<Workload | Selector, 'resource'>): string => resource.via[0] ?? '';

interface Around extends Pick<LabelledState, 'bindings' | 'collisions'> {
  /** The own selectors of workloads, by the workload's place. */
  readonly own: ReadonlyMap<string, Selector>;
}

function overwriteOf(entry: LabelEntry, key: string, workloads: readonly Workload[], around: Around): Overwrite[] {
  const before = unwritten(entry, [key]);
  const written = workloads.flatMap((workload): Overwritten[] => {
    const write = before.writeTo(workload, key);
    return write ? [{ workload, ...(write.before !== undefined && { before: write.before }) }] : [];
  });
  if (new Set(written.map(write => write.before)).size < 2) return [];
  const collisions = around.collisions.filter(collision => isCaused(collision, before, around));
  const caught = around.bindings.filter(({ selector, foreign }) =>
    [...foreign].some(w => !before.selects(selector, w)),
  );
  if (collisions.length === 0 && caught.length === 0) return [];
  const mixed = new Set(
    [...collisions.flatMap(collision => collision.workloads), ...caught.flatMap(({ selects }) => selects)].map(
      ({ place }) => place,
    ),
  );
  const story = `${placeOf(entry.kustomization)} ${formatPath([...entry.entry, key])}`;
  return [
    { entry, key, story, collisions, caught, workloads: written.filter(({ workload }) => mixed.has(workload.place)) },
  ];
}

/** With the label as it was, some of them would not select one another's pods. */
function isCaused({ workloads }: Collision, before: Unwritten, { own }: Around): boolean {
  const [first, ...others] = workloads;
  const sees = (one: Workload, other: Workload) => {
    const selector = own.get(one.place);
    return selector !== undefined && before.selects(selector, other);
  };
  return first !== undefined && others.some(other => !(sees(first, other) && sees(other, first)));
}
