import { grouped } from '../grouping';
import { sameLabels } from '../label-selector';
import type { Model, Selector, Workload } from '../model';
import { haveCommonTarget, servicePorts } from '../ports';
import { distinct, remembered } from '../scope';
import { alikeButForAffixes } from './names';
import { type Pick, pickOf } from './pick';

/** A Service and the workload that it points to. */
export interface Claim extends Pick {
  readonly selector: Selector;
}

/** What the rest of the model says about a selector and the workloads that it selects. */
export interface Neighbours {
  /** Where this Service points to. */
  readonly pick: (selector: Selector) => Pick | undefined;
  /** Where the other Services with exactly the same target set point to. */
  readonly claims: (selector: Selector) => readonly Claim[];
  /**
   * Another Service has exactly this target set and another name, and a common port or colliding workloads: both can hardly
   * mean all of it.
   */
  readonly rivals: (selector: Selector, collides: boolean) => boolean;
  /** No label but the component tells the pods of the two apart. */
  readonly indistinct: (a: Workload, b: Workload) => boolean;
  /** What a workload's own selector selects. */
  readonly ownSelection: (workload: Workload) => readonly Workload[];
  readonly inScope: (scope: string) => readonly Workload[];
  /** The selector asks for one component, which the user gave all that it selects. */
  readonly isComponent: (selector: Selector, selects: readonly Workload[]) => boolean;
  /** The workload, and those that the user gave its component. */
  readonly companions: (workload: Workload) => readonly Workload[];
}

/** Gathered once for all selectors. */
export function neighboursOf(
  model: Model,
  selected: ReadonlyMap<Selector, readonly Workload[]>,
  components: ReadonlyMap<Workload, string>,
  label: string,
): Neighbours {
  const scopes = grouped(model.workloads, ({ scope }) => scope);
  const said = grouped([...components.keys()], w => `${w.scope}\n${components.get(w)}`);
  const routes = model.selectors.filter(({ role }) => role === 'route');
  const setOf = (selector: Selector) => targetSet(selected.get(selector) ?? []);
  const rivals = grouped(routes, setOf);
  const picks = new Map(routes.map(selector => [selector, pickOf(selector, selected.get(selector) ?? [])]));
  const claims = grouped(
    routes.flatMap((selector): Claim[] => {
      const pick = picks.get(selector);
      return pick ? [{ ...pick, selector }] : [];
    }),
    ({ selector }) => setOf(selector),
  );
  const own = new Map(model.selectors.filter(s => s.role === 'own').map(s => [s.owner, selected.get(s) ?? []]));
  return {
    pick: selector => picks.get(selector),
    claims: selector => (claims.get(setOf(selector)) ?? []).filter(claim => claim.selector !== selector),
    rivals: (selector, collides) =>
      (rivals.get(setOf(selector)) ?? []).some(
        other =>
          !alikeButForAffixes(other.resource.authoredName, selector.resource.authoredName) &&
          (collides || haveCommonTarget(servicePorts(other.resource), servicePorts(selector.resource))),
      ),
    indistinct: (a, b) => sameLabels(a.podLabels, b.podLabels, label),
    ownSelection: workload => own.get(workload) ?? [],
    inScope: scope => scopes.get(scope) ?? [],
    isComponent: ({ selector }, workloads) => {
      const value = selector.matchLabels[label];
      return value !== undefined && workloads.length > 0 && workloads.every(w => components.get(w) === value);
    },
    companions: workload => said.get(`${workload.scope}\n${components.get(workload)}`) ?? [workload],
  };
}

const targetSet = remembered((workloads: readonly Workload[]): string =>
  distinct(workloads)
    .map(({ identity }) => identity)
    .join('\n\n'),
);
