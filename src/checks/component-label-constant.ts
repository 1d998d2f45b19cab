import { annotations } from '../config';
import { formatPath } from '../data/path';
import { unwritten } from '../facts/before-labels';
import type { LabelEntry } from '../kustomize';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { names } from '../model/wording';
import type { Check, Situation } from './check';

/** The label key is itself a common label: it bears one value everywhere and tells nothing apart. */
export const componentLabelConstant: Check = {
  id: 'component-label-constant',
  severity: 'error',
  summary: 'The component label key is itself a common label.',
  find: situation => [...found(situation), ...situation.labelEntries.flatMap(entry => healthy(entry, situation))],
};

function found({ components, config }: Situation): Finding[] {
  return components.problems
    .filter(({ kind }) => kind === 'constant')
    .map(({ workload, value, others }) => ({
      resource: workload.resource,
      path: [...workload.podLabelsPath, config.label],
      what: `${refOf(workload.resource)} bears \`${config.label}: '${value}'\`, and so does every workload beside it (${names(others)}): ${workload.resource.source ? 'the key is itself a common label and' : 'the key'} tells no pods apart`,
      todo: workload.resource.source
        ? `functionConfig \`label\` must be another key, or the kustomizations must not write \`${config.label}\` into pod templates`
        : `functionConfig \`label\` must be another key, or each must bear its own value: in its manifest, by annotation \`${annotations.component}\`, or by functionConfig \`components\``,
    }));
}

/** An entry that writes the key into the pods of several workloads which other labels tell apart: nothing is broken, and nothing can be written. */
function healthy(from: LabelEntry, { components, config, model }: Situation): Finding[] {
  const { kustomization, entry, labels } = from;
  const value = labels[config.label];
  if (value === undefined) return [];
  const { writeTo } = unwritten(from, [config.label]);
  const bearing = model.workloads.filter(workload => writeTo(workload, config.label));
  const told = new Set(components.problems.filter(({ kind }) => kind === 'constant').map(({ workload }) => workload));
  if (distinct(bearing).length < 2 || bearing.some(workload => told.has(workload))) return [];
  return [
    {
      resource: kustomization,
      path: [...entry, config.label],
      severity: 'warning',
      what: `\`${formatPath([...entry, config.label])}: ${value}\` gives one \`${config.label}\` to all pods of ${names(distinct(bearing))}: none of them can get its own`,
      todo: 'functionConfig `label` must be another key, or this label must go under another key',
    },
  ];
}
