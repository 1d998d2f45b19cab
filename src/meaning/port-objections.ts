import { isAmong } from '../data/among';
import type { Workload } from '../model';
import { declaresOthersOnly } from '../model/service-ports';
import type { Question } from './question';
import type { PortObjectionId } from './rule';

/** What ports may say against a workload that a rule points to. */
interface PortObjection {
  /** What it says, in one line. */
  readonly summary: string;
  readonly holds: (question: Question, pick: Workload) => boolean;
}

/** Another candidate declares the ports, the picked one does not, and no Service bears that one's name: it may be what is meant. */
const isUnclaimed = ({ declaring, claimants }: Question, pick: Workload): boolean =>
  !isAmong(pick, declaring) && declaring.some(w => claimants(w).length === 0);

const declaresOthers = (question: Question, pick: Workload): boolean =>
  isUnclaimed(question, pick) || declaresOthersOnly(pick, question.ports);

/** The objections, each with all that those before it object to. */
export const portObjections: Readonly<Record<PortObjectionId, PortObjection>> = {
  unclaimed: {
    summary: 'another candidate that no Service of its own name means declares the ports, and this one does not',
    holds: isUnclaimed,
  },
  others: {
    summary: 'also, this one declares ports, and none of these',
    holds: declaresOthers,
  },
  any: {
    summary:
      'also, any other candidate declares the ports, and this one does not: a mere part of a name is no match for that',
    holds: (question, pick) =>
      declaresOthers(question, pick) || (question.declaring.length > 0 && !isAmong(pick, question.declaring)),
  },
};
