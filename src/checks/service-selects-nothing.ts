import type { Finding } from '../diagnostic';
import { formatSelector } from '../label-selector';
import { refOf } from '../resource';
import { names } from '../words';
import type { Check } from './check';

/** A Service whose selector selects no pod of the input. */
export const serviceSelectsNothing: Check = {
  id: 'service-selects-nothing',
  severity: 'warning',
  summary: 'A Service selects no workload of the input.',
  find: ({ bindings }) =>
    bindings
      .filter(
        ({ selector, verdict, selects }) => selector.role === 'route' && verdict !== 'all' && selects.length === 0,
      )
      .map(({ selector, means }): Finding => {
        const [unreached] = means;
        const what = `Service '${selector.resource.name}' selects '${formatSelector(selector.selector)}', which no workload's pods bear: it has no endpoints`;
        const cure = unreached
          ? `${what}, though it names ${names(means)}, whose pods kustomize's common labels do not reach`
          : what;
        return {
          resource: selector.resource,
          path: selector.path,
          currentValue: selector.selector.matchLabels,
          what: cure,
          todo: unreached
            ? `the kustomization must keep this key out of selectors ('labels' without 'includeSelectors'), or carry it into ${refOf(unreached.resource)} by a \`labels[].fields\` entry for 'spec/template/metadata/labels'`
            : 'its selector must be what the pods bear; if an operator makes the pods, the annotation `component-labels.fn.kpt.dev/ignore: service-selects-nothing` must say so',
        };
      }),
};
