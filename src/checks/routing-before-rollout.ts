import { configure, lineOf } from '../model/change';
import { list } from '../model/wording';
import type { Check } from './check';

const first = configure('stage', 'Labels');

/** Labels and selectors changed in one apply: on a live application Services and policies lose their pods until the rollout is done. */
export const routingBeforeRollout: Check = {
  id: 'routing-before-rollout',
  severity: 'info',
  summary: 'Pods were labelled and selectors narrowed in one run: live applications need stages.',
  tellsOfEdits: true,
  find: ({ edits }) => {
    const labels = edits.filter(({ stage }) => stage === 'Labels');
    const [routing, policies] = (['route', 'policy'] as const).map(wanted => edits.some(({ role }) => role === wanted));
    if (labels.length === 0 || (!routing && !policies)) return [];
    const effects = [
      ...(routing ? ['its Services have no endpoints'] : []),
      ...(policies ? ['its policies guard none of the running pods'] : []),
    ];
    const refused = new Set(
      edits.flatMap(({ immutable, workloads }) => (immutable ? workloads.map(({ place }) => place) : [])),
    );
    const isRefused = labels.some(({ workloads }) => workloads.some(({ place }) => refused.has(place)));
    const how = isRefused
      ? `the API server refuses the workloads, whose selectors are immutable, so their pods never get the label, and ${list(effects)} for good`
      : `${list(effects)} until the rollout is done`;
    return [
      {
        what: `this run labels pods and narrows selectors at once: applied to a live application, ${how}`,
        todo: `for a live application \`${lineOf(first)}\` must be applied and rolled out first, then \`stage: Routing\`, then \`stage: Complete\``,
        advice: [[first]],
      },
    ];
  },
};
