import { formatPath } from '../data/path';
import { remembered } from '../data/remembered';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked, type Workload } from '../model';
import { at } from '../model/finding';
import { refOf } from '../model/resource';
import type { Check } from './check';

/** A workload whose selector does not select the pods of its own template: the API server refuses it. */
export const selectorMissesOwnTemplate: Check = {
  id: 'selector-misses-own-template',
  severity: 'error',
  summary: "A workload's selector does not select its own pod template.",
  find: ({ bindings }) => {
    const own = bindingIndex(bindings)
      .ofRole('own')
      .filter(({ selector }) => selector.owner);
    const empty = own.filter(({ selector }) => selector.resource.group === 'apps' && formatAsked(selector) === '');
    const missing = own.filter(({ selector, selects }) => selector.owner && !membersOf(selects).has(selector.owner));
    return [
      ...empty.map(({ selector }) => ({
        ...at(selector),
        what: `\`${formatPath(selector.path)}\` of ${refOf(selector.resource)} is empty: the API server refuses it`,
        todo: 'it must hold labels of the pod template that no other pods bear',
      })),
      ...missing.map(({ selector }) => ({
        ...at(selector),
        what: `${refOf(selector.resource)} selects '${formatAsked(selector)}', which its own pod template does not bear: the API server refuses it`,
        todo: 'the labels of the pod template must hold all that the selector asks for',
      })),
    ];
  },
};

const membersOf = remembered((workloads: readonly Workload[]): ReadonlySet<Workload> => new Set(workloads));
