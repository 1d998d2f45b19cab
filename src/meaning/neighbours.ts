import type { Config } from '../config';
import { compound } from '../data/compound';
import { grouped, groupedByEach } from '../data/grouped';
import { remembered } from '../data/remembered';
import { isEmpty, signature, withoutKey } from '../labels/label-selector';
import type { Model, Selector, Workload } from '../model';
import { selectorIndex, workloadIndex } from '../model/lookup';
import type { Resource } from '../model/resource';
import type { Scope } from '../model/scope';
import { distinct, type Selects, selection, serving } from '../model/selection';
import { reachedTargets, servicePorts } from '../model/service-ports';
import { referringAmong } from './crowd';
import { jobOfThatName } from './job-of-that-name';
import { type Judgement, judge } from './judge';
import { byName, isWholeName } from './likeness';
import { alikeButForAffixes } from './names';
import { questionOf } from './question';

/**
 * What the rest of the model says about a selector and the workloads that it selects. It is gathered without the component labels, so that a
 * run sees what the runs before it saw, whatever these wrote.
 */
export interface Neighbours {
  /** What the rules say of a selector over these workloads. */
  readonly judge: (selector: Selector, candidates: readonly Workload[]) => Judgement;
  /** Another Service with exactly the same target set points to the workload. */
  readonly isClaimed: (selector: Selector, workload: Workload) => boolean;
  /** Another Service with exactly the same target set points to a workload that is none of these. */
  readonly isContested: (selector: Selector, meant: ReadonlySet<string>) => boolean;
  /** The Services that mean a workload by its very name, or that it names as its own. */
  readonly claimants: (workload: Workload) => readonly Resource[];
  /** The workloads that a Service means by their very names. */
  readonly claimedBy: (service: Resource) => readonly Workload[];
  /**
   * Another Service has exactly this target set and another name, and a common port or colliding workloads: both can hardly
   * mean all of it.
   */
  readonly rivals: (selector: Selector, collides: boolean) => boolean;
  /** No label but the component tells the pods of the two apart. */
  readonly indistinct: (a: Workload, b: Workload) => boolean;
  /** Those of the list that no label but the component tells from the workload, itself among them. */
  readonly indistinctAmong: (workload: Workload, workloads: readonly Workload[]) => readonly Workload[];
  /** What a selector would select, if neither it nor the pods said anything of components. */
  readonly selectsWithoutComponent: (selector: Selector) => readonly Workload[];
  /** What a workload's own selector selects. */
  readonly ownSelection: (workload: Workload) => readonly Workload[];
  readonly inScope: (scope: Scope) => readonly Workload[];
  /** The selector asks for one component, which the user gave all that it selects. */
  readonly isComponent: (selector: Selector, selects: readonly Workload[]) => boolean;
  /** The workload, and those that the user gave its component. */
  readonly companions: (workload: Workload) => readonly Workload[];
}

const noSelectors: readonly Selector[] = [];

