import { groupedByEach } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import { declaresOthersOnly, declaresPorts, declaringIn, reachedTargets, servicePorts } from '../model/service-ports';
import type { Resemblance } from './likeness';
import { affixes, aspects, things } from './name-words';
import { peeled, tokens, wordsBeyond } from './names';
import type { Question } from './question';
import type { Reason } from './reasons';
import { imageNames } from './variants';

/** A workload that a rule points to, and what makes it do so. */
export interface Pointer {
  readonly pick: Workload;
  readonly reasons: readonly Reason[];
}

/** The one candidate that declares the ports. */
export function onlyDeclaring({ declaring, ports }: Question): Pointer | undefined {
  const [pick] = declaring;
  return pick && declaring.length === 1 ? { pick, reasons: [{ id: 'only-declares', ports }] } : undefined;
}

/** Every candidate but this one declares ports, and none of these. */
export const doOthersDeclareOthers = ({ candidates, ports }: Question, pick: Workload): boolean =>
  [silentAmong(candidates), ...ports.map(port => declaringIn(candidates, port))].every(
    list => list.length < 2 && list.every(w => w === pick),
  );

const silentAmong = remembered((workloads: readonly Workload[]) => workloads.filter(w => !declaresPorts(w)));

export const isOnly = ({ declaring }: Question, pick: Workload): boolean =>
  declaring.length === 1 && declaring[0] === pick;

/** Points to where the name does, if it does so by one of the relations and the workload may be it. */
export function ofRelation(
  question: Question,
  relations: readonly Resemblance[],
  reason: (likeness: NonNullable<Question['likeness']>) => Reason,
  mayBe: (pick: Workload) => boolean = () => true,
): Pointer | undefined {
  const { likeness } = question;
  if (!likeness || !relations.includes(likeness.relation)) return undefined;
  const { pick } = likeness;
  if (!mayBe(pick)) return undefined;
  const port: readonly Reason[] = isOnly(question, pick) ? [{ id: 'only-declares', ports: question.ports }] : [];
  return { pick, reasons: [reason(likeness), ...port] };
}

/** The further words of a part that say it is about another thing: in a Service's name any but affixes and aspects. */
export function anotherThing({ likeness }: Question): readonly string[] {
  if (!likeness) return [];
  if (likeness.relation === 'around') return likeness.further.filter(word => !affixes.has(word) && !aspects.has(word));
  return likeness.further.filter(word => things.has(word));
}

/** The words are those of the application's own name, which tells none of its workloads. */
export const namesApplication = ({ common }: Question, words: readonly string[]): boolean =>
  words.every(word => common.has(word));

/** Further words say that it is about another thing. */
export const namesAnother = (question: Question): boolean => anotherThing(question).length > 0;

const targetsOf = (service: Question['resource']): string =>
  servicePorts(service)
    .map(({ target, protocol }) => `${target}/${protocol}`)
    .sort()
    .join();

/** The Service that bears the workload's very name is one of the peers, and targets the same ports. */
export function hasSameTargets({ resource, claimants, peers }: Question, pick: Workload): boolean {
  const isNamed = ({ authoredName }: Question['resource']) => authoredName === pick.resource.authoredName;
  const own = claimants(pick).find(isNamed);
  return own !== undefined && peers.includes(own) && targetsOf(own) === targetsOf(resource);
}

/** Another Service over the same pods bears the same name with another number. */
export function isNumbered({ resource, likeness, peers }: Question): boolean {
  const plain = (name: string) => name.replace(/-?\d+$/, '-');
  if (!likeness || likeness.further.length === 0 || !likeness.further.every(word => /^\d+$/.test(word))) return false;
  return peers.some(
    ({ authoredName }) =>
      authoredName !== resource.authoredName && plain(authoredName) === plain(resource.authoredName),
  );
}

/** The workload has no Service of its own name, and this is no second way to another one: none declares its ports, and those of their Services are others. */
function isUnserved({ candidates, claimants, declaring, ports }: Question, pick: Workload): boolean {
  if (claimants(pick).length > 0 || !declaring.every(w => w === pick)) return false;
  const asked = reachedTargets(ports, candidates);
  const areOthers = (own: readonly string[]) => own.length > 0 && !own.some(target => asked.includes(target));
  const isAnotherWay = (service: Resource) => !areOthers(reachedTargets(servicePorts(service), candidates));
  return declaring.length > 0 || (asked.length > 0 && !candidates.flatMap(claimants).some(isAnotherWay));
}

/** Part of the name, where a Service of its own name means each of the others. */
export function byElimination(question: Question): Pointer | undefined {
  const { candidates, claimants, likeness, resource } = question;
  if (namesAnother(question)) return undefined;
  const isApplication = likeness?.relation === 'within' && namesApplication(question, likeness.shared);
  // A Service of the application's name may be the one that its namesake lacks, or another way to any that serves its ports; a budget of that name
  // may be about all of it.
  if (isApplication && !(resource.kind === 'Service' && isUnserved(question, likeness.pick))) return undefined;
  const found = ofRelation(
    question,
    ['within', 'around'],
    ({ shared }) => ({ id: 'shares-words', words: shared }),
    pick => candidates.every(w => w === pick || claimants(w).length > 0),
  );
  if (!found || isOnly(question, found.pick)) return found;
  return { ...found, reasons: [...found.reasons, { id: 'all-others-are-claimed' }] };
}

/** The candidates by the names of their images, as words. */
const byImageName = remembered((candidates: readonly Workload[]) =>
  groupedByEach(candidates, w => imageNames(w).map(image => tokens(image).join('-'))),
);

/** The one candidate that runs an image that bears one of these names. */
function imageBearer({ candidates }: Question, keys: readonly string[]): { pick: Workload; image: string } | undefined {
  const images = byImageName(candidates);
  const found = [...new Set(keys)].flatMap(image => (images.get(image) ?? []).map(pick => ({ pick, image })));
  const [first] = found;
  return first && found.every(({ pick }) => pick === first.pick) ? first : undefined;
}

/** Words that follow one another in a name, in all ways, joined. */
const stretches = (words: readonly string[]): readonly string[][] =>
  words.flatMap((_, from) => words.slice(from).map((_, i) => words.slice(from, from + i + 1)));

/** The candidate whose image's name stands in the resource's, which has no more words than tell an aspect of it. */
export function byImageWithin(question: Question): { pick: Workload; image: string } | undefined {
  const words = tokens(question.resource.authoredName);
  const isAll = (own: readonly string[]) =>
    wordsBeyond(words, own).every(word => affixes.has(word) || aspects.has(word));
  const keys = stretches(words).filter(isAll);
  return imageBearer(
    question,
    keys.map(key => key.join('-')),
  );
}

/** The one candidate whose image bears the name, or its last words. */
export function byImage(question: Question): Pointer | undefined {
  const words = peeled(tokens(question.resource.authoredName)).at(-1) ?? [];
  const found = imageBearer(
    question,
    words.map((_, i) => words.slice(i).join('-')),
  );
  if (!found || declaresOthersOnly(found.pick, question.ports)) return undefined;
  return { pick: found.pick, reasons: [{ id: 'image-of-that-name', words: [found.image] }] };
}
