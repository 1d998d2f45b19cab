import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import { Rest } from '../data/rest';
import type { Binding } from '../meaning';
import type { Model, Workload } from '../model';
import { bearersOf, bearing, type ComponentProblem, isGiven, type Value } from './component';

/** Workloads that share pods because a kustomization gives all of them one value. */
export function overwritten(
  bindings: readonly Binding[],
  common: readonly Workload[],
  label: string,
): readonly ComponentProblem[] {
  return bindings.flatMap(({ selector: { role, owner }, foreign }): ComponentProblem[] => {
    if (role !== 'own' || !owner || !common.includes(owner) || foreign.length === 0) return [];
    return [{ kind: 'constant', workload: owner, value: owner.podLabels[label] ?? '', others: foreign }];
  });
}

const byBearer = remembered((workloads: readonly Workload[]) => grouped(workloads, ({ bearer }) => bearer));

/** Workloads that bear one value and share pods: the value can't tell them apart, and the author set it. */
export function clashes(
  model: Model,
  bindings: readonly Binding[],
  values: ReadonlyMap<Workload, Value>,
): ComponentProblem[] {
  const bearers = bearersOf(values);
  const own = bindings.filter(({ selector }) => selector.role === 'own');
  const caught = new Map(own.map(binding => [binding.selector.owner, binding.foreign]));
  const reached = bearing(model.workloads.filter(w => !w.row.unreachedByCommonLabels));
  const perScope = grouped(reached, ({ scope }) => scope);
  return [...values].flatMap(([workload, given]): ComponentProblem[] => {
    if (isGiven(given)) return [];
    const { value } = given;
    const alike = bearers(workload, value);
    const others = new Rest(alike, byBearer(alike).get(workload.bearer));
    const collides = [...others].some(other => caught.get(workload)?.has(other) || caught.get(other)?.has(workload));
    if (others.length === 0) return [];
    if (!collides) return [{ kind: 'apart', workload, value, others }];
    const everywhere = others.length + 1 >= (perScope.get(workload.scope)?.length ?? 0);
    return [{ kind: everywhere ? 'constant' : 'shared', workload, value, others }];
  });
}
