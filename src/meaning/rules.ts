import { refOf } from '../model/resource';
import { referringAmong } from './crowd';
import { instanceOf } from './instances';
import { reach } from './name-words';
import { tokens } from './names';
import { plausibleRules } from './plausible-rules';
import {
  byElimination,
  byImageWithin,
  doOthersDeclareOthers,
  hasSameTargets,
  isNumbered,
  isOnly,
  namesAnother,
  namesApplication,
  ofRelation,
  onlyDeclaring,
} from './pointing';
import type { EvidenceRule } from './rule';

const certain = { weight: 'certain', level: 'name-and-port', yieldsTo: 'others' } as const;

/** The rules, strictest first. */
export const evidenceRules: readonly EvidenceRule[] = [
  {
    ...certain,
    id: 'equal-name',
    yieldsTo: 'unclaimed',
    summary: 'One workload bears the very name of the resource that selects.',
    needs: 'equal names, as authored',
    against:
      'another candidate declares its ports, bears no Service of its own name, and the namesake declares others or none',
    worth: { decided: 126, right: 126 },
    points: question => ofRelation(question, ['equal'], () => ({ id: 'equal-name' })),
  },
  {
    ...certain,
    id: 'named-by-workload',
    yieldsTo: 'unclaimed',
    level: 'reference',
    summary: 'One workload names the Service as its own.',
    needs: "a StatefulSet's `serviceName`, or the stable, canary, active or preview Service of a Rollout",
    against: 'two workloads name it; or another candidate alone declares its ports',
    worth: { decided: 8, right: 8 },
    points: question => {
      const [pick, ...more] = referringAmong(question.candidates, question.resource);
      if (!pick || more.length > 0) return undefined;
      return { pick, reasons: [{ id: 'names-it-as-its-service', by: refOf(pick.resource) }] };
    },
  },
  {
    ...certain,
    id: 'equal-but-for-affixes',
    summary: 'One workload bears that name but for mere affixes.',
    needs: `equal names once words like ${quoted(['svc', 'service', 'headless', 'lb', 'deployment'])} and the words that all candidates share are off`,
    against: 'as for an equal name; or the workload declares ports, and none of these',
    worth: { decided: 51, right: 50 },
    points: question => ofRelation(question, ['affixes'], () => ({ id: 'equal-but-for-affixes' })),
  },
  {
    ...certain,
    id: 'same-instance',
    summary: 'The candidates are one thing in several instances, and one of them is of the same instance.',
    needs: 'names that differ in their first or last word alone, and a Service of just that kind for each of them',
    against: 'any candidate, or any of those Services, that is of another kind',
    worth: { decided: 6, right: 6 },
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
    worth: { decided: 13, right: 13 },
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
    worth: { decided: 56, right: 56 },
    points: question => {
      const found = onlyDeclaring(question);
      return found && doOthersDeclareOthers(question, found.pick) ? found : undefined;
    },
  },
  {
    ...certain,
    id: 'part-and-port',
    summary: 'One name is a part of the other, and only that workload declares the ports.',
    needs: 'a part of the name that points to one candidate, which alone declares the ports',
    against:
      "the ports are not declared, or by others as well; a further word that names another thing; the part is the application's own name, as its labels hold it",
    worth: { decided: 2, right: 2 },
    points: question =>
      ofRelation(
        question,
        ['within', 'around'],
        ({ shared }) => ({ id: 'shares-words', words: shared }),
        pick =>
          isOnly(question, pick) &&
          !namesAnother(question) &&
          !namesApplication(question, question.likeness?.shared ?? []),
      ),
  },
  {
    ...certain,
    id: 'image-and-port',
    summary: 'One container bears the name by its image, and only it declares the ports.',
    needs: 'an image whose name stands in the name, in the one candidate that declares the ports',
    against:
      "the ports are not declared, or by others as well; another candidate runs the image; it is the application's own name, as its labels hold it",
    worth: { decided: 46, right: 46 },
    points: question => {
      const { pick, image = '' } = byImageWithin(question) ?? {};
      if (!pick || !isOnly(question, pick) || namesApplication(question, tokens(image))) return undefined;
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
    worth: { decided: 2, right: 2 },
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
    worth: { decided: 1, right: 1 },
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
    yieldsTo: 'any',
    summary: 'One name is a part of the other, and every other candidate has a Service of its own name.',
    needs: `a part of the name that points to one candidate; what the Service's name has more is an affix or an aspect (${quoted(['metrics', 'grpc', 'admin', 'internal'])})`,
    against: `a further word that names another thing (${quoted(['db', 'cache', 'proxy', 'worker', 'exporter'])}, in a Service's name any other); the workload declares ports, and none of these; it declares none, and another declares these; the part is the application's own name, and what bears it is a budget, or a Service that may be another way to one that has a Service of the same ports`,
    worth: { decided: 1, right: 1 },
    points: byElimination,
  },
  ...plausibleRules,
];

function quoted(words: readonly string[]): string {
  return words.map(word => `\`${word}\``).join(', ');
}
