import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { formatSelector, type LabelSelector } from '../label-selector';
import type { Selector } from '../model';
import { beyondReach, reachCure } from '../words';
import type { Check } from './check';

/** The selector as it stands in the manifest, with the labels that only controllers write. */
const whole = ({ selector, runtime }: Selector): LabelSelector => ({
  ...selector,
  matchLabels: { ...selector.matchLabels, ...runtime },
});

/** A Service whose selector selects no pod of the input. */
export const serviceSelectsNothing: Check = {
  id: 'service-selects-nothing',
  severity: 'warning',
  summary: 'A Service selects no workload of the input.',
  find: ({ bindings }) =>
    bindings
      .filter(
        ({ selector, verdict, selects, means, level, unseen, isGiven }) =>
          selector.role === 'route' &&
          verdict !== 'all' &&
          selects.length === 0 &&
          unseen === undefined &&
          !isGiven &&
          !(level === 'authored' && means.length > 0),
      )
      .map(({ selector, means, verdict }): Finding => {
        const unreached = verdict === 'nothing' ? means[0] : undefined;
        const { resource } = selector;
        const what = `Service '${resource.name}' selects '${formatSelector(whole(selector))}', which no workload's pods bear: it has no endpoints`;
        return {
          resource,
          path: selector.path,
          currentValue: selector.selector.matchLabels,
          what: unreached ? `${what}, ${beyondReach(unreached, resource)}` : what,
          todo: unreached
            ? reachCure(unreached.resource)
            : `its selector must be what the pods bear; if an operator makes the pods, annotation \`${annotations.ignore}: service-selects-nothing\` must say so`,
        };
      }),
};