/** Gathered once for all selectors. */
export function neighboursOf(
  model: Model,
  components: ReadonlyMap<Workload, string>,
  { label, evidence }: Pick<Config, 'label' | 'evidence'>,
): Neighbours {
  const index = workloadIndex(model.workloads);
  const said = grouped([...components.keys()], w => compound(w.scope, components.get(w)));
  const now = selection(model, ({ podLabels }) => podLabels);
  const selects = withoutComponents(model, label, now);
  const routes = selectorIndex(model.selectors).ofRole('route');
  const setOf = (selector: Selector) => targetSet(selects(selector));
  const rivals = grouped(routes, setOf);
  const claims = claimsByName(routes, selects);
  const claimants = new Map(
    [...grouped(claims, ({ workload: { identity } }) => identity)].map(([identity, found]) => [
      identity,
      found.map(({ resource }) => resource),
    ]),
  );
  const claimed = grouped(claims, ({ resource }) => resource);
  const peers = remembered((selectors: readonly Selector[]) => selectors.map(({ resource }) => resource));
  const known = new WeakMap<Selector, Judgement>();
  const judgeOf = (selector: Selector, candidates: readonly Workload[]): Judgement => {
    const before = known.get(selector);
    if (before?.question.candidates === candidates) return before;
    const judgement = judgeAnew(selector, candidates);
    known.set(selector, judgement);
    return judgement;
  };
  const judgeAnew = (selector: Selector, candidates: readonly Workload[]) =>
    judge(
      questionOf(selector, candidates, {
        claimants: w => (claimants.get(w.identity) ?? []).filter(service => service !== selector.resource),
        peers: peers(rivals.get(setOf(selector)) ?? noSelectors),
        ...jobOfThatName(selector, selects(selector), candidates),
      }),
      evidence,
    );
  const claimsOfSets = claimsBySet(
    routes,
    setOf,
    remembered(selector => ({ pick: judgeOf(selector, serving(selects(selector))).pick?.pick })),
  );
  const claimsOn = (selector: Selector) => claimsOfSets.get(setOf(selector)) ?? new Map<string, readonly Selector[]>();
  const isOther = (selector: Selector) => (other: Selector) => other !== selector;
  // A run gives several one component only where its user says so: who asks for one and gets several was written so.
  const notToldApart = (selector: Selector): readonly Selector[] => {
    const all = rivals.get(setOf(selector)) ?? noSelectors;
    const asksForOne = selector.asks.matchLabels[label] !== undefined;
    return asksForOne ? (bySetNow(all).get(targetSet(now(selector))) ?? noSelectors) : all;
  };
  const targetsOf = (selector: Selector) => reachedTargets(servicePorts(selector.resource), selects(selector));
  const byTarget = remembered((selectors: readonly Selector[]) => groupedByEach(selectors, targetsOf));
  const bySetNow = remembered((selectors: readonly Selector[]) => grouped(selectors, s => targetSet(now(s))));
  const signatureOf = remembered(({ podLabels }: Workload): string => signature(podLabels, label));
  const bySignature = remembered((workloads: readonly Workload[]) => grouped(workloads, signatureOf));
  const own = new Map(
    selectorIndex(model.selectors)
      .ofRole('own')
      .map(s => [s.owner, selects(s)]),
  );
  return {
    judge: judgeOf,
    isClaimed: (selector, { identity }) => claimsOn(selector).get(identity)?.some(isOther(selector)) === true,
    isContested: (selector, meant) => {
      for (const [identity, by] of claimsOn(selector))
        if (!meant.has(identity) && by.some(isOther(selector))) return true;
      return false;
    },
    claimants: ({ identity }) => claimants.get(identity) ?? [],
    claimedBy: service => (claimed.get(service) ?? []).map(({ workload }) => workload),
    rivals: (selector, collides) => {
      const near = notToldApart(selector);
      const isRival = (other: Selector) =>
        !alikeButForAffixes(other.resource.authoredName, selector.resource.authoredName);
      if (collides) return near.some(isRival);
      return targetsOf(selector).some(target => byTarget(near).get(target)?.some(isRival));
    },
    indistinct: (a, b) => signatureOf(a) === signatureOf(b),
    indistinctAmong: (workload, workloads) => bySignature(workloads).get(signatureOf(workload)) ?? [],
    selectsWithoutComponent: selects,
    ownSelection: workload => own.get(workload) ?? [],
    inScope: index.in,
    isComponent: ({ asks: selector }, workloads) => {
      const value = selector.matchLabels[label];
      return value !== undefined && workloads.length > 0 && workloads.every(w => components.get(w) === value);
    },
    companions: workload => said.get(compound(workload.scope, components.get(workload))) ?? [workload],
  };
}

/** What each selector would select, if neither it nor the pods said anything of components; one that asks for nothing else stays. */
function withoutComponents(model: Model, label: string, now: Selects): Selects {
  const before = selection(
    model,
    ({ podLabels }) => withoutKey({ matchLabels: podLabels, matchExpressions: [] }, label).matchLabels,
  );
  return remembered((selector: Selector) => {
    const rest = withoutKey(selector.asks, label);
    const asksForMore = !isEmpty(rest) || Object.keys(selector.controllerLabels).length > 0;
    return asksForMore ? before({ ...selector, asks: rest }) : now(selector);
  });
}

/** The Services over each target set by the identity of the workload that they point to. */
function claimsBySet(
  routes: readonly Selector[],
  setOf: (selector: Selector) => string,
  pointed: (selector: Selector) => { readonly pick: Workload | undefined },
): ReadonlyMap<string, ReadonlyMap<string, readonly Selector[]>> {
  return new Map(
    [...grouped(routes, setOf)].map(([set, selectors]) => {
      const pointing = selectors.filter(selector => pointed(selector).pick);
      return [set, grouped(pointing, selector => pointed(selector).pick?.identity ?? '')];
    }),
  );
}

/** A Service, and a workload that it means by name. */
interface Claim {
  readonly resource: Resource;
  readonly workload: Workload;
}

function claimsByName(
  routes: readonly Selector[],
  selects: (selector: Selector) => readonly Workload[],
): readonly Claim[] {
  return routes.flatMap(selector => {
    const { resource } = selector;
    const candidates = serving(selects(selector));
    const likeness = byName(resource, candidates);
    const named = likeness && isWholeName(likeness) ? [likeness.pick] : [];
    const found = candidates.length === 1 ? candidates : [...named, ...referringAmong(candidates, resource)];
    return found.map(workload => ({ resource, workload }));
  });
}

const targetSet = remembered((workloads: readonly Workload[]): string =>
  distinct(workloads)
    .map(({ identity }) => identity)
    .join('\n\n'),
);
