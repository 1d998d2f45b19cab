import { autoscalersOf, type Rivals, rivalsAmong, rivalsOverUnseen, type UnseenRivals } from '../facts/autoscalers';
import type { Collision } from '../meaning/collisions';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Check } from './check';

/** Two autoscalers that take the same pods for their own: both stop. */
export const autoscalersSharePods: Check = {
  id: 'autoscalers-share-pods',
  severity: 'error',
  summary: 'Two autoscalers are over the same pods: both stop.',
  find: ({ references, bindings, collisions, model }) => {
    const autoscalers = autoscalersOf(references, bindings);
    return [
      ...rivalsAmong(autoscalers).map(rivals => describe(rivals, collisions)),
      ...rivalsOverUnseen(model.resources, autoscalers).map(describeUnseen),
    ];
  },
};

const stops = "the controller stops both with 'AmbiguousSelector', and nothing is scaled any more";
const oneForBoth = 'one autoscaler must hold the metrics of both';

/** Whatever pods the workload has: two autoscalers of one workload always share them. */
const describeUnseen = ({ first, second, path, target }: UnseenRivals): Finding => ({
  resource: second,
  path,
  what: `${refOf(first)} and ${refOf(second)} both scale ${target}: ${stops}`,
  todo: oneForBoth,
});

function describe({ first, second }: Rivals, collisions: readonly Collision[]): Finding {
  const { resource, path } = second.link;
  const [a, b] = [refOf(first.link.resource), refOf(resource)];
  const isSame = first.target.identity === second.target.identity;
  const collision = collisions.find(({ workloads }) =>
    [first, second].every(({ target }) => workloads.some(({ identity }) => identity === target.identity)),
  );
  const taken = new Set(first.pods.map(({ identity }) => identity));
  const common = second.pods.filter(({ identity }) => taken.has(identity));
  const how = isSame
    ? `${a} and ${b} both scale ${names([second.target])}`
    : `${a} scales ${names([first.target])} and ${b} scales ${names([second.target])}, whose selectors both select the pods of ${names(common)}`;
  return {
    resource,
    path,
    ...(!isSame && collision && { story: collision.key }),
    what: `${how}: ${stops}`,
    todo: isSame
      ? oneForBoth
      : 'a label must tell the pods of the two apart in `spec.selector` and in the pod template',
  };
}
