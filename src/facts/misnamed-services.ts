import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { rememberedPair } from '../data/remembered';
import { formatSelector } from '../labels/label-selector';
import { type Binding, bare, programOf, tokens } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Selector, Workload } from '../model';
import type { Resource } from '../model/resource';
import { distinct, serving } from '../model/selection';
import { declaresAll, declaresOthersOnly, servicePorts } from '../model/service-ports';

/** A Service that bears the name of one workload and selects only another one. */
export interface Misled {
  readonly binding: Binding;
  /** The workload that it selects. */
  readonly one: Workload;
  /** The workload whose name it bears. */
  readonly named: Workload;
  /** The Services of the workload that it selects, with the very same selector. */
  readonly twins: readonly Binding[];
  /** No Service selects the workload whose name it bears. */
  readonly isLost: boolean;
}

/**
 * The Services that bear one workload's name and select only another one, while nothing ties them to that: as a rule, copied together
 * with their selector.
 */
export const misled = rememberedPair((workloads: readonly Workload[], bindings: readonly Binding[]) => {
  const routes = bindingIndex(bindings)
    .ofRole('route')
    .filter(({ isGiven }) => !isGiven);
  const namesakes = grouped(workloads, w => compound(w.scope, bare(w.resource.authoredName)));
  const keyOf = ({ selector }: Binding, { resource }: Pick<Selector, 'resource'>) =>
    compound(selector.scope, formatSelector(selector.asks), bare(resource.authoredName));
  const alike = grouped(routes, binding => keyOf(binding, binding.selector));
  const lists = new Set(routes.map(({ selects }) => selects));
  const reached = new Set([...lists].flatMap(selects => selects.map(({ identity }) => identity)));
  return routes.flatMap((binding): Misled[] => {
    const { verdict, level, unseen, selector } = binding;
    const { resource, scope } = selector;
    const [one] = binding.selects;
    if (
      !one ||
      distinct(binding.selects).length > 1 ||
      verdict === 'unknown' ||
      level === 'said' ||
      unseen !== undefined
    )
      return [];
    const named = namedBy(resource, namesakes.get(compound(scope, bare(resource.authoredName))) ?? []);
    if (!named || mayMean(resource, one, named)) return [];
    const twins = alike.get(keyOf(binding, one)) ?? [];
    const isLost = !reached.has(named.identity);
    return isLost || twins.length > 0 ? [{ binding, one, named, twins, isLost }] : [];
  });
});

/** The one workload whose name the Service bears, to the letter or else but for affixes. */
function namedBy({ authoredName }: Resource, namesakes: readonly Workload[]): Workload | undefined {
  const candidates = serving(namesakes);
  const equal = candidates.filter(w => w.resource.authoredName === authoredName);
  const [named, ...more] = equal.length > 0 ? equal : candidates;
  return more.length === 0 ? named : undefined;
}

/** True where something ties the Service to what it selects: a reference, a release of the same program, its ports or words of its name. */
function mayMean(service: Resource, one: Workload, named: Workload): boolean {
  const names = [service.name, service.authoredName];
  if (one.identity === named.identity || one.runsToCompletion || one.services.some(name => names.includes(name)))
    return true;
  const [program, other] = [one, named].map(w => programOf(w.resource.authoredName));
  if (program === other || program === programOf(service.authoredName)) return true;
  const ports = servicePorts(service);
  if (!declaresAll(one, ports)) return false;
  const words = tokens(service.authoredName);
  return declaresOthersOnly(named, ports) || tokens(one.resource.authoredName).some(word => words.includes(word));
}
