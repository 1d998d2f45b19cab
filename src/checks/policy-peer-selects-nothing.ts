import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { type EmptySelector, elsewhere, missingAmong } from '../facts/empty-selectors';
import { orIgnored } from '../facts/ignoring';
import { policyBindings } from '../facts/policies';
import { following } from '../facts/why-empty';
import { formatAsked } from '../model';
import type { Finding } from '../model/finding';
import { inOrderOfNames, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A peer of a policy that lets in, or out to, no pod of the input. */
export const policyPeerSelectsNothing: Check = {
  id: 'policy-peer-selects-nothing',
  severity: 'warning',
  summary: 'A peer of a policy selects no pod of the input.',
  find: ({ bindings, model, unknownKinds, gaps }) => {
    const missing = missingAmong(policyBindings(bindings, 'peers'), { model, unknownKinds, gaps });
    const ordered = inOrderOfNames(missing, ({ binding: { selector } }) => selector.resource);
    const alike = grouped(ordered, ({ binding: { selector }, severity }) =>
      compound(selector.scope, formatAsked(selector), severity === 'info' || selector.resource.item),
    );
    return [...alike.values()].map(describe);
  },
};

/** Peers of one policy that ask for the same are one finding; where it may well stand elsewhere, those of all policies. */
function describe(alike: readonly EmptySelector[]): Finding {
  const [{ binding, severity, hint }, ...others] = alike as readonly [EmptySelector, ...EmptySelector[]];
  const { resource, path } = binding.selector;
  const also = [...new Set(others.map(other => refOf(other.binding.selector.resource)))].filter(
    ref => ref !== refOf(resource),
  );
  const likewise = also.length > 0 ? `, and likewise ${list(also)}` : '';
  return {
    resource,
    path,
    severity,
    ...elsewhere(severity, binding.selector),
    what: `\`${formatPath(path)}\` of ${refOf(resource)} asks for '${formatAsked(binding.selector)}'${likewise}, which no workload's pods bear: ${following({ severity, hint }, 'the rule is about no pod of the namespace')}`,
    ...orIgnored(
      resource,
      'policy-peer-selects-nothing',
      `it must ask for what the pods that it means bear; if they stand in another namespace, a \`namespaceSelector\` must stand beside it`,
      'if in another package',
    ),
  };
}
