import { formatPath, refOf } from '../resource';
import { distinct } from '../scope';
import { names } from '../words';
import type { Check } from './check';

/** A budget, a policy or a placement term that also takes in pods that it does not mean. */
export const selectorCatchesForeign: Check = {
  id: 'selector-catches-foreign',
  severity: 'warning',
  summary: 'A disruption budget, a policy, an affinity or spread term also takes in pods that it does not mean.',
  find: ({ bindings, config }) =>
    bindings
      .filter(
        ({ selector, verdict, foreign }) =>
          verdict === 'one' && foreign.length > 0 && selector.role !== 'own' && selector.role !== 'route',
      )
      .map(({ selector, means, foreign, evidence }) => ({
        resource: selector.resource,
        path: selector.path,
        currentValue: selector.selector.matchLabels,
        what: `\`${formatPath(selector.path)}\` of ${refOf(selector.resource)} means ${names(means) || 'no pods of these'} (${evidence}), and also takes in the pods of ${names(foreign)}`,
        todo: `${names(distinct(means)) || names(foreign)} must have a \`${config.label}\` label of its own, and this selector must ask for it`,
      })),
};
