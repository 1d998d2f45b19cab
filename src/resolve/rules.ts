import type { Workload } from '../model';
import { declares, declaresOthersOnly, declaresPorts, servicePorts } from '../ports';
import { refOf } from '../resource';
import type { Level } from './binding';
import { instanceOf } from './instances';
import type { Relation } from './likeness';
import { affixes, aspects, reach, things } from './name-words';
import { peeled, tokens } from './names';
import { type Question, refersTo } from './question';
import type { Reason } from './reasons';
import { imageNames } from './variants';

/** A workload that a rule points to, and what makes it do so. */
export interface Pointer {
  readonly pick: Workload;
  readonly reasons: readonly Reason[];
}

/** A rule of evidence that looks at names, ports and references. */
export interface Rule {
  readonly id: RuleId;
  /** `certain` rules bind; `plausible` ones are told, and bind Services only where the user asks for it by `evidence: Plausible`. */
  readonly weight: 'certain' | 'plausible';
  readonly level: Level;
  /** What it says, in one line. */
  readonly summary: string;
  /** What it needs. */
  readonly needs: string;
  /** What speaks against it. */
  readonly against: string;
  /** The one candidate that it points to. */
  readonly points: (question: Question) => Pointer | undefined;
}

export type RuleId =
  | 'named-by-workload'
  | 'equal-name'
  | 'equal-but-for-affixes'
  | 'same-instance'
  | 'only-named-port'
  | 'only-declared-port'
  | 'part-and-port'
  | 'image-and-port'
  | 'numbered-services'
  | 'another-way-in'
  | 'part-by-elimination'
  | 'part-of-name'
  | 'only-port'
  | 'image-of-that-name';

const certain = { weight: 'certain', level: 'name-and-port' } as const;
const plausible = { weight: 'plausible', level: 'name-and-port' } as const;

