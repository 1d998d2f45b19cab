import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import { Rest } from '../data/rest';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
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

/** Tells whether a workload's own selector selects the pods of another, or the other's its own. */
function collisionsIn(bindings: readonly Binding[]) {
  const own = bindingIndex(bindings).ofRole('own');
  const caught = new Map(own.map(binding => [binding.selector.owner, binding.foreign]));
  const lists = [...grouped(own, ({ foreign }) => foreign.all)];
  const involved = new Set(
    lists.flatMap(([all, over]) => all.filter(workload => over.some(({ foreign }) => foreign.has(workload)))),
  );
  return (workload: Workload, others: Iterable<Workload>): boolean => {
    const own = caught.get(workload);
    if (!own?.length && !involved.has(workload)) return false;
    for (const other of others) if (own?.has(other) || caught.get(other)?.has(workload)) return true;
    return false;
  };
}

/** Workloads that bear one value and share pods: the value can't tell them apart, and the author set it. */
export function clashes(
  model: Model,
  bindings: readonly Binding[],
  values: ReadonlyMap<Workload, Value>,
): ComponentProblem[] {
  const bearers = bearersOf(values);
  const collidesWith = collisionsIn(bindings);
  const reached = bearing(model.workloads.filter(w => !w.row.unreachedByCommonLabels));
  const perScope = grouped(reached, ({ scope }) => scope);
  return [...values].flatMap(([workload, given]): ComponentProblem[] => {
    if (isGiven(given)) return [];
    const { value } = given;
    const alike = bearers(workload, value);
    const others = new Rest(alike, byBearer(alike).get(workload.bearer));
    if (others.length === 0) return [];
    if (!collidesWith(workload, others)) return [{ kind: 'apart', workload, value, others }];
    const everywhere = others.length + 1 >= (perScope.get(workload.scope)?.length ?? 0);
    return [{ kind: everywhere ? 'constant' : 'shared', workload, value, others }];
  });
}
