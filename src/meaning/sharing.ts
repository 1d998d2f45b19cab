import { groupedByEach } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import { declaresAll, declaresOthersOnly } from '../model/service-ports';
import { isWholeName } from './likeness';
import { affixes, aspects, ringWord } from './name-words';
import { areOfOneEnvironment, areReleases, isAuxiliary, isReleaseOf, tokens } from './names';
import type { Question } from './question';
import { shareImage, shareStem } from './variants';

/** A reason for which several workloads stand behind one selector on purpose, although no label tells their pods apart. */
export interface SharingRule {
  readonly id: SharingId;
  /** What it says, in one line; also the words of a message. */
  readonly summary: string;
  readonly holds: (candidates: readonly Workload[], question: Question, pick: Workload | undefined) => boolean;
}

export type SharingId = 'releases' | 'one-name-in-several-kinds' | 'ring' | 'one-program-in-several-kinds';

const shareOneImage = remembered(([first, ...rest]: readonly Workload[]) =>
  rest.every(w => first && shareImage(first, w)),
);
const kindsOf = remembered(
  (workloads: readonly Workload[]) => new Set(workloads.map(({ resource }) => resource.kind)).size,
);
/** The first word of a workload's name. */
export const stemOf = ({ resource }: Workload): string => tokens(resource.authoredName)[0] ?? '';

const haveOneName = remembered(
  (workloads: readonly Workload[]) => new Set(workloads.map(({ resource }) => resource.authoredName)).size === 1,
);
const haveOneStem = remembered((workloads: readonly Workload[]) => new Set(workloads.map(stemOf)).size === 1);

/** What counts as evidence for deliberate sharing. */
export const sharingRules: readonly SharingRule[] = [
  {
    id: 'releases',
    summary: 'they are releases of one program',
    holds: (candidates, _, pick) =>
      areReleases(candidates) || (pick !== undefined && candidates.every(w => w === pick || isReleaseOf(w, pick))),
  },
  {
    id: 'one-name-in-several-kinds',
    summary: 'they bear one name in several kinds',
    holds: candidates => kindsOf(candidates) > 1 && haveOneName(candidates),
  },
  {
    id: 'ring',
    summary: 'they run one image, and a headless Service for peers publishes all of them',
    holds: (candidates, question) =>
      question.isHeadless && isForPeers(question) && shareOneImage(candidates) && allDeclare(candidates, question),
  },
  {
    id: 'one-program-in-several-kinds',
    summary: 'they run one image in several kinds',
    holds: (candidates, question) =>
      kindsOf(candidates) > 1 &&
      haveOneStem(candidates) &&
      shareOneImage(candidates) &&
      areOfOneEnvironment(candidates) &&
      allDeclare(candidates, question) &&
      !namesOne(candidates, question),
  },
];

/** Its name is that of one of them; but for affixes, and not all of the others bear that name with a word more. */
function namesOne(candidates: readonly Workload[], { likeness, resource }: Question): boolean {
  if (!likeness || !isWholeName(likeness)) return false;
  const { pick, relation } = likeness;
  return relation === 'equal' || !candidates.every(w => w === pick || isPartOf(w, pick, resource));
}

/** The other's name holds the resource's, and no word says that it stands beside the picked one. */
export const isPartOf = (other: Workload, pick: Workload, resource: Resource): boolean =>
  extendsName(other, resource) && !isAuxiliary(other.resource.authoredName, pick.resource.authoredName);

const allDeclare = (candidates: readonly Workload[], { declaring }: Question): boolean =>
  declaring.length === candidates.length;

/** Its name or its ports say that members find one another there. */
const isForPeers = ({ resource, ports }: Question): boolean =>
  [...tokens(resource.authoredName), ...ports.flatMap(({ name, target }) => tokens(`${name ?? ''} ${target}`))].some(
    word => ringWord.test(word),
  );

/** True where each two of the workloads are kin. Remembered for the list: many Services share one. */
export function areKin(workloads: readonly Workload[], are: (a: Workload, b: Workload) => boolean): boolean {
  return kinships(workloads)(are).all;
}

const kinships = remembered((workloads: readonly Workload[]) =>
  remembered((are: (a: Workload, b: Workload) => boolean) => ({
    all: workloads.every(a => workloads.every(b => a === b || are(a, b))),
  })),
);

/**
 * True where another workload may be meant together with the picked one: they run one image, or else, where the name is not equal, share a
 * stem and their ports; and it may serve too.
 * @param mayBePart it may be a part of the same thing though it declares no port: labels tell it apart, or a StatefulSet names its Service
 */
export function mayShare(other: Workload, pick: Workload, question: Question, mayBePart: boolean): boolean {
  const isNamesake = question.likeness?.relation === 'equal' && question.likeness.pick === pick;
  if (!shareImage(other, pick) && (isNamesake || !shareStem(other, pick))) return false;
  if (question.ports.length === 0 || declaresAll(other, question.ports)) return true;
  if (declaresOthersOnly(other, question.ports)) return false;
  return !declaresAll(pick, question.ports) || (mayBePart && stemOf(other) === stemOf(pick));
}

/** True where the workload's name holds the resource's: `web-worker` may be a part of what Service `web` means. */
export function extendsName(workload: Workload, resource: Resource): boolean {
  const words = tokens(workload.resource.authoredName);
  return tellingWords(resource).every(word => words.includes(word));
}

/** Those of the list whose names hold the resource's, found by the rarest of its words. */
export function extendingAmong(workloads: readonly Workload[], resource: Resource): readonly Workload[] {
  const bearing = tellingWords(resource).map(word => byWord(workloads).get(word) ?? []);
  const [first = workloads, ...others] = bearing;
  const fewest = others.reduce((a, b) => (b.length < a.length ? b : a), first);
  return bearing.length < 2 ? fewest : fewest.filter(workload => extendsName(workload, resource));
}

const tellingWords = remembered(({ authoredName }: Resource): readonly string[] => {
  const asked = tokens(authoredName);
  const telling = asked.filter(word => !affixes.has(word) && !aspects.has(word));
  return telling.length > 0 ? telling : asked;
});

/** The workloads by the words of their names. */
export const byWord = remembered((workloads: readonly Workload[]) =>
  groupedByEach(workloads, ({ resource }) => tokens(resource.authoredName)),
);
