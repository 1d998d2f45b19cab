import { formatPath } from '../data/path';
import { valueAt } from '../data/values';
import { elsewhere, missingAmong } from '../facts/empty-selectors';
import { borne, following } from '../facts/why-empty';
import { walk } from '../kinds';
import { unmet } from '../labels/label-selector';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked, type Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { identitiesOf } from '../model/selection';
import { names } from '../model/wording';
import type { Check, Situation } from './check';

/** A spread constraint or an affinity term that counts no pod of the workload that it sits in. */
export const placementMissesOwnPods: Check = {
  id: 'placement-misses-own-pods',
  severity: 'warning',
  summary:
    'A spread constraint or an anti-affinity does not select the pods that it sits in; an affinity selects nothing.',
  find: situation => [
    ...situation.bindings.filter(isUntold).flatMap(apart),
    ...situation.model.workloads.flatMap(withoutSelector),
    ...nearNothing(situation),
  ],
};

/** `label-empties-selector` tells those that a label emptied. */
const isUntold = ({ selector, verdict, level, means, isGiven }: Binding): boolean =>
  selector.role === 'apart' &&
  selector.owner !== undefined &&
  verdict !== 'all' &&
  level !== 'said' &&
  !isGiven &&
  !(level === 'authored' && means.length > 0);

const isSpread = ({ selector: { path } }: Pick<Binding, 'selector'>): boolean =>
  path.includes('topologySpreadConstraints');

function apart(binding: Binding): readonly Finding[] {
  const { selector, selects } = binding;
  const { resource, path, owner } = selector;
  if (!owner || identitiesOf(selects).has(owner.identity)) return [];
  if (!isSpread(binding) && (selects.length > 0 || binding.unseen !== undefined)) return [];
  const missed = unmet(selector.asks, owner.podLabels);
  const asks = `\`${formatPath(path)}\` of ${refOf(resource)} asks for '${formatAsked(selector)}', and its own pods bear ${borne(owner.podLabels, missed)}`;
  const others = selects.length > 0 ? `only the pods of ${names(selects)}` : 'no pods';
  const effect = isSpread(binding) ? `it counts ${others}, so its own are not spread` : 'it keeps no pods apart';
  const isOwnKey = missed.some(key => owner.podLabels[key] !== undefined) || asksByName(binding, owner);
  return [
    {
      resource,
      path,
      ...(!isSpread(binding) && !isOwnKey && { severity: 'info' as const }),
      what: `${asks}: ${effect}`,
      todo: 'it must ask for what its own pods bear, unless it is about pods that stand elsewhere',
    },
  ];
}

/** What it asks for is the workload's own name, under another key. */
const asksByName = ({ selector: { asks: selector } }: Binding, { resource }: Workload): boolean =>
  Object.values(selector.matchLabels).some(value => value === resource.name || value === resource.authoredName);

/** Without a `labelSelector` a spread constraint counts no pods. Source: Kubernetes API reference, TopologySpreadConstraint. */
function withoutSelector({ resource, podSpecPath }: Workload): readonly Finding[] {
  return walk(valueAt(resource.value, podSpecPath), 'topologySpreadConstraints[]').flatMap(({ path, value }) => {
    if (valueAt(value, ['labelSelector']) != null) return [];
    const at = [...podSpecPath, ...path];
    return [
      {
        resource,
        path: at,
        what: `\`${formatPath(at)}\` of ${refOf(resource)} has no \`labelSelector\`: it counts no pods, so its own are not spread`,
        todo: '`labelSelector` must ask for what its own pods bear',
      },
    ];
  });
}

/** Affinity to pods that are not there: where it is required, its own pods stay Pending. */
function nearNothing({ bindings, model, unknownKinds, gaps }: Situation): readonly Finding[] {
  const together = bindingIndex(bindings).ofRole('together');
  return missingAmong(together, { model, unknownKinds, gaps }).map(({ binding: { selector }, severity, hint }) => {
    const isRequired = selector.path.includes('requiredDuringSchedulingIgnoredDuringExecution');
    const effect = isRequired ? 'its own pods stay Pending' : 'it has no effect';
    return {
      ...at(selector),
      severity: isRequired ? severity : 'info',
      ...elsewhere(severity, selector),
      what: `\`${formatPath(selector.path)}\` of ${refOf(selector.resource)} asks for pods with '${formatAsked(selector)}', which no workload bears: ${following({ severity: 'info', hint }, effect)}`,
      todo: 'it must ask for what the pods that it is to be near bear',
    };
  });
}
