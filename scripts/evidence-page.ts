import { affixes, aspects, reach, things } from '../src/meaning/name-words';
import { portObjections } from '../src/meaning/port-objections';
import type { EvidenceRule } from '../src/meaning/rule';
import { evidenceRules } from '../src/meaning/rules';
import { sharingRules } from '../src/meaning/sharing';
import { code, table } from './markdown';

const ruleTable = (weight: EvidenceRule['weight']) =>
  table(
    [
      'rule',
      'what it says',
      'what it needs',
      'what speaks against it',
      'yields to ports',
      'right on public applications',
    ],
    evidenceRules
      .filter(rule => rule.weight === weight)
      .map(({ id, summary, needs, against, yieldsTo, worth }) => [
        code(id),
        summary,
        needs,
        against,
        code(yieldsTo),
        `${worth.right} of ${worth.decided}`,
      ]),
  );

const list = (words: ReadonlySet<string>) => [...words].map(code).join(' ');

/** The page of the reference about how a selector's meaning is known in rendered manifests. */
export const evidencePage = (): string => `# Evidence: how the meaning of a selector is known

<!-- Made from the code: npm run generate -->

In rendered manifests the labels that told workloads apart are gone. What a selector means is then read from what is left. Without enough
evidence nothing is changed, and [selector-unresolved](../../src/checks/selector-unresolved.md) tells who may be meant, what speaks for and against
each, and the line that says it. (In the sources of kustomizations the labels as authored are still there: a selector means what it
selects in the lowest layer in which it selects anything.)

Asked in this order:

1. **Is it said?** \`spec.selectors\` of the functionConfig, or the annotation \`component-labels.fn.kpt.dev/selects\`, always win.
2. **Does it select just one workload still?** Then it means that one. A selector that selects nothing is never given a target.
3. **May the sharing be meant?** If one of the reasons under "Sharing on purpose" holds for all that a Service selects, it stays as it is. If another
   workload may be meant together with the picked one (a release of it, the same image), nothing is narrowed.
4. **Do the certain rules agree?** All of them that point anywhere must point to one workload, and the ports must not speak for another. Else it is unresolved.
5. **Was it an accident?** Another Service over the same pods means another workload, or only the picked one declares the ports, or no label tells the pods apart.

Component labels that a run wrote count for nothing here: every run, in every \`stage\`, sees the same evidence. Policies (NetworkPolicy, Cilium, Istio …)
are never narrowed by inference: pods that drop out of a policy are no longer guarded.

## Certain rules

These bind. The figures are the Services of 56 public applications with overwritten labels for which the rule points to a workload.

${ruleTable('certain')}

## Plausible rules

These never write. They are told as a suggestion, ready to paste. With \`evidence: Plausible\` in the functionConfig they bind Services, never policies or budgets.

${ruleTable('plausible')}

## Ports that speak against a rule

What a rule yields to: with it, the workload that the rule points to is not bound. Each objects to all that those above it do. A Job or CronJob that bears the
name is an objection to every rule that yields to more than \`unclaimed\`.

${table(
  ['yields to', 'what ports say'],
  Object.entries(portObjections).map(([id, { summary }]) => [code(id), summary]),
)}

## Sharing on purpose

What collides is never called deliberate without one of these reasons.

${table(
  ['reason', 'what it says'],
  sharingRules.map(({ id, summary }) => [code(id), summary]),
)}

Where labels tell the pods apart, one image, names and ports alike, or a port that all declare is reason enough.

## Words of names

Names are compared word by word. Words that all candidates share tell nothing, nor do those that spell out a port (\`web-http-8080\`).

| | words |
| --- | --- |
| mere affixes: what an object is | ${list(affixes)} |
| aspects: another side of the same program | ${list(aspects)} |
| of these, only from where it is reached | ${list(reach)} |
| things: what stands beside a program and is another one | ${list(things)} |
`;