/** The rules, strictest first. */
export const rules: readonly Rule[] = [
  {
    ...certain,
    id: 'named-by-workload',
    level: 'reference',
    summary: 'One workload names the Service as its own.',
    needs: "a StatefulSet's `serviceName`, or the stable, canary, active or preview Service of a Rollout",
    against: 'two workloads name it; or another candidate alone declares its ports',
    points: question => {
      const [pick, ...more] = question.candidates.filter(w => refersTo(w, question.resource));
      if (!pick || more.length > 0) return undefined;
      return { pick, reasons: [{ id: 'names-it-as-its-service', by: refOf(pick.resource) }] };
    },
  },
  {
    ...certain,
    id: 'equal-name',
    summary: 'One workload bears the very name of the resource that selects.',
    needs: 'equal names, as authored',
    against:
      'another candidate declares its ports, bears no Service of its own name, and the namesake declares others or none',
    points: question => ofRelation(question, ['equal'], () => ({ id: 'equal-name' })),
  },
  {
    ...certain,
    id: 'equal-but-for-affixes',
    summary: 'One workload bears that name but for mere affixes.',
    needs: `equal names once words like ${quoted(['svc', 'service', 'headless', 'lb', 'deployment'])} and the words that all candidates share are off`,
    against: 'as for an equal name; or the workload declares ports, and none of these',
    points: question => ofRelation(question, ['affixes'], () => ({ id: 'equal-but-for-affixes' })),
  },
  {
    ...certain,
    id: 'same-instance',
    summary: 'The candidates are one thing in several instances, and one of them is of the same instance.',
    needs: 'names that differ in their first or last word alone, and a Service of just that kind for each of them',
    against: 'any candidate, or any of those Services, that is of another kind',
    points: question => {
      const found = instanceOf(question);
      return found && { pick: found.pick, reasons: [{ id: 'same-instance', words: [found.word] }] };
    },
  },
  {
    ...certain,
    id: 'only-named-port',
    summary: 'Only one candidate declares the named ports that the Service targets, so only its pods get connections.',
    needs: '`targetPort` is a name throughout',
    against: 'the Service is headless: then all pods are published',
    points: question =>
      !question.isHeadless && question.ports.every(({ target }) => typeof target === 'string')
        ? onlyDeclaring(question)
        : undefined,
  },
  {
    ...certain,
    id: 'only-declared-port',
    summary: 'Only one candidate declares the ports, and every other one declares others.',
    needs: 'all candidates declare ports',
    against: 'a candidate that declares none: a port that is declared only informs',
    points: question => {
      const found = onlyDeclaring(question);
      const isOther = (w: Workload) => w === found?.pick || declaresOther(w, question);
      return found && question.candidates.every(isOther) ? found : undefined;
    },
  },
  {
    ...certain,
    id: 'part-and-port',
    summary: 'One name is a part of the other, and only that workload declares the ports.',
    needs: 'a part of the name that points to one candidate, which alone declares the ports',
    against: 'the ports are not declared, or by others as well; a further word that names another thing',
    points: question =>
      ofRelation(
        question,
        ['within', 'around'],
        ({ shared }) => ({ id: 'shares-words', words: shared }),
        pick => isOnly(question, pick) && !namesAnother(question),
      ),
  },
  {
    ...certain,
    id: 'image-and-port',
    summary: 'One container bears the name by its image, and only it declares the ports.',
    needs: 'an image whose name stands in the name, in the one candidate that declares the ports',
    against: 'the ports are not declared, or by others as well',
    points: question => {
      const [pick] = question.declaring;
      const image = pick && isOnly(question, pick) ? imageWithin(question, pick) : undefined;
      if (!pick || image === undefined) return undefined;
      return {
        pick,
        reasons: [
          { id: 'image-of-that-name', words: [image] },
          { id: 'only-declares', ports: question.ports },
        ],
      };
    },
  },
  {
    ...certain,
    id: 'numbered-services',
    summary:
      'Several Services over the same pods are numbered, and only one workload bears the name without the number.',
    needs: 'a Service whose name differs in nothing but a number',
    against: 'a candidate whose name bears a number',
    points: question =>
      isNumbered(question) ? ofRelation(question, ['around'], () => ({ id: 'equal-but-for-affixes' })) : undefined,
  },
  {
    ...certain,
    id: 'another-way-in',
    summary:
      'The Service that bears the very name of a workload targets the same ports; this one says only from where it is reached.',
    needs: `a further word such as ${quoted([...reach])}, and that Service over the same pods`,
    against: 'other target ports; any other further word',
    points: question =>
      ofRelation(
        question,
        ['around'],
        ({ shared }) => ({ id: 'shares-words', words: shared }),
        pick => question.likeness?.further.every(word => reach.has(word)) === true && hasSameTargets(question, pick),
      ),
  },
  {
    ...certain,
    id: 'part-by-elimination',
    summary: 'One name is a part of the other, and every other candidate has a Service of its own name.',
    needs: `a part of the name that points to one candidate; what the Service's name has more is an affix or an aspect (${quoted(['metrics', 'grpc', 'admin', 'internal'])})`,
    against: `a further word that names another thing (${quoted(['db', 'cache', 'proxy', 'worker', 'exporter'])}, in a Service's name any other); the workload declares ports, and none of these`,
    points: byElimination,
  },
  {
    ...plausible,
    id: 'part-of-name',
    summary: 'One name is a part of the other, or shares most words with it.',
    needs: 'words that point to one candidate',
    against: 'further words that name another thing; the workload declares ports, and none of these',
    points: question =>
      ofRelation(
        question,
        ['within', 'around', 'overlap'],
        ({ shared }) => ({ id: 'shares-words', words: shared }),
        pick => !declaresOthersOnly(pick, question.ports) && !namesAnother(question),
      ),
  },
  {
    ...plausible,
    id: 'only-port',
    summary: 'Only one candidate declares the ports; others declare none.',
    needs: 'ports that one candidate declares',
    against: 'any candidate that declares the ports too',
    points: onlyDeclaring,
  },
  {
    ...plausible,
    id: 'image-of-that-name',
    summary: "Only one candidate's image bears the name.",
    needs: 'an image whose last part is the name but for affixes, or the last words of it',
    against: 'several candidates with such an image; the workload declares ports, and none of these',
    points: byImage,
  },
];

