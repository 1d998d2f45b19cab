import type { Selector, Workload } from '../model';
import { declaresAll, declaresOthersOnly, servicePorts } from '../ports';
import { remembered } from '../scope';
import { areReleases, namesRelease, releaseOf } from './names';
import type { Neighbours } from './neighbours';
import { type Pick, serving } from './pick';
import { areVariants } from './variants';

/** Selecting several workloads is an accident, not deliberate sharing (ARCHITECTURE.md, "Evidence"). */
export function mayNarrow(
  selector: Selector,
  selects: readonly Workload[],
  { pick, name }: Pick,
  neighbours: Neighbours,
): boolean {
  const meant = new Set(neighbours.companions(pick).map(({ identity }) => identity));
  const others = serving(selects).filter(w => !meant.has(w.identity));
  const mayMean = namesRelease(selector.resource.authoredName)
    ? isReleaseOf
    : (a: Workload, b: Workload) => areReleases([a, b]);
  if (others.some(w => mayMean(w, pick))) return false;
  if (others.length === 0) return selects.some(w => w.kind.runsToCompletion);
  const claims = neighbours.claims(selector);
  if (name === 'part' && claims.some(claim => claim.name === 'equal' && claim.pick === pick)) return false;
  const ports = servicePorts(selector.resource);
  const alike = (w: Workload) => areVariants(w, pick) && !neighbours.indistinct(w, pick);
  const mayServe = (w: Workload) => declaresAll(w, ports) || (!declaresOthersOnly(w, ports) && alike(w));
  const contested = () => claims.some(claim => !meant.has(claim.pick.identity));
  const onlyPickServes = () => declaresAll(pick, ports) && !others.some(mayServe);
  const indistinct = () => others.every(w => neighbours.indistinct(w, pick) && !areVariants(w, pick));
  return contested() || onlyPickServes() || indistinct();
}

/** Another release of the same program beside the picked one, as `web-canary` beside `web`: the name may mean both. */
export function isReleaseOf(other: Workload, pick: Workload): boolean {
  const [a, b] = [releaseOf(other), releaseOf(pick)];
  return a.isRelease && !b.isRelease && a.program === b.program;
}

/** True where nothing speaks against several workloads behind one Service. */
export function looksDeliberate(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const candidates = serving(selects);
  const momentary = selects.every(w => candidates.includes(w) || w.kind.podTemplate === '');
  if (candidates.length < 2) return candidates.length === 0 || momentary;
  const kin = areKin(candidates);
  const collides = candidates.some(w =>
    neighbours.ownSelection(w).some(other => other !== w && candidates.includes(other)),
  );
  const serve = candidates.every(w => declaresAll(w, servicePorts(selector.resource)));
  const claim = neighbours.pick(selector);
  const releases = claim !== undefined && candidates.every(w => w === claim.pick || isReleaseOf(w, claim.pick));
  // Where it bears one workload's very name, a port that all of them declare is a coincidence.
  const mayServe = serve && claim?.name !== 'equal';
  const alike = releases || (collides ? kin && serve : kin || mayServe);
  return alike && !neighbours.rivals(selector, collides);
}

const areKin = remembered((workloads: readonly Workload[]): boolean =>
  workloads.every(w => workloads.every(other => w === other || areVariants(w, other))),
);

/**
 * Workloads that a Service certainly does not mean: they declare ports and not its own, while others do. A release that calls its
 * port otherwise than the others is meant, and broken.
 */
export function certainlyForeign(selector: Selector, selects: readonly Workload[]): readonly Workload[] {
  const ports = servicePorts(selector.resource);
  const candidates = serving(selects);
  const fitting = candidates.filter(w => declaresAll(w, ports));
  if (fitting.length === 0) return [];
  return candidates.filter(w => declaresOthersOnly(w, ports) && !fitting.some(other => areReleases([w, other])));
}
