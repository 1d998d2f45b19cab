import type { Finding } from '../diagnostic';
import { matches } from '../label-selector';
import { refOf } from '../resource';
import { names } from '../words';
import type { Check } from './check';

/** A controller whose selector selects other controllers' pods. */
export const workloadsSharePods: Check = {
  id: 'workloads-share-pods',
  severity: 'error',
  summary: "A workload's selector also selects the pods of other workloads.",
  find: ({ bindings, components, config }) => {
    const own = bindings.filter(({ selector }) => selector.role === 'own');
    const selectorOf = new Map(own.map(({ selector }) => [selector.owner?.identity, selector.selector]));
    return own.flatMap(({ selector, foreign }): Finding[] => {
      const { owner } = selector;
      if (!owner || foreign.length === 0) return [];
      const mutual = foreign.some(w => {
        const back = selectorOf.get(w.identity);
        return back !== undefined && matches(back, owner.podLabels);
      });
      const component = components.of(owner);
      const given = component?.isGiven === true && foreign.every(w => components.of(w)?.value === component.value);
      const ref = refOf(owner.resource);
      return [
        {
          resource: owner.resource,
          path: selector.path,
          currentValue: selector.selector.matchLabels,
          severity: mutual && !given ? 'error' : 'warning',
          what: `${ref} also selects the pods of ${names(foreign)}: \`kubectl logs ${ref.toLowerCase()}\` shows foreign logs, autoscalers and budgets count foreign pods`,
          todo: given
            ? `they were given one component, so another label, such as \`track\`, must tell them apart in \`spec.selector\` and in the pod template`
            : `each of them must have a \`${config.label}\` label of its own`,
        },
      ];
    });
  },
};
