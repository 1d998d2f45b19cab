import { after } from './after';
import type { Components } from './components';
import type { Stage } from './config';
import type { Edit } from './edit';
import { type Model, type Selector, selectorKey, selectsPods, type Workload } from './model';
import type { Binding } from './resolve';
import { formatPath, refOf } from './resource';
import { sameWorkloads } from './scope';
import { names } from './words';

/** Edits that would break the theorem, as the workloads whose component they are about. */
export interface Violation {
  readonly workloads: readonly Workload[];
  /** The selector that hinders. */
  readonly selector: Selector;
  readonly reason: string;
}

/**
 * Checks the theorem (ARCHITECTURE.md) on the model as the edits would leave it. Independent of how the edits were
 * planned: it looks only at what is selected before and after, and at what each selector means.
 */
export function violations(
  model: Model,
  bindings: readonly Binding[],
  components: Components,
  edits: readonly Edit[],
  stage: Stage,
): readonly Violation[] {
  if (edits.length === 0) return [];
  const edited = new Set(
    edits.map(edit => `${edit.resource.item} ${JSON.stringify([...edit.resource.base, ...edit.path.slice(0, -1)])}`),
  );
  const later = after({ model, bindings }, edits);
  const next = later.bindings;
  return [...appearing(model, later.model)].concat(
    bindings.flatMap((binding, i) => {
      const then = next[i]?.selects ?? [];
      const { selector } = binding;
      const touched = edited.has(
        `${selector.resource.item} ${JSON.stringify([...selector.resource.base, ...selector.labelsPath])}`,
      );
      const settled = stage === 'Complete' && binding.means.every(w => components.of(w)?.unique);
      const broken = promise(binding, then, touched, settled);
      if (broken === undefined) return [];
      const reason = `with it, \`${formatPath(selector.path)}\` of ${refOf(selector.resource)} ${broken.how}`;
      return [{ reason, selector, workloads: concerned(binding, broken.moved, edits) }];
    }),
  );
}

/** Selectors that are there only after the edits: a Service without one must not get one. */
function appearing(before: Model, later: Model): Violation[] {
  if (later.selectors.length === before.selectors.length) return [];
  const known = new Set(before.selectors.map(selectorKey));
  return later.selectors
    .filter(selector => selector.role !== 'own' && !known.has(selectorKey(selector)))
    .map(selector => ({
      selector,
      workloads: later.workloads.filter(workload => selectsPods(selector, workload, workload.podLabels)),
      reason: `with it, ${refOf(selector.resource)} would get \`${formatPath(selector.path)}\`, which it has not`,
    }));
}

/**
 * What the theorem promises of one selector, or how the edits would break it. Nothing may be lost by place: of two objects of
 * one identity the cluster may hold either. Another workload is one of another identity.
 */
function promise(binding: Binding, then: readonly Workload[], touched: boolean, settled: boolean): Broken | undefined {
  const { selects, means, verdict, selector, unseen } = binding;
  const moved = difference(selects, then);
  if (unseen && touched) return { moved, how: `may mean pods that ${unseen} brings` };
  const [before, later] = [placesOf(selects), placesOf(then)];
  const change = `selects ${names(selects) || 'nothing'} and would select ${names(then) || 'nothing'}`;
  if (verdict !== 'one') {
    const same = before.size === later.size && then.every(({ place }) => before.has(place));
    return same ? undefined : { moved, how: change };
  }
  const lost = means.filter(({ place }) => before.has(place) && !later.has(place));
  if (lost.length > 0) return { moved, how: `would no longer select ${names(lost)}` };
  if (means.length > 0 && selects.length > 0 && then.length === 0) return { moved, how: change };
  const known = new Set([...selects, ...means].map(({ identity }) => identity));
  const gained = then.filter(({ identity }) => !known.has(identity));
  if (gained.length > 0) return { moved, how: `would come to select ${names(gained)}` };
  const exact = selector.role === 'own' ? settled && touched : touched;
  if (!exact || sameWorkloads(then, means)) return undefined;
  return {
    moved: difference(then, means),
    how: `means ${names(means) || 'nothing'} and would select ${names(then) || 'nothing'}`,
  };
}

/** How a promise is broken, and the workloads by which. */
interface Broken {
  readonly how: string;
  readonly moved: readonly Workload[];
}

/** The workloads that only one of both holds, by identity. */
function difference(a: readonly Workload[], b: readonly Workload[]): readonly Workload[] {
  const [inA, inB] = [a, b].map(workloads => new Set(workloads.map(({ identity }) => identity)));
  return [...a, ...b].filter(({ identity }) => inA?.has(identity) !== inB?.has(identity));
}

const placesOf = (workloads: readonly Workload[]) => new Set(workloads.map(({ place }) => place));

/** The workloads whose edits to withdraw: those that break the promise and those that the selector means, as far as they are edited. */
function concerned({ means }: Binding, moved: readonly Workload[], edits: readonly Edit[]): readonly Workload[] {
  const edited = new Set(edits.flatMap(edit => edit.workloads.map(({ bearer }) => bearer)));
  const involved = [...moved, ...means].filter(w => edited.has(w.bearer));
  return [...new Map(involved.map(w => [w.identity, w])).values()];
}
