import { declaresOthersOnly } from '../model/service-ports';
import { byImage, namesAnother, ofRelation, onlyDeclaring } from './pointing';
import type { EvidenceRule } from './rule';

const plausible = { weight: 'plausible', level: 'name-and-port', yieldsTo: 'others' } as const;

/** Rules that never write by themselves, strictest first: what they say is told, ready to paste. */
export const plausibleRules: readonly EvidenceRule[] = [
  {
    ...plausible,
    id: 'part-of-name',
    summary: 'One name is a part of the other, or shares most words with it.',
    needs: 'words that point to one candidate',
    against: 'further words that name another thing; the workload declares ports, and none of these',
    worth: { decided: 3, right: 3 },
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
    worth: { decided: 100, right: 100 },
    points: onlyDeclaring,
  },
  {
    ...plausible,
    id: 'image-of-that-name',
    summary: "Only one candidate's image bears the name.",
    needs: 'an image whose last part is the name but for affixes, or the last words of it',
    against: 'several candidates with such an image; the workload declares ports, and none of these',
    worth: { decided: 64, right: 64 },
    points: byImage,
  },
];
