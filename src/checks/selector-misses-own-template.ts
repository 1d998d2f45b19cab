import { formatAsked } from '../model';
import { refOf } from '../resource';
import type { Check } from './check';

/** A workload whose selector does not select the pods of its own template: the API server refuses it. */
export const selectorMissesOwnTemplate: Check = {
  id: 'selector-misses-own-template',
  severity: 'error',
  summary: "A workload's selector does not select its own pod template.",
  find: ({ bindings }) =>
    bindings
      .filter(({ selector, selects }) => selector.owner && selector.role === 'own' && !selects.includes(selector.owner))
      .map(({ selector }) => ({
        resource: selector.resource,
        path: selector.path,
        currentValue: selector.selector.matchLabels,
        what: `${refOf(selector.resource)} selects '${formatAsked(selector)}', which its own pod template does not bear: the API server refuses it`,
        todo: 'the labels of the pod template must hold all that the selector asks for',
      })),
};
