import type { Selector, Workload } from '../model';
import { declaresAll, declaresOthersOnly, formatPorts } from '../ports';
import { distinct, remembered } from '../scope';
import type { Binding } from './binding';
import type { Judgement, Pointed } from './judge';
import { areReleases, isReleaseOf, namesRelease } from './names';
import type { Neighbours } from './neighbours';
import type { Question } from './question';
import { areKin, extendsName, mayShare, sharingRules } from './sharing';
import { areVariants, shareImage } from './variants';

/** Workloads that can serve: what runs to completion is never what a Service means. */
export const serving = remembered((workloads: readonly Workload[]) =>
  distinct(workloads.filter(w => !w.runsToCompletion)),
);

/**
 * Selecting several workloads is an accident, not deliberate sharing: no other may be meant together with the picked one, and something shows that
 * they were told apart once.
 */
export function mayNarrow(
  selector: Selector,
  selects: readonly Workload[],
  { pick }: Pick<Pointed, 'pick'>,
  question: Question,
  neighbours: Neighbours,
): boolean {
  const meant = new Set(neighbours.companions(pick).map(({ identity }) => identity));
  const others = serving(selects).filter(w => !meant.has(w.identity));
  const mayMean = namesRelease(selector.resource.authoredName)
    ? isReleaseOf
    : (a: Workload, b: Workload) => areReleases([a, b]);
  if (others.some(w => mayMean(w, pick))) return false;
  if (others.length === 0) return selects.some(w => w.kind.runsToCompletion);
  const isApart = (w: Workload) => !neighbours.indistinct(w, pick);
  const isContested = neighbours.isContested(selector, meant);
  const mayBeMeant = (w: Workload) =>
    (!isContested || extendsName(w, pick)) &&
    mayShare(w, pick, question, isApart(w)) &&
    !neighbours.isClaimed(selector, w);
  if (others.some(mayBeMeant)) return false;
  const onlyPickServes = () => declaresAll(pick, question.ports) && !others.some(w => declaresAll(w, question.ports));
  return isContested || onlyPickServes() || !others.some(isApart);
}

/** Why several workloads stand behind a Service on purpose; undefined where nothing says so. */
export function sharedBecause(
  selector: Selector,
  selects: readonly Workload[],
  { question, pick }: Judgement,
  neighbours: Neighbours,
): Pick<Binding, 'ground' | 'evidence'> | undefined {
  const candidates = serving(selects);
  const collides = candidates.some(w =>
    neighbours.ownSelection(w).some(other => other !== w && candidates.includes(other)),
  );
  const rule = sharingRules.find(({ holds }) => holds(candidates, question, pick?.pick));
  const because = rule && { ground: rule.id, evidence: rule.summary };
  if (rule?.id === 'ring') return because;
  if (neighbours.rivals(selector, collides)) return undefined;
  if (because || collides) return because;
  const alike = alikeness(candidates, question);
  return alike === undefined
    ? undefined
    : { ground: 'told-apart', evidence: `labels tell their pods apart, and ${alike}` };
}

/** What workloads whose pods labels tell apart have in common; a port that all declare is a coincidence where the name is that of one of them. */
function alikeness(candidates: readonly Workload[], { declaring, likeness, ports }: Question): string | undefined {
  if (areKin(candidates, shareImage)) return 'they run one image';
  if (areKin(candidates, areVariants)) return 'they are pieces of one thing by image, name and ports';
  const allServe = candidates.every(w => declaring.includes(w)) && likeness?.relation !== 'equal';
  return allServe ? `all of them declare ${formatPorts(ports)}` : undefined;
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
): readonly Workload[] {
  const fitting = question.declaring;
  if (fitting.length === 0) return [];
  const isClaimed = (w: Workload) => neighbours.claimants(w).some(service => service !== selector.resource);
  return serving(selects).filter(
    w =>
      (pick !== undefined || isClaimed(w)) &&
      declaresOthersOnly(w, question.ports) &&
      question.likeness?.pick !== w &&
      !fitting.some(other => areReleases([w, other])),
  );
}
