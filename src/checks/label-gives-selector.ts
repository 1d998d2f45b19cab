import { type Resource, refOf, valueAt } from '../resource';
import { distinct } from '../scope';
import { names } from '../words';
import type { Check } from './check';

/** A Service without a selector gets one from a kustomization's labels, and it does not select just one workload. */
export const labelGivesSelector: Check = {
  id: 'label-gives-selector',
  severity: 'warning',
  summary: "A kustomization's labels give a selector to a Service that is authored without one.",
  find: ({ model, bindings }) =>
    bindings.flatMap(({ selector, selects, isGiven }) => {
      const { resource, path } = selector;
      if (selector.role !== 'route' || !isGiven) return [];
      const byHand = model.resources.some(other => isEndpointsOf(other, resource));
      if (distinct(selects).length === 1 && !byHand) return [];
      const endpoints = byHand ? 'the endpoints among the items are' : 'endpoints made by hand would be';
      return [
        {
          resource,
          path,
          currentValue: selector.selector.matchLabels,
          what: `${refOf(resource)} is authored without a selector, and the kustomization's labels give it one, which selects ${names(selects) || 'nothing'}: ${endpoints} replaced`,
          todo: 'the kustomization must write this label by `labels:` without `includeSelectors`, or the Service must stand in a kustomization without it',
        },
      ];
    }),
};

/** Endpoints bear their Service's name; EndpointSlices say it by label (Kubernetes documentation, "Services without selectors"). */
function isEndpointsOf({ kind, name, namespace, package: home, value }: Resource, service: Resource): boolean {
  if (namespace !== service.namespace || home !== service.package) return false;
  const said = valueAt(value, ['metadata', 'labels', 'kubernetes.io/service-name']);
  return (kind === 'Endpoints' && name === service.name) || (kind === 'EndpointSlice' && said === service.name);
}
