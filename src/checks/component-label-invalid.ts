import { refOf } from '../model/resource';
import type { Check } from './check';

/** A component that is no label value: the API server would refuse it. */
export const componentLabelInvalid: Check = {
  id: 'component-label-invalid',
  severity: 'error',
  summary: 'A component is no valid label value.',
  find: ({ components, config }) =>
    components.problems
      .filter(({ kind }) => kind === 'invalid')
      .map(({ workload, value }) => ({
        resource: workload.resource,
        path: [...workload.podLabelsPath, config.label],
        what: `the component of ${refOf(workload.resource)} is '${value}', which is no label value`,
        todo: "it must have at most 63 characters, letters and digits at both ends, and '-', '_' and '.' inside",
      })),
};
