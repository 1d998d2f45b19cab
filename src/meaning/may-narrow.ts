import { isAmong } from '../data/among';
import { rememberedBy, rememberedPair } from '../data/remembered';
import { noRest, type Rest } from '../data/rest';
import type { Selector, Workload } from '../model';
import { partedByIdentity, serving } from '../model/selection';
import { declaresAll, declaresOthersOnly, declaringAmong, type ServicePort, targetKey } from '../model/service-ports';
import type { Binding } from './binding';
import { crowdOf, kinOf } from './crowd';
import type { Bound, Judgement } from './judge';
import { isWholeName } from './likeness';
import { areOfOneEnvironment, areReleases, isReleaseOf, isTwinOf, namesRelease, releaseOf } from './names';
import type { Neighbours } from './neighbours';
import { namesApplication } from './pointing';
import type { Question } from './question';
import type { RuleId } from './rule';
import { areKin, extendingAmong, extendsName, isPartOf, mayShare, sharingRules, stemOf } from './sharing';
import { areVariants, shareImage } from './variants';

/** The rules by which a name, all of it, points to the workload. */
const namingRules: readonly RuleId[] = [
  'equal-name',
  'equal-but-for-affixes',
  'same-instance',
  'numbered-services',
  'another-way-in',
];

/**
 * Selecting several workloads is an accident, not deliberate sharing: no other may be meant together with the picked one, and something shows that
 * they were told apart once.
 */
export function mayNarrow(
  selector: Selector,
  selects: readonly Workload[],
  { pick, by }: Pick<Bound, 'pick' | 'by'>,
  question: Question,
  neighbours: Neighbours,
): boolean {
  const meant = new Set(neighbours.companions(pick).map(({ identity }) => identity));
  const all = serving(selects);
  const isNamed = by.some(rule => namingRules.includes(rule));
  const isOther = (w: Workload) => !meant.has(w.identity);
  const inMeant = [...meant].flatMap(identity => crowdOf(all).byIdentity.get(identity) ?? []);
  const mayMean = namesRelease(selector.resource.authoredName)
    ? isReleaseOf
    : (a: Workload, b: Workload) => areReleases([a, b]);
  const ofProgram = crowdOf(all).byProgram.get(releaseOf(pick).program) ?? [];
  if (ofProgram.some(w => isOther(w) && mayMean(w, pick))) return false;
  if (all.length === inMeant.length) return selects.some(w => w.row.runsToCompletion);
  const isApart = (w: Workload) => !neighbours.indistinct(w, pick);
  const isContested = neighbours.isContested(selector, meant);
  const mayBeMeant = (w: Workload) => {
    const isOtherKind = w.resource.kind !== pick.resource.kind && isPartOf(w, pick, selector.resource);
    const mayBePart = isApart(w) || isOtherKind || by.includes('named-by-workload');
    if (!mayShare(w, pick, question, mayBePart)) return false;
    if (!isNamed) return true;
    const isClaimed = neighbours.isClaimed(selector, w);
    if (!extendsName(w, selector.resource)) return !isClaimed && !isContested;
    return !isClaimed || w.resource.kind !== pick.resource.kind;
  };
  // Where others are meant by other Services, only those may be meant together with it that extend its name.
  const mayExtend = isNamed && isContested ? extendingAmong(all, selector.resource) : undefined;
  if ((mayExtend ?? kinOf(pick, all)).some(w => isOther(w) && mayBeMeant(w))) return false;
  const onlyPickServes = () => declaresAll(pick, question.ports) && !question.declaring.some(isOther);
  const isNoneApart = () =>
    all.length - inMeant.length ===
    neighbours.indistinctAmong(pick, all).length - inMeant.filter(w => !isApart(w)).length;
  return isContested || onlyPickServes() || isNoneApart();
}

