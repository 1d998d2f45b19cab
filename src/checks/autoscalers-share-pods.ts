import type { Collision } from '../collisions';
import type { Finding } from '../diagnostic';
import { autoscalersOf, type Rivals, rivalsAmong } from '../facts/autoscalers';
import { refOf } from '../resource';
import { names } from '../words';
import type { Check } from './check';

/** Two autoscalers that take the same pods for their own: both stop. */
export const autoscalersSharePods: Check = {
  id: 'autoscalers-share-pods',
  severity: 'error',
  summary: 'Two autoscalers are over the same pods: both stop.',
  find: ({ links, bindings, collisions }) =>
    rivalsAmong(autoscalersOf(links, bindings)).map(rivals => describe(rivals, collisions)),
};

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
    what: `${how}: the controller stops both with 'AmbiguousSelector', and nothing is scaled any more`,
    todo: isSame
      ? 'one autoscaler must hold the metrics of both'
      : 'a label must tell the pods of the two apart in `spec.selector` and in the pod template',
  };
}
