import type { Config } from '../config';
import { isAmong } from '../data/among';
import type { Workload } from '../model';
import { refOf } from '../model/resource';
import { declaresPorts } from '../model/service-ports';
import type { Candidate } from './binding';
import { referringAmong } from './crowd';
import { isWholeName } from './likeness';
import { tokens } from './names';
import { anotherThing, type Pointer } from './pointing';
import { portObjections } from './port-objections';
import { type Question, refersTo } from './question';
import { mergedReasons, type Reason } from './reasons';
import type { EvidenceRule, RuleId } from './rule';
import { evidenceRules } from './rules';
import { byWord } from './sharing';
import { shareImage } from './variants';

/** Where a rule points. */
export interface Pointed extends Pointer {
  readonly rule: EvidenceRule;
}

/** What all rules point to that may bind, and which these are. */
export interface Bound extends Pointed {
  readonly by: readonly RuleId[];
}

/** What the rules say to a question. */
export interface Judgement {
  readonly question: Question;
  /** The one workload to which all rules point that may bind; none where they point to several. */
  readonly pick?: Bound;
  /** Where every rule points, strictest first. */
  readonly pointers: readonly Pointed[];
}

/**
 * Asks every rule. Those that may bind must not point to different workloads, nor the ports to another one.
 * @param evidence which rules may bind
 */
export function judge(question: Question, evidence: Config['evidence']): Judgement {
  const pointers = evidenceRules.flatMap((rule): Pointed[] => {
    const pointer = rule.points(question);
    return pointer ? [{ ...pointer, rule }] : [];
  });
  const certain = pointers.filter(({ rule }) => rule.weight === 'certain');
  const binding = certain.length > 0 || evidence === 'Certain' ? certain : pointers;
  const [pick] = binding;
  const agree = pick !== undefined && binding.every(pointer => pointer.pick === pick.pick);
  const isTie = question.namesakes.filter(isWholeName).length > 1;
  const isNamedTwice = referringAmong(question.candidates, question.resource).length > 1;
  if (!agree || isTie || isNamedTwice || isContradicted(question, pick)) return { question, pointers };
  const reasons = mergedReasons(binding.flatMap(pointer => pointer.reasons));
  return { question, pointers, pick: { ...pick, reasons, by: binding.map(({ rule }) => rule.id) } };
}

/** Ports speak against it, as far as its rule yields to them, or the name of a Job does. */
const isContradicted = (question: Question, { pick, rule }: Pointed): boolean =>
  portObjections[rule.yieldsTo].holds(question, pick) || (question.job !== undefined && rule.yieldsTo !== 'unclaimed');

/** No more candidates than these are weighed for a message. */
const most = 5;

/** Who may be meant and what speaks for and against each, most likely first. */
export function candidatesOf({ question, pointers }: Judgement): readonly Candidate[] {
  const { candidates, resource } = question;
  const bearing = byWord(candidates);
  const words = tokens(resource.authoredName).filter(word => bearing.get(word)?.length !== candidates.length);
  const alike = words.flatMap(word => bearing.get(word) ?? []);
  const pointed = pointers.map(({ pick }) => pick);
  const ordered = new Set([...pointed, ...alike.slice(0, most), ...question.declaring.slice(0, most)]);
  return [...new Set([...ordered, ...candidates.slice(0, most)])]
    .slice(0, most)
    .map(workload => weigh(workload, words, question, pointers))
    .concat(
      question.job
        ? [{ workload: question.job, for: [{ id: 'equal-name' }], against: [{ id: 'runs-to-completion' }] }]
        : [],
    );
}

const bears = ({ resource }: Workload, word: string): boolean => tokens(resource.authoredName).includes(word);

function weigh(
  workload: Workload,
  words: readonly string[],
  question: Question,
  pointers: readonly Pointed[],
): Candidate {
  const { ports, declaring, claimants, likeness } = question;
  const pointing = pointers.filter(({ pick }) => pick === workload).flatMap(({ reasons }) => reasons);
  const common = words.filter(word => bears(workload, word));
  const isNamed = pointing.some(({ id }) => naming.includes(id));
  const declares = isAmong(workload, declaring);
  const isPortTold = pointing.some(({ id }) => id === 'only-declares');
  const other = likeness?.pick === workload ? anotherThing(question) : [];
  const [service] = claimants(workload);
  const first = pointers[0]?.pick;
  const isTwin = first !== undefined && first !== workload && shareImage(first, workload);
  return {
    workload,
    for: mergedReasons([
      ...pointing,
      ...(refersTo(workload, question.resource)
        ? [{ id: 'names-it-as-its-service', by: refOf(workload.resource) } as const]
        : []),
      ...(common.length > 0 && !isNamed ? [{ id: 'shares-words', words: common } as const] : []),
      ...(isTwin ? [{ id: 'same-image', as: refOf(first.resource) } as const] : []),
      ...(declares && !isPortTold ? [{ id: declaring.length > 1 ? 'declares' : 'only-declares', ports } as const] : []),
    ]),
    against: [
      ...(other.length > 0 && !isNamed ? [{ id: 'names-another-thing', words: other } as const] : []),
      ...(declares || ports.length === 0 ? [] : portReason(workload, question)),
      ...(service ? [{ id: 'claimed-by', by: service.name } as const] : []),
      ...(workload.runsToCompletion ? [{ id: 'runs-to-completion' } as const] : []),
    ],
  };
}

const naming: readonly Reason['id'][] = [
  'equal-name',
  'equal-but-for-affixes',
  'shares-words',
  'names-it-as-its-service',
];

/** Ports that it does not declare speak against it where another declares them. */
function portReason(workload: Workload, { ports, declaring }: Question): readonly Reason[] {
  if (declaring.length === 0) return [];
  return declaresPorts(workload) ? [{ id: 'declares-other-ports', ports }] : [{ id: 'declares-no-port' }];
}
