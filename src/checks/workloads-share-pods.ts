import type { Finding } from '../diagnostic';
import { formatAsked, type Workload } from '../model';
import type { Binding } from '../resolve';
import { refOf } from '../resource';
import { list, names } from '../words';
import type { Check, Situation } from './check';

/** A controller whose selector selects other controllers' pods. */
export const workloadsSharePods: Check = {
  id: 'workloads-share-pods',
  severity: 'error',
  summary: "A workload's selector also selects the pods of other workloads.",
  find: situation => {
    const own = situation.bindings.filter(({ selector }) => selector.role === 'own');
    const told = new Set<string>();
    return own.flatMap((binding): Finding[] => {
      const { selector, foreign } = binding;
      const { owner } = selector;
      if (!owner || foreign.length === 0) return [];
      const collision = situation.collisions.find(({ workloads }) =>
        workloads.some(({ identity }) => identity === owner.identity),
      );
      const isLeading = collision !== undefined && !told.has(collision.key);
      if (collision) told.add(collision.key);
      const given = isGivenOne(owner, foreign, situation);
      return [
        {
          resource: selector.resource,
          path: selector.path,
          currentValue: selector.selector.matchLabels,
          severity: collision && !given ? 'error' : 'warning',
          ...(collision && { story: collision.key }),
          ...(isLeading && { isLeading }),
          what: isLeading ? story(binding, collision.workloads, situation) : symptom(binding),
          todo: given
            ? `they were given one component, so another label, such as \`track\`, must tell them apart in \`spec.selector\` and in the pod template`
            : `each of them must have a \`${situation.config.label}\` label of its own`,
        },
      ];
    });
  },
};

/** The user gave all of them one component: then it can't tell them apart. */
function isGivenOne(owner: Workload, foreign: readonly Workload[], { components }: Situation): boolean {
  const component = components.of(owner);
  return component?.isGiven === true && foreign.every(w => components.of(w)?.value === component.value);
}

function symptom({ selector, foreign }: Binding): string {
  const ref = refOf(selector.resource);
  return `${ref} also selects the pods of ${names(foreign)}: \`kubectl logs ${ref.toLowerCase()}\` shows foreign logs, autoscalers and budgets count foreign pods`;
}

/** What one set of labels on several workloads does, all in one. */
function story({ selector, foreign }: Binding, workloads: readonly Workload[], { bindings }: Situation): string {
  const collide = new Set(workloads.map(({ identity }) => identity));
  const catching = bindings.filter(
    ({ selector: { role }, selects }) =>
      role === 'route' && selects.filter(({ identity }) => collide.has(identity)).length > 1,
  );
  const services = [...new Set(catching.map(({ selector: { resource } }) => `'${resource.name}'`))];
  const reached = services.length > 1 ? `; Services ${list(services)} each reach` : `; Service ${services} reaches`;
  const others = foreign.filter(({ identity }) => !collide.has(identity));
  const also = others.length > 0 ? `, which the pods of ${names(others)} bear too` : '';
  const all = workloads.length > 2 ? 'all' : 'both';
  return `${names(workloads)} can't be told apart: ${all} select by '${formatAsked(selector)}'${also}${services.length > 0 ? `${reached} the pods of ${all}` : ''}; \`kubectl logs\` shows foreign logs, autoscalers and budgets count foreign pods`;
}
