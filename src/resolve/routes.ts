import { sameLabels } from '../label-selector';
import type { Selector, Workload } from '../model';
import { declaresAll, declaresOthersOnly, declaresPorts, servicePorts } from '../ports';
import { refOf } from '../resource';
import { distinct, remembered } from '../scope';
import type { Binding, Level } from './binding';
import { byName, programOf, releaseOf } from './names';
import { byPorts } from './ports';
import { areVariants } from './variants';

/** What the other selectors of the model say about a set of workloads. */
export interface Neighbours {
  /** Services with exactly this target set, and the workload that each of them points to. */
  readonly claims: (
    selects: readonly Workload[],
  ) => readonly { readonly selector: Selector; readonly pick: Workload }[];
  /** Another Service has exactly this target set, and another name: then both can hardly mean all of it. */
  readonly rivals: (selector: Selector, selects: readonly Workload[]) => boolean;
  /** What a workload's own selector selects. */
  readonly ownSelection: (workload: Workload) => readonly Workload[];
  readonly inScope: (scope: string) => readonly Workload[];
}

/** The one workload to which all evidence points. */
export interface Pick {
  readonly pick: Workload;
  readonly level: Level;
  readonly evidence: string;
}

const serving = remembered((workloads: readonly Workload[]) => distinct(workloads.filter(w => !w.runsToCompletion)));
const plain = (workload: Workload): string => refOf(workload.resource);

/** References, names and ports together; undefined where they point to none, to several, or disagree. */
export function pickOf(selector: Selector, selects: readonly Workload[]): Pick | undefined {
  const { resource } = selector;
  const candidates = serving(selects);
  const referring = candidates.filter(w =>
    w.services.some(name => name === resource.name || name === resource.authoredName),
  );
  if (referring.length === 1 && referring[0]) {
    return { pick: referring[0], level: 'reference', evidence: `${plain(referring[0])} names it as its Service` };
  }
  if (referring.length > 1) return undefined;
  const ports = servicePorts(resource);
  const name = byName(
    resource.authoredName,
    candidates,
    ports.flatMap(({ port, target }) => [port, Number(target)]),
  );
  const port = byPorts(ports, candidates);
  if (name) {
    if (name.faint && !declaresAll(name.pick, ports)) return undefined;
    if (port.pick ? name.pick !== port.pick : !name.equal && declaresOthersOnly(name.pick, ports)) return undefined;
    const evidence = port.pick ? `${name.evidence}; ${port.evidence}` : name.evidence;
    return { pick: name.pick, level: 'name-and-port', evidence };
  }
  const routable = ports.every(({ target }) => typeof target === 'string');
  const othersKnown = candidates.every(w => w === port.pick || declaresPorts(w));
  if (port.pick && (routable || othersKnown))
    return { pick: port.pick, level: 'name-and-port', evidence: port.evidence };
  return undefined;
}

/** What a Service means. */
export function bindRoute(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const candidates = serving(selects);
  const binding = { selector, selects, evidence: '', foreign: [] };
  const unreached = unreachedTarget(selector, selects, neighbours);
  if (unreached) {
    return { ...binding, verdict: selects.length === 0 ? 'nothing' : 'unknown', means: [unreached], foreign: selects };
  }
  if (selects.length === 0) return { ...binding, verdict: 'nothing', means: [] };
  if (distinct(selects).length === 1) {
    if (isOverReach(selector, selects, neighbours))
      return { ...binding, verdict: 'unknown', means: [], foreign: selects };
    return { ...binding, verdict: 'one', means: selects, level: 'still-true', evidence: 'it selects nothing else' };
  }
  if (candidates.length === 0) return { ...binding, verdict: 'shared', means: selects };
  const pick = pickOf(selector, selects);
  if (pick && mayNarrow(selector, selects, pick, neighbours)) return narrowed(binding, selects, pick);
  const foreign = certainlyForeign(selector, selects, pick?.pick, neighbours);
  const ports = servicePorts(selector.resource);
  const kin = candidates.every(w => candidates.every(other => w === other || areVariants(w, other)));
  const allServe = candidates.every(w => declaresAll(w, ports));
  if (foreign.length === 0 && candidates.length > 1 && (kin || allServe) && !neighbours.rivals(selector, selects)) {
    return { ...binding, verdict: 'shared', means: selects };
  }
  return { ...binding, verdict: 'unknown', means: pick ? [pick.pick] : [], evidence: pick?.evidence ?? '', foreign };
}

