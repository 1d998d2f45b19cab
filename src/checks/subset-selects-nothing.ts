import { asString, textOf, textsOf, valueAt } from '../data/values';
import { isIdleWatch } from '../facts/empty-watches';
import { borne } from '../facts/why-empty';
import { formatSelector, unmet } from '../labels/label-selector';
import type { Model } from '../model';
import { at, type Finding } from '../model/finding';
import { placeOf, refOf } from '../model/resource';
import type { Watch } from '../model/watches';
import { list } from '../model/wording';
import type { Check } from './check';

/** A subset of a DestinationRule that holds none of the pods behind its host's Service. */
export const subsetSelectsNothing: Check = {
  id: 'subset-selects-nothing',
  severity: 'warning',
  summary: "A subset of a DestinationRule selects none of the pods behind its host's Service.",
  find: ({ watches, model }) =>
    watches
      .filter(watch => watch.selector.role === 'subset' && watch.candidates.length > 0 && isIdleWatch(watch))
      .map(watch => describe(watch, model)),
};

function describe({ selector, candidates }: Watch, { workloads }: Model): Finding {
  const { resource, path, asks } = selector;
  const seen = new Set(candidates.map(placeOf));
  const behind = workloads.filter(w => seen.has(placeOf(w.resource)));
  const bear = behind.map(w => `${refOf(w.resource)} bears ${borne(w.podLabels, unmet(asks, w.podLabels))}`);
  const subset = asString(valueAt(resource.value, [...path.slice(0, -1), 'name'])) ?? '';
  // Argo Rollouts writes the hash of a revision into the subsets that it manages.
  const isManaged = candidates.some(({ kind }) => kind === 'Rollout');
  return {
    ...at(selector),
    ...(isManaged && { severity: 'info' as const }),
    what: `subset '${subset}' of ${refOf(resource)} asks for '${formatSelector({ matchLabels: textsOf(valueAt(resource.value, path)), matchExpressions: [] })}', which no pod behind host '${textOf(valueAt(resource.value, ['spec', 'host']))}' bears: what is routed to it is answered with 503; ${list(bear)}`,
    todo: 'its `labels` must be what the pods of that version bear',
  };
}