function quoted(words: readonly string[]): string {
  return words.map(word => `\`${word}\``).join(', ');
}

function onlyDeclaring({ declaring: [pick, ...more], ports }: Question): Pointer | undefined {
  return pick && more.length === 0 ? { pick, reasons: [{ id: 'only-declares', ports }] } : undefined;
}

/** It declares ports and none of these. */
const declaresOther = (workload: Workload, { ports }: Question): boolean =>
  declaresPorts(workload) && !ports.some(port => declares(workload, port));

const isOnly = ({ declaring }: Question, pick: Workload): boolean => declaring.length === 1 && declaring[0] === pick;

/** Points to where the name does, if it does so by one of the relations and the workload may be it. */
function ofRelation(
  question: Question,
  relations: readonly Relation[],
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

const namesAnother = (question: Question): boolean => anotherThing(question).length > 0;

const targetsOf = (service: Question['resource']): string =>
  servicePorts(service)
    .map(({ target, protocol }) => `${target}/${protocol}`)
    .sort()
    .join();

/** The Service that bears the workload's very name is one of the peers, and targets the same ports. */
function hasSameTargets({ resource, claimants, peers }: Question, pick: Workload): boolean {
  const isNamed = ({ authoredName }: Question['resource']) => authoredName === pick.resource.authoredName;
  const own = claimants(pick).find(isNamed);
  return own !== undefined && peers().includes(own) && targetsOf(own) === targetsOf(resource);
}

/** Another Service over the same pods bears the same name with another number. */
function isNumbered({ resource, likeness, peers }: Question): boolean {
  const plain = (name: string) => name.replace(/-?\d+$/, '-');
  if (!likeness || likeness.further.length === 0 || !likeness.further.every(word => /^\d+$/.test(word))) return false;
  return peers().some(
    ({ authoredName }) =>
      authoredName !== resource.authoredName && plain(authoredName) === plain(resource.authoredName),
  );
}

function byElimination(question: Question): Pointer | undefined {
  const { candidates, claimants } = question;
  if (namesAnother(question)) return undefined;
  const found = ofRelation(
    question,
    ['within', 'around'],
    ({ shared }) => ({ id: 'shares-words', words: shared }),
    pick => candidates.every(w => w === pick || claimants(w).length > 0),
  );
  if (!found || isOnly(question, found.pick)) return found;
  return { ...found, reasons: [...found.reasons, { id: 'all-others-are-claimed' }] };
}

/** The image of the workload whose name stands in the resource's, which has no more words than tell an aspect of it. */
function imageWithin({ resource }: Question, workload: Workload): string | undefined {
  const words = tokens(resource.authoredName);
  return imageNames(workload).find(image => {
    const own = tokens(image);
    const isWithin = own.length > 0 && `-${words.join('-')}-`.includes(`-${own.join('-')}-`);
    return isWithin && words.every(word => own.includes(word) || affixes.has(word) || aspects.has(word));
  });
}

function byImage({ candidates, resource, ports }: Question): Pointer | undefined {
  const words = peeled(tokens(resource.authoredName)).at(-1) ?? [];
  const bears = (w: Workload) =>
    imageNames(w).find(image => {
      const own = tokens(image);
      return own.length > 0 && own.join('-') === words.slice(-own.length).join('-');
    });
  const [pick, ...more] = candidates.filter(bears);
  if (!pick || more.length > 0 || declaresOthersOnly(pick, ports)) return undefined;
  return { pick, reasons: [{ id: 'image-of-that-name', words: [bears(pick) ?? ''] }] };
}