/** What a PodDisruptionBudget means: as a Service, but it has no ports. */
export function bindBudget(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const name = byName(selector.resource.authoredName, serving(selects));
  const binding = { selector, selects, foreign: [] };
  const pick: Pick | undefined = name && !name.faint ? { ...name, level: 'name-and-port' } : undefined;
  if (pick && mayNarrow(selector, selects, pick, neighbours))
    return narrowed({ ...binding, evidence: '' }, selects, pick);
  const collides = selects.some(w => neighbours.ownSelection(w).some(other => other.identity !== w.identity));
  return {
    ...binding,
    verdict: collides ? 'unknown' : 'shared',
    means: collides ? (pick ? [pick.pick] : []) : selects,
    evidence: pick?.evidence ?? '',
  };
}

function narrowed(binding: Omit<Binding, 'verdict' | 'means'>, selects: readonly Workload[], pick: Pick): Binding {
  const means = selects.filter(w => w.identity === pick.pick.identity);
  const foreign = selects.filter(w => w.identity !== pick.pick.identity);
  return { ...binding, verdict: 'one', means, level: pick.level, evidence: pick.evidence, foreign };
}

/** Selecting several workloads is an accident, not deliberate sharing (DESIGN.md, "When to narrow"). */
export function mayNarrow(
  selector: Selector,
  selects: readonly Workload[],
  { pick }: Pick,
  neighbours: Neighbours,
): boolean {
  const others = serving(selects).filter(w => w.identity !== pick.identity);
  if (others.some(w => isReleaseOf(w, pick))) return false;
  if (others.length === 0) return selects.some(w => w.kind.runsToCompletion);
  const ports = servicePorts(selector.resource);
  const contested = () =>
    neighbours.claims(selects).some(claim => claim.selector !== selector && claim.pick.identity !== pick.identity);
  const onlyPickServes = () => declaresAll(pick, ports) && !others.some(w => declaresAll(w, ports));
  const indistinct = () => others.every(w => sameLabels(w.podLabels, pick.podLabels) && !areVariants(w, pick));
  return contested() || onlyPickServes() || indistinct();
}

/** Another release of the same program beside the picked one, as `web-canary` beside `web`: the name may mean both. */
function isReleaseOf(other: Workload, pick: Workload): boolean {
  const [a, b] = [releaseOf(other), releaseOf(pick)];
  return a.isRelease && !b.isRelease && a.program === b.program;
}

/** Workloads that a Service certainly does not mean: others serve its ports and they do not, or another Service claims them. */
function certainlyForeign(
  selector: Selector,
  selects: readonly Workload[],
  pick: Workload | undefined,
  neighbours: Neighbours,
): readonly Workload[] {
  const ports = servicePorts(selector.resource);
  const candidates = serving(selects);
  const claimed = neighbours
    .claims(selects)
    .filter(claim => claim.selector !== selector)
    .map(claim => claim.pick.identity);
  const served = candidates.some(w => declaresAll(w, ports));
  return candidates.filter(
    w => w.identity !== pick?.identity && ((served && declaresOthersOnly(w, ports)) || claimed.includes(w.identity)),
  );
}

/** The workload that a Service names, whose pods kustomize's common labels never reach and it no longer selects. */
function unreachedTarget(
  selector: Selector,
  selects: readonly Workload[],
  neighbours: Neighbours,
): Workload | undefined {
  const { resource, scope } = selector;
  const missed = neighbours.inScope(scope).filter(w => w.kind.unreachedByCommonLabels && !selects.includes(w));
  const referring = missed.find(w => w.services.some(name => name === resource.name || name === resource.authoredName));
  if (referring || missed.length === 0) return referring;
  if (pickOf(selector, selects)) return undefined;
  const all = serving([...selects, ...missed]);
  const pick =
    pickOf(selector, all)?.pick ??
    missed.find(w => programOf(w.resource.authoredName) === programOf(resource.authoredName));
  return pick && missed.includes(pick) ? pick : undefined;
}

/** A lone common label selects, and neither the Service's name nor its ports have to do with the one workload selected. */
function isOverReach(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const [workload] = selects;
  const ports = servicePorts(selector.resource);
  const labels = Object.entries(selector.selector.matchLabels);
  if (!workload || labels.length !== 1 || pickOf(selector, selects)?.level === 'reference') return false;
  const [[key, value] = ['', '']] = labels;
  const common = neighbours.inScope(selector.scope).every(w => w.podLabels[key] === value);
  const named = byName(selector.resource.authoredName, selects);
  return common && !named && declaresOthersOnly(workload, ports);
}
