import { annotations } from '../config';
import { refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Check } from './check';

/** The label key is itself a common label: it bears one value everywhere and tells nothing apart. */
export const componentLabelConstant: Check = {
  id: 'component-label-constant',
  severity: 'error',
  summary: 'The component label key is itself a common label.',
  find: ({ components, config }) =>
    components.problems
      .filter(({ kind }) => kind === 'constant')
      .map(({ workload, value, others }) => ({
        resource: workload.resource,
        path: [...workload.podLabelsPath, config.label],
        currentValue: value,
        what: `${refOf(workload.resource)} bears \`${config.label}: '${value}'\`, and so does every workload beside it (${names(others)}): ${workload.resource.source ? 'the key is itself a common label and' : 'the key'} tells no pods apart`,
        todo: workload.resource.source
          ? `functionConfig \`label\` must be another key, or the kustomizations must not write \`${config.label}\` into pod templates`
          : `functionConfig \`label\` must be another key, or each must bear its own value: in its manifest, by annotation \`${annotations.component}\`, or by functionConfig \`components\``,
      })),
};
