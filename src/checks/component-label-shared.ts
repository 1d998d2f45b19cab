import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Check } from './check';

/** Workloads that share pods, and bear one component that their authors gave them. */
export const componentLabelShared: Check = {
  id: 'component-label-shared',
  severity: 'error',
  summary: 'Workloads that share pods bear the same component label.',
  find: ({ components, config }) =>
    components.problems
      .filter(({ kind }) => kind === 'shared' || kind === 'apart')
      .map(({ kind, workload, value, others }): Finding => {
        const where = {
          resource: workload.resource,
          path: [...workload.podLabelsPath, config.label],
        };
        const what = `${refOf(workload.resource)} bears \`${config.label}: '${value}'\` as ${names(others)} does`;
        if (kind === 'apart')
          return {
            ...where,
            severity: 'info',
            what: `${what}; other labels tell their pods apart, so it stays as it is`,
          };
        return {
          ...where,
          what: `${what}, and no other label tells their pods apart`,
          todo: `each must bear its own \`${config.label}\`, in its manifest or by functionConfig \`components\`; or \`label\` must be another key, such as 'app.kubernetes.io/component'`,
        };
      }),
};
