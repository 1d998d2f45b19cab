import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { missingAmong } from '../facts/idle-selectors';
import { formatAsked } from '../model';
import { refOf } from '../resource';
import type { Check } from './check';

/** A PodDisruptionBudget that protects no pod of the input. */
export const budgetSelectsNothing: Check = {
  id: 'budget-selects-nothing',
  severity: 'warning',
  summary: 'A PodDisruptionBudget selects no pod of the input.',
  find: ({ bindings, model, strangers }) =>
    missingAmong(
      bindings.filter(({ selector }) => selector.role === 'budget'),
      { workloads: model.workloads, strangers },
    ).map(
      ({ binding: { selector }, severity, hint }): Finding => ({
        resource: selector.resource,
        path: selector.path,
        currentValue: selector.selector.matchLabels,
        severity,
        what: `${refOf(selector.resource)} selects '${formatAsked(selector)}', which no workload's pods bear: it protects nothing from eviction; ${hint}`,
        todo: `its selector must be what the pods bear; if they stand elsewhere, annotation \`${annotations.ignore}: budget-selects-nothing\` must say so`,
      }),
    ),
};
