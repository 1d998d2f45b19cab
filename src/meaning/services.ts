import { isAmong } from '../data/among';
import { rememberedPair } from '../data/remembered';
import { noRest } from '../data/rest';
import type { Selector, Workload } from '../model';
import { workloadIndex } from '../model/lookup';
import { distinct, partedByIdentity, serving } from '../model/selection';
import { declaresAll, declaresOthersOnly, servicePorts } from '../model/service-ports';
import type { Binding } from './binding';
import { crowdOf, programMates } from './crowd';
import { candidatesOf, type Judgement } from './judge';
import { byName, isWholeName } from './likeness';
import { certainlyForeign, mayNarrow, sharedByAll, sharedOnPurpose } from './may-narrow';
import { isReleaseOf, releaseOf } from './names';
import type { Neighbours } from './neighbours';
import { refersTo } from './question';
import { formatReasons } from './reasons';
import { unreachedTarget } from './unreached';

type Unjudged = Pick<Binding, 'selector' | 'selects' | 'evidence' | 'foreign'>;

/** What a Service means. */
export function bindRoute(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding: Unjudged = { selector, selects, evidence: '', foreign: noRest };
  const unreached = unreachedTarget(selector, selects, neighbours);
  if (unreached) {
    const verdict = selects.length === 0 ? 'nothing' : 'unknown';
    return { ...binding, verdict, means: [unreached], ground: 'unreached-pods' };
  }
  if (selects.length === 0) return { ...binding, verdict: 'nothing', means: [], ground: 'selects-nothing' };
  const candidates = serving(selects);
  if (candidates.length === 0) return { ...binding, verdict: 'shared', means: selects, ground: 'runs-to-completion' };
  if (distinct(selects).length === 1) return bindOne(binding, neighbours);
  const judgement = neighbours.judge(selector, candidates);
  const onPurpose = candidates.length > 1 ? sharedOnPurpose(selector, selects, judgement, neighbours) : undefined;
  if (onPurpose) return { ...binding, verdict: 'shared', means: selects, ...onPurpose };
  if (judgement.pick && mayNarrow(selector, selects, judgement.pick, judgement.question, neighbours))
    return narrowed(binding, judgement, judgement.pick, neighbours);
  if (candidates.length === 1) return { ...binding, verdict: 'shared', means: selects, ground: 'runs-to-completion' };
  const foreign = certainlyForeign(selector, selects, judgement, neighbours);
  const because = foreign.length === 0 ? sharedByAll(selector, selects, judgement, neighbours) : undefined;
  if (because) return { ...binding, verdict: 'shared', means: selects, ...because };
  return unresolved({ ...binding, foreign }, judgement);
}

/** It selects one workload only. */
function bindOne(binding: Unjudged, neighbours: Neighbours): Binding {
  const { selector, selects } = binding;
  if (isOverReach(selector, selects, neighbours))
    return { ...binding, verdict: 'unknown', means: [], ground: 'over-reach' };
  if (isOneOfReleases(selector, selects, neighbours))
    return { ...binding, verdict: 'shared', means: selects, ground: 'releases' };
  return stillOne(binding);
}

/** A selector that selects just one workload means it. */
export const stillOne = (binding: Unjudged): Binding => ({
  ...binding,
  verdict: 'one',
  means: binding.selects,
  level: 'still-true',
  ground: 'still-one',
  evidence: 'it selects nothing else',
});

/** What a PodDisruptionBudget means: as a Service, but it has no ports, and it may mean pods that run to completion. */
export function bindBudget(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding: Unjudged = { selector, selects, evidence: '', foreign: noRest };
  const judgement = neighbours.judge(selector, distinct(selects));
  const { pick, question } = judgement;
  const isJob = pick?.pick.runsToCompletion === true;
  if (pick?.rule.weight === 'certain' && (isJob || mayNarrow(selector, selects, pick, question, neighbours)))
    return narrowed(binding, judgement, pick, neighbours);
  if (!collides(selects, neighbours)) return { ...binding, verdict: 'shared', means: selects, ground: 'told-apart' };
  return unresolved(binding, judgement);
}

/** The own selector of some selects another's pods, whatever these are. */
const collides = rememberedPair((selects: readonly Workload[], neighbours: Neighbours): boolean =>
  selects.some(w => neighbours.ownSelection(w).some(other => other.identity !== w.identity)),
);

/** The evidence does not suffice: what it points to is only told, with its releases. */
export function unresolved(binding: Unjudged, judgement: Judgement): Binding {
  const [pointed] = judgement.pointers;
  const releases = pointed
    ? programMates(serving(binding.selects), pointed.pick).filter(w => isReleaseOf(w, pointed.pick))
    : [];
  const namesakes = judgement.question.namesakes.filter(isWholeName).map(({ pick }) => pick);
  return {
    ...binding,
    verdict: 'unknown',
    means: pointed ? [pointed.pick, ...releases] : namesakes,
    ground: 'no-evidence',
    evidence: pointed
      ? formatReasons(pointed.reasons)
      : namesakes.length > 0
        ? formatReasons([{ id: 'equal-name' }])
        : '',
    candidates: candidatesOf(judgement),
  };
}

/** The binding to the picked workload, and to those that the user gave the same component. */
function narrowed(
  binding: Unjudged,
  judgement: Judgement,
  { pick, rule, reasons }: NonNullable<Judgement['pick']>,
  neighbours: Neighbours,
): Binding {
  const { kept, rest } = partedByIdentity(binding.selects, neighbours.companions(pick));
  return {
    ...binding,
    verdict: 'one',
    means: kept,
    foreign: rest,
    level: rule.level,
    ground: rule.id,
    evidence: formatReasons(reasons),
    candidates: candidatesOf(judgement),
  };
}

/**
 * The one workload selected is a release beside another of the same program (`web-blue`, `web-green`): the selector is switched
 * between them by its own labels, and stays as precise as it is.
 */
function isOneOfReleases({ scope }: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const [one] = selects.map(releaseOf);
  if (!one?.isRelease) return false;
  return (crowdOf(neighbours.inScope(scope)).byProgram.get(one.program) ?? []).some(w => !isAmong(w, selects));
}

/**
 * A lone common label selects, and the Service's name has nothing to do with the one workload selected, whose ports are others:
 * kustomize writes selectors into Services that had none.
 */
function isOverReach(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): boolean {
  const [workload] = selects;
  const labels = Object.entries(selector.asks.matchLabels);
  if (!workload || labels.length !== 1 || refersTo(workload, selector.resource)) return false;
  const ports = servicePorts(selector.resource);
  if (declaresAll(workload, ports) || !declaresOthersOnly(workload, ports)) return false;
  const [[key, value] = ['', '']] = labels;
  const around = neighbours.inScope(selector.scope);
  const common = workloadIndex(around).bearing(selector.scope, key, value).length === around.length;
  const asked = { name: value, authoredName: value };
  return common && !byName(selector.resource, selects) && !byName(asked, selects);
}
