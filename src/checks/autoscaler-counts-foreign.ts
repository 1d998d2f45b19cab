import { type Autoscaler, autoscalersOf, averagesPods, rivalsAmong } from '../facts/autoscalers';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Check, Situation } from './check';

/** An autoscaler that averages over the pods of other workloads too. */
export const autoscalerCountsForeign: Check = {
  id: 'autoscaler-counts-foreign',
  severity: 'warning',
  summary: "An autoscaler averages over other workloads' pods too.",
  find: ({ references, bindings, collisions, config }) => {
    const autoscalers = autoscalersOf(references, bindings);
    const stopped = new Set(rivalsAmong(autoscalers).flatMap(({ first, second }) => [first, second]));
    return autoscalers
      .filter(autoscaler => autoscaler.foreign.length > 0 && !stopped.has(autoscaler) && averagesPods(autoscaler))
      .map(autoscaler => describe(autoscaler, { collisions, config }));
  },
};

function describe(
  { link: { resource, path }, target, foreign }: Autoscaler,
  { collisions, config }: Pick<Situation, 'collisions' | 'config'>,
): Finding {
  const collision = collisions.find(({ workloads }) => workloads.some(({ identity }) => identity === target.identity));
  const passing = foreign.every(({ runsToCompletion }) => runsToCompletion) ? ' while they run' : '';
  return {
    resource,
    path,
    ...(collision && { story: collision.key }),
    what: `${refOf(resource)} scales ${names([target])}, whose selector also selects the pods of ${names(foreign)}: it averages over these${passing}, and scales by foreign load`,
    todo: `${names([target])} must have a \`${config.label}\` label of its own in \`spec.selector\` and in its pod template`,
  };
}