/** Evidence that several workloads stand behind a Service on purpose, although no label tells their pods apart. */
export function sharedOnPurpose(
  selector: Selector,
  selects: readonly Workload[],
  { question, pick }: Judgement,
  neighbours: Neighbours,
): Shared | undefined {
  const candidates = serving(selects);
  const rule = sharingRules.find(({ holds }) => holds(candidates, question, pick?.pick));
  const isDoubtful = rule?.id !== 'ring' && neighbours.rivals(selector, collide(candidates, neighbours));
  return rule && !isDoubtful ? { ground: rule.id, evidence: rule.summary } : undefined;
}

type Shared = Pick<Binding, 'ground' | 'evidence'>;

/** The own selectors of some select the pods of others. */
const collide = rememberedPair((candidates: readonly Workload[], neighbours: Neighbours): boolean =>
  candidates.some(w => neighbours.ownSelection(w).some(other => other !== w && isAmong(other, candidates))),
);

/** Nothing speaks against several workloads behind a Service whose pods labels tell apart. */
export function sharedByAll(
  selector: Selector,
  selects: readonly Workload[],
  { question }: Judgement,
  neighbours: Neighbours,
): Shared | undefined {
  const candidates = serving(selects);
  if (collide(candidates, neighbours) || neighbours.rivals(selector, false)) return undefined;
  const { likeness } = question;
  const isNamed = likeness !== undefined && isWholeName(likeness);
  if (isNamed && !candidates.every(w => w === likeness.pick || extendsName(w, selector.resource))) return undefined;
  const isContradicted = candidates.some(w => declaresOthersOnly(w, question.ports));
  if (isContradicted && !candidates.every(w => extendsName(w, selector.resource))) return undefined;
  const alike = alikeness(candidates, question);
  return alike === undefined
    ? undefined
    : { ground: 'told-apart', evidence: `labels tell their pods apart, and ${alike}` };
}

/**
 * What workloads whose pods labels tell apart have in common. All of an application may bear its name: that is no stem, unless they are twins of the
 * Service's name.
 */
function alikeness(candidates: readonly Workload[], question: Question): string | undefined {
  if (!areOfOneEnvironment(candidates)) return undefined;
  if (areKin(candidates, shareImage)) return 'they run one image';
  const areTwins = candidates.every(w => isTwinOf(w.resource.authoredName, question.resource.authoredName));
  const isApplication = !areTwins && candidates.some(w => namesApplication(question, [stemOf(w)]));
  if (!isApplication && areKin(candidates, areVariants)) return 'they are pieces of one thing by image, name and ports';
  return undefined;
}

/**
 * Workloads that a Service certainly does not mean: they declare ports and not this one's, while others do, and either another Service means them
 * by their very names, or it is known whom this one means. A port that is declared only informs, so by itself it says nothing for certain. A
 * release that calls its port otherwise than the others is meant, and broken.
 */
export function certainlyForeign(
  selector: Selector,
  selects: readonly Workload[],
  { question, pick }: Judgement,
  neighbours: Neighbours,
): Rest<Workload> {
  if (question.declaring.length === 0) return noRest;
  const others = declaringOthers(serving(selects), question.ports);
  const suspects = pick === undefined ? claimedAmong(others, neighbours) : others;
  const likely = question.likeness ? [question.likeness.pick] : [];
  const isOnlyIts = (w: Workload) => neighbours.claimants(w).every(service => service === selector.resource);
  const own = pick === undefined ? neighbours.claimedBy(selector.resource).filter(isOnlyIts) : [];
  return partedByIdentity(suspects, [...likely, ...own]).rest;
}

/** Those that declare ports and none of these, but for releases of those that declare them all. Many Services share one list. */
const declaringOthers = rememberedBy(
  (ports: readonly ServicePort[]) => ports.map(targetKey).join(),
  (workloads: readonly Workload[], ports) => {
    const { byProgram } = crowdOf(declaringAmong(workloads, ports));
    return workloads.filter(
      w =>
        declaresOthersOnly(w, ports) &&
        !byProgram.get(releaseOf(w).program)?.some(fitting => areReleases([w, fitting])),
    );
  },
);

/** Those that some Service means by their very names. */
const claimedAmong = rememberedPair((workloads: readonly Workload[], neighbours: Neighbours) =>
  workloads.filter(w => neighbours.claimants(w).length > 0),
);
