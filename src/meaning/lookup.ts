import { grouped, groupedByEach } from '../data/grouped';
import { lazy, remembered } from '../data/remembered';
import type { SelectorRole } from '../kinds';
import { selectorKey, type Workload } from '../model';
import { placeOf, type Resource } from '../model/resource';
import type { Binding } from './binding';

/** The bindings of a state by what they are looked for: each way is built when it is first asked for. */
export interface BindingIndex {
  readonly ofRole: (role: SelectorRole) => readonly Binding[];
  /** Those of the selectors that stand in a resource. */
  readonly in: (resource: Pick<Resource, 'item' | 'listPath' | 'via' | 'beside'>) => readonly Binding[];
  /** That of the selector at a field of a resource. */
  readonly at: (selector: Parameters<typeof selectorKey>[0]) => Binding | undefined;
  /** That of a Service's selector. */
  readonly ofService: (service: Resource) => Binding | undefined;
  /** Those of the selectors by which a workload's controller finds its pods, by the workload's identity. */
  readonly own: (workload: Pick<Workload, 'identity'>) => readonly Binding[];
  /** Those of a role that select more than one of the identities, with how many, in the order of all. */
  readonly catching: (role: SelectorRole, identities: ReadonlySet<string>) => ReadonlyMap<Binding, number>;
}

const nothing: readonly Binding[] = [];

/** The index of the bindings of a state: one for each state. */
export const bindingIndex = remembered((bindings: readonly Binding[]): BindingIndex => {
  const byRole = lazy(() => grouped(bindings, ({ selector }) => selector.role));
  const byResource = lazy(() => grouped(bindings, ({ selector }) => placeOf(selector.resource)));
  const byField = lazy(() => new Map(bindings.map(binding => [selectorKey(binding.selector), binding])));
  const byOwner = lazy(() => grouped(ofRole('own'), ({ selector }) => selector.owner?.identity));
  const byService = lazy(() => new Map(ofRole('route').map(binding => [placeOf(binding.selector.resource), binding])));
  const order = lazy(() => new Map(bindings.map((binding, i) => [binding, i])));
  const ofRole = (role: SelectorRole) => byRole().get(role) ?? nothing;
  const selections = remembered((of: readonly Binding[]) => grouped(of, ({ selects }) => selects));
  const listsBy = remembered((of: readonly Binding[]) => {
    const lists = [...selections(of).keys()];
    return groupedByEach(lists, list => list.map(({ identity }) => identity));
  });
  return {
    ofRole,
    in: resource => byResource().get(placeOf(resource)) ?? nothing,
    ofService: service => byService().get(placeOf(service)),
    at: selector => byField().get(selectorKey(selector)),
    own: ({ identity }) => byOwner().get(identity) ?? nothing,
    catching: (role, identities) => {
      const lists = grouped(
        [...identities].flatMap(identity => listsBy(ofRole(role)).get(identity) ?? []),
        list => list,
      );
      const found = [...lists].flatMap(([list, { length }]) =>
        length > 1 ? (selections(ofRole(role)).get(list) ?? []).map(binding => [binding, length] as const) : [],
      );
      return new Map(found.sort(([a], [b]) => (order().get(a) ?? 0) - (order().get(b) ?? 0)));
    },
  };
});
