import { asMap, valueAt } from '../data/values';
import { elsewhere, missingAmong } from '../facts/empty-selectors';
import { orIgnored } from '../facts/ignoring';
import { following } from '../facts/why-empty';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked } from '../model';
import { at, type Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A PodDisruptionBudget that protects no pod of the input. */
export const budgetSelectsNothing: Check = {
  id: 'budget-selects-nothing',
  severity: 'warning',
  summary: 'A PodDisruptionBudget selects no pod of the input.',
  find: ({ bindings, model, unknownKinds, gaps }) => [
    ...model.resources.flatMap(withoutSelector),
    ...missingAmong(bindingIndex(bindings).ofRole('budget'), { model, unknownKinds, gaps }).map(
      ({ binding: { selector }, severity, hint }): Finding => ({
        ...at(selector),
        severity,
        ...elsewhere(severity, selector),
        what: `${refOf(selector.resource)} selects '${formatAsked(selector)}', which no workload's pods bear: ${following({ severity, hint }, 'it protects nothing from eviction')}`,
        ...orIgnored(
          selector.resource,
          'budget-selects-nothing',
          'its selector must be what the pods bear',
          'if they stand elsewhere',
        ),
      }),
    ),
  ],
};

/** policy/v1: no selector selects no pod, an empty one all pods of the namespace. */
function withoutSelector(resource: Resource): readonly Finding[] {
  const { kind, group, apiVersion, value } = resource;
  const isBudget = kind === 'PodDisruptionBudget' && group === 'policy' && apiVersion !== 'policy/v1beta1';
  if (!isBudget || asMap(valueAt(value, ['spec', 'selector']))) return [];
  const what = `${refOf(resource)} has no selector, which selects no pod: it protects nothing from eviction`;
  return [{ resource, path: ['spec', 'selector'], what, todo: '`spec.selector` must be what the pods bear' }];
}
