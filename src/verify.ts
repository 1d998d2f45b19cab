import { after } from './after';
import type { Components } from './components';
import type { Stage } from './config';
import type { Edit } from './edit';
import type { Model, Selector, Workload } from './model';
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
  const next = after({ model, bindings }, edits).bindings;
  return bindings.flatMap((binding, i) => {
    const then = next[i]?.selects ?? [];
    const { selector } = binding;
    const touched = edited.has(
      `${selector.resource.item} ${JSON.stringify([...selector.resource.base, ...selector.labelsPath])}`,
    );
    const settled = stage === 'Complete' && binding.means.every(w => components.of(w)?.unique);
    const broken = promise(binding, then, touched, settled);
    if (broken === undefined) return [];
    const reason = `with it, \`${formatPath(selector.path)}\` of ${refOf(selector.resource)} ${broken}`;
    return [{ reason, selector, workloads: concerned(binding, then, edits) }];
  });
}

/**
 * What the theorem promises of one selector, or how the edits would break it. Nothing may be lost by place: of two objects of
 * one identity the cluster may hold either. Another workload is one of another identity.
 */
function promise(binding: Binding, then: readonly Workload[], touched: boolean, settled: boolean): string | undefined {
  const { selects, means, verdict, selector } = binding;
  const [before, later] = [placesOf(selects), placesOf(then)];
  if (verdict !== 'one') {
    const same = before.size === later.size && then.every(({ resource }) => before.has(resource));
    return same ? undefined : `selects ${names(selects) || 'nothing'} and would select ${names(then) || 'nothing'}`;
  }
  const lost = means.filter(({ resource }) => before.has(resource) && !later.has(resource));
  if (lost.length > 0) return `would no longer select ${names(lost)}`;
  if (selects.length > 0 && then.length === 0) return `selects ${names(selects)} and would select nothing`;
  const known = new Set([...selects, ...means].map(({ identity }) => identity));
  const gained = then.filter(({ identity }) => !known.has(identity));
  if (gained.length > 0) return `would come to select ${names(gained)}`;
  const exact = selector.role === 'own' ? settled && touched : touched;
  if (exact && !sameWorkloads(then, means)) return `means ${names(means)} and would select ${names(then) || 'nothing'}`;
  return undefined;
}

const placesOf = (workloads: readonly Workload[]) => new Set(workloads.map(({ resource }) => resource));

/** The workloads whose edits to withdraw: those that the selector gains, loses or means, as far as they are edited. */
function concerned(
  { selects, means }: Binding,
  then: readonly Workload[],
  edits: readonly Edit[],
): readonly Workload[] {
  const edited = new Set(edits.flatMap(edit => edit.workloads.map(({ identity }) => identity)));
  const identities = (workloads: readonly Workload[]) => new Set(workloads.map(({ identity }) => identity));
  const [before, later] = [identities(selects), identities(then)];
  const moved = [...selects, ...then].filter(w => before.has(w.identity) !== later.has(w.identity));
  const involved = [...moved, ...means].filter(w => edited.has(w.identity));
  return [...new Map(involved.map(w => [w.identity, w])).values()];
}
