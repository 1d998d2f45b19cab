import { bearerOf, elsewhere, missingAmong } from '../facts/empty-selectors';
import { orIgnored } from '../facts/ignoring';
import { reachCure } from '../facts/reach-cures';
import { borne, following } from '../facts/why-empty';
import { unmet } from '../labels/label-selector';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked } from '../model';
import { at, type Finding } from '../model/finding';
import { beyondReach } from '../model/wording';
import type { Check } from './check';

/** A Service whose selector selects no pod of the input. */
export const serviceSelectsNothing: Check = {
  id: 'service-selects-nothing',
  severity: 'warning',
  summary: 'A Service selects no workload of the input.',
  find: ({ bindings, model, unknownKinds, gaps }) =>
    missingAmong(bindingIndex(bindings).ofRole('route'), { model, unknownKinds, gaps }).map(
      ({ binding: { selector, verdict, means }, asked, severity, hint }): Finding => {
        const { resource } = selector;
        const what = `Service '${resource.name}' selects '${formatAsked(selector)}', which no workload's pods bear`;
        const effect = 'it has no endpoints';
        const where = at(selector);
        const unreached = verdict === 'nothing' ? means[0] : undefined;
        if (!unreached) {
          return {
            ...where,
            severity,
            ...elsewhere(severity, selector),
            what: `${what}: ${following({ severity, hint }, effect)}`,
            ...orIgnored(
              resource,
              'service-selects-nothing',
              'its selector must be what the pods bear',
              'if they are made by an operator or elsewhere',
            ),
          };
        }
        const { labels } = bearerOf(unreached);
        const bears = borne(labels, unmet(asked, labels));
        return {
          ...where,
          what: `${what}: ${effect}, ${beyondReach(unreached, resource)}: ${resource.source ? 'they' : 'its pods'} bear ${bears}`,
          ...reachCure(unreached, asked),
        };
      },
    ),
};
