import { orIgnored } from '../facts/ignoring';
import { type Misled, misled } from '../facts/misnamed-services';
import { formatSelector } from '../labels/label-selector';
import { formatAsked } from '../model';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A Service that bears one workload's name and selects another one only: as a rule, copied together with its selector. */
export const serviceSelectsAnother: Check = {
  id: 'service-selects-another',
  severity: 'warning',
  summary: 'A Service bears the name of one workload and selects only another one.',
  find: ({ bindings, model }) => misled(model.workloads, bindings).map(finding),
};

function finding({ binding: { selector }, one, named, twins, isLost }: Misled): Finding {
  const { resource } = selector;
  const asked = Object.keys(selector.asks.matchLabels);
  const born = Object.fromEntries(Object.entries(named.podLabels).filter(([key]) => asked.includes(key)));
  const right = formatSelector({
    matchLabels: asked.every(key => key in born) ? born : named.podLabels,
    matchExpressions: [],
  });
  const as =
    twins.length > 0 ? `, just as Service ${list(twins.map(twin => `'${twin.selector.resource.name}'`))} does` : '';
  const lost = isLost ? `, which no Service selects` : '';
  return {
    resource,
    path: selector.path,
    what: `Service '${resource.name}' selects '${formatAsked(selector)}', only the pods of ${refOf(one.resource)}${as}, and bears the name of ${refOf(named.resource)}${lost}: its connections go to ${refOf(one.resource)}`,
    ...orIgnored(
      resource,
      'service-selects-another',
      `if it means ${refOf(named.resource)}, its selector must be '${right}'`,
      'if not',
    ),
  };
}
