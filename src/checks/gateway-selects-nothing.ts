import { isIdleWatch } from '../facts/empty-watches';
import { orIgnored } from '../facts/ignoring';
import { areNear } from '../facts/near-names';
import { mayMeanOthers } from '../facts/policies';
import { formatSelector } from '../labels/label-selector';
import type { Workload } from '../model';
import { at, type Finding } from '../model/finding';
import type { Asking } from '../model/relation';
import { refOf } from '../model/resource';
import type { Watch } from '../model/watches';
import type { Check } from './check';

/** An Istio Gateway that asks for pods which are not there, while some are that seem to be meant. */
export const gatewaySelectsNothing: Check = {
  id: 'gateway-selects-nothing',
  severity: 'warning',
  summary: 'A Gateway of Istio selects no pod, while pods of a like label are there.',
  find: ({ watches, model }) =>
    watches.filter(isIdle).flatMap(({ selector }): Finding[] => {
      const { resource, asks } = selector;
      const near = nearTo(selector, model.workloads);
      if (!near) return [];
      const [workload, borne] = near;
      return [
        {
          ...at(selector),
          what: `${refOf(resource)} asks for pods with '${formatSelector(asks)}', which no workload's pods bear: no proxy opens its ports; ${refOf(workload.resource)} bears '${borne}'`,
          ...orIgnored(
            resource,
            'gateway-selects-nothing',
            'its selector must be what the pods of the gateway bear',
            'where another package brings these',
          ),
        },
      ];
    }),
};

/** The gateways of Istio: what they select, no manifest of a namespace need show. */
const isIdle = (watch: Watch): boolean =>
  watch.selector.field.namespaces === 'all' && mayMeanOthers(watch.selector.resource) && isIdleWatch(watch);

/** Keys that the pods of any program bear: another value of them says nothing. */
const general = /^(app|name|k8s-app|component|version|tier|role|release|app\.kubernetes\.io\/.+)$/;

/** Pods that bear a key with nearly the value, or at all where only gateways bear such keys. */
function nearTo({ resource, asks }: Asking, workloads: readonly Workload[]): readonly [Workload, string] | undefined {
  const around = workloads.filter(w => w.resource.package === resource.package);
  for (const [key, value] of Object.entries(asks.matchLabels)) {
    const bearing = around.filter(({ podLabels }) => podLabels[key] !== undefined && podLabels[key] !== value);
    const isLike = ({ podLabels }: Workload) => areNear(podLabels[key] ?? '', value);
    const found = bearing.find(isLike) ?? (general.test(key) ? undefined : bearing[0]);
    if (found) return [found, `${key}=${found.podLabels[key]}`];
  }
  return undefined;
}
