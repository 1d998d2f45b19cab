import { isEmpty } from '../label-selector';
import { refOf, valueAt } from '../resource';
import { distinct } from '../scope';
import { names } from '../words';
import type { Check } from './check';

/** A Service without a selector gets one from a kustomization's labels, and it does not select just one workload. */
export const labelGivesSelector: Check = {
  id: 'label-gives-selector',
  severity: 'warning',
  summary: "A kustomization's labels give a selector to a Service that is authored without one.",
  find: ({ bindings }) =>
    bindings.flatMap(({ selector, selects }) => {
      const { resource, path } = selector;
      const { source } = resource;
      if (selector.role !== 'route' || !source || hasEntries(valueAt(source.value, path))) return [];
      if (distinct(selects).length === 1 || isEmpty(selector.selector)) return [];
      return [
        {
          resource,
          path,
          currentValue: selector.selector.matchLabels,
          what: `${refOf(resource)} is authored without a selector, and the kustomization's labels give it one, which selects ${names(selects) || 'nothing'}: endpoints made by hand are replaced`,
          todo: 'the kustomization must write this label by `labels:` without `includeSelectors`, or the Service must stand in a kustomization without it',
        },
      ];
    }),
};

const hasEntries = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;
