import type { Config } from '../config';
import { formatPath } from '../data/path';
import { valueAt } from '../data/values';
import { type Binding, isKnown } from '../meaning';
import type { Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { names } from '../model/wording';
import type { Check } from './check';

/** A budget, a policy or a placement term that also takes in pods that it does not mean. */
export const selectorCatchesForeign: Check = {
  id: 'selector-catches-foreign',
  severity: 'warning',
  summary: 'A disruption budget, a policy, an affinity or spread term also takes in pods that it does not mean.',
  find: ({ bindings, config }) =>
    bindings
      .filter(({ selector }) => selector.role !== 'own' && selector.role !== 'route')
      .flatMap(binding =>
        isKnown(binding.verdict) && binding.foreign.length > 0 ? [caught(binding, config)] : shutOut(binding),
      ),
};

function caught(binding: Binding, { label }: Pick<Config, 'label'>): Finding {
  const { selector, means, foreign, evidence } = binding;
  return {
    ...at(binding.selector),
    what: `\`${formatPath(selector.path)}\` of ${refOf(selector.resource)} means ${names(means) || 'no pods of these'} (${evidence}), and also takes in the pods of ${names(foreign)}`,
    todo: `${names(distinct(means)) || names(foreign)} must have a \`${label}\` label of its own, and this selector must ask for it`,
  };
}

/** Pods that must stay away from those of a DaemonSet on every node have no node left: nobody means that. */
function shutOut(binding: Binding): readonly Finding[] {
  const { role, path, resource, owner } = binding.selector;
  if (role !== 'apart' || !owner || !path.includes('requiredDuringSchedulingIgnoredDuringExecution')) return [];
  const everywhere = binding.selects.filter(w => w.identity !== owner.identity && isOnEveryNode(w));
  if (everywhere.length === 0) return [];
  return [
    {
      ...at(binding.selector),
      what: `\`${formatPath(path)}\` of ${refOf(resource)} also takes in the pods of ${names(everywhere)}, which run on every node: no node is left for its own, and they stay Pending`,
      todo: `it must ask for a label that the pods of ${names(everywhere)} lack`,
    },
  ];
}

function isOnEveryNode({ resource, podSpecPath }: Workload): boolean {
  const isLimited = ['nodeSelector', 'affinity'].some(
    key => valueAt(resource.value, [...podSpecPath, key]) !== undefined,
  );
  return resource.kind === 'DaemonSet' && !isLimited;
}
