import type { Selector, Workload } from '../model';
import { declaresAll, servicePorts } from '../ports';
import { distinct } from '../scope';
import type { Binding } from './binding';
import { byName, programOf, releaseOf } from './names';
import { certainlyForeign, isReleaseOf, looksDeliberate, mayNarrow } from './narrow';
import type { Neighbours } from './neighbours';
import { type Pick, pickOf, refersTo, serving } from './pick';

/** What a Service means. */
export function bindRoute(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, evidence: '', foreign: [] };
  const unreached = unreachedTarget(selector, selects, neighbours);
  if (unreached) return { ...binding, verdict: selects.length === 0 ? 'nothing' : 'unknown', means: [unreached] };
  if (selects.length === 0) return { ...binding, verdict: 'nothing', means: [] };
  if (serving(selects).length === 0) return { ...binding, verdict: 'shared', means: selects };
  if (distinct(selects).length === 1) {
    if (isOverReach(selector, selects, neighbours)) return { ...binding, verdict: 'unknown', means: [] };
    if (isOneOfReleases(selector, selects, neighbours)) return { ...binding, verdict: 'shared', means: selects };
    return { ...binding, verdict: 'one', means: selects, level: 'still-true', evidence: 'it selects nothing else' };
  }
  const pick = neighbours.pick(selector);
  if (pick && mayNarrow(selector, selects, pick, neighbours)) return narrowed(binding, selects, pick, neighbours);
  const foreign = certainlyForeign(selector, selects);
  if (foreign.length === 0 && looksDeliberate(selector, selects, neighbours)) {
    return { ...binding, verdict: 'shared', means: selects };
  }
  const releases = serving(selects).filter(w => pick && isReleaseOf(w, pick.pick));
  const guess = pick ? [pick.pick, ...releases] : [];
  return { ...binding, verdict: 'unknown', means: guess, evidence: pick?.evidence ?? '', foreign };
}

/** What a PodDisruptionBudget means: as a Service, but it has no ports. */
export function bindBudget(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const name = byName(selector.resource.authoredName, serving(selects));
  const binding = { selector, selects, evidence: '', foreign: [] };
  const pick: Pick | undefined = name && !name.faint ? { ...name, level: 'name-and-port' } : undefined;
  if (pick && mayNarrow(selector, selects, pick, neighbours)) return narrowed(binding, selects, pick, neighbours);
  const collides = selects.some(w => neighbours.ownSelection(w).some(other => other.identity !== w.identity));
  if (!collides) return { ...binding, verdict: 'shared', means: selects };
  return { ...binding, verdict: 'unknown', means: pick ? [pick.pick] : [], evidence: pick?.evidence ?? '' };
}

/** The binding to the picked workload, and to those that the user gave the same component. */
function narrowed(
  binding: Omit<Binding, 'verdict' | 'means'>,
  selects: readonly Workload[],
  { pick, level, evidence }: Pick,
  neighbours: Neighbours,
): Binding {
  const identities = new Set(neighbours.companions(pick).map(({ identity }) => identity));
  const means = selects.filter(w => identities.has(w.identity));
  const foreign = selects.filter(w => !identities.has(w.identity));
  return { ...binding, verdict: 'one', means, level, evidence, foreign };
}

/** The workload that a Service names, whose pods kustomize's common labels never reach and it no longer selects. */
function unreachedTarget(
  selector: Selector,
  selects: readonly Workload[],
  neighbours: Neighbours,
): Workload | undefined {
  const { resource, scope } = selector;
  const missed = neighbours
    .inScope(scope)
    .filter(w => w.kind.unreachedByCommonLabels && !w.runsToCompletion && !selects.includes(w));
  const referring = missed.find(w => refersTo(w, resource));
  if (referring || missed.length === 0 || neighbours.pick(selector)) return referring;
  const pick = pickOf(selector, [...selects, ...missed])?.pick;
  const named = missed.find(w => programOf(w.resource.authoredName) === programOf(resource.authoredName));
  return pick && missed.includes(pick) ? pick : named;
}

/**
 * The one workload selected is a release beside another of the same program (`web-blue`, `web-green`): the selector is switched
 * between them by its own labels, and stays as precise as it is.
 */
function isOneOfReleases({ scope }: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const [one] = selects.map(releaseOf);
  if (!one?.isRelease) return false;
  const others = neighbours.inScope(scope).filter(w => !selects.includes(w));
  return others.some(w => releaseOf(w).program === one.program);
}

/**
 * A lone common label selects, and neither its value nor the Service's name nor its ports have to do with the one
 * workload selected: kustomize writes selectors into Services that had none.
 */
function isOverReach(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const [workload] = selects;
  const labels = Object.entries(selector.selector.matchLabels);
  if (!workload || labels.length !== 1 || refersTo(workload, selector.resource)) return false;
  const [[key, value] = ['', '']] = labels;
  const common = neighbours.inScope(selector.scope).every(w => w.podLabels[key] === value);
  const named = byName(selector.resource.authoredName, selects) ?? byName(value, selects);
  return common && !named && !declaresAll(workload, servicePorts(selector.resource));
}
