import { formatPath } from '../data/path';
import { elsewhere, missingAmong } from '../facts/empty-selectors';
import { emptyAmongWatches } from '../facts/empty-watches';
import { orIgnored } from '../facts/ignoring';
import { effectOf, isSubject, mayMeanOthers } from '../facts/policies';
import { type Explained, following } from '../facts/why-empty';
import { formatAsked } from '../model';
import { at, type Finding } from '../model/finding';
import type { Asking, Relation } from '../model/relation';
import { refOf } from '../model/resource';
import type { Watch } from '../model/watches';
import type { Check } from './check';

/** A policy of the network or of a mesh that is about no pod of the input. */
export const policySelectsNothing: Check = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'A policy of the network or of a mesh selects no pod of the input.',
  find: situation => {
    const { bindings, watches } = situation;
    return [
      ...missingAmong(bindings.filter(isPolicy), situation).map(({ binding: { selector }, ...explained }) => ({
        ...describe(selector, formatAsked(selector), explained),
        ...elsewhere(explained.severity, selector),
      })),
      ...watches.filter(({ selector }) => selector.role === 'policy').flatMap(unread),
      ...emptyAmongWatches(watches.filter(isPolicy), situation).map(({ selector, asked, ...explained }) => ({
        ...describe(selector, asked, explained),
        ...(explained.severity === 'info' && {
          elsewhere: `${refOf(selector.resource)} is about pods with '${asked}'`,
        }),
      })),
    ];
  },
};

const isPolicy = ({ selector }: Relation<unknown>): boolean =>
  selector.role === 'policy' && isSubject(selector) && !mayMeanOthers(selector.resource);

const describe = (selector: Asking, asked: string, explained: Explained): Finding => ({
  ...at(selector),
  severity: explained.severity,
  what: `${refOf(selector.resource)} is about pods with '${asked}', which no workload's pods bear: ${following(explained, `it ${effectOf(selector.resource)}`)}`,
  ...orIgnored(
    selector.resource,
    'policy-selects-nothing',
    'it must ask for what the pods that it means bear, and no others',
    'if they stand elsewhere',
  ),
});

/** A selector that Calico can't read. */
function unread({ selector: { resource, path, problem } }: Watch): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    {
      resource,
      path,
      severity: 'error',
      what: `\`${formatPath(path)}\` of ${refOf(resource)}: ${problem}, so Calico refuses the policy, and it ${effectOf(resource)}`,
      todo: 'it must be an expression that Calico reads',
    },
  ];
}
