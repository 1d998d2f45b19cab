import { asMap, textsOf, valueAt } from '../data/values';
import { endpointsBeside } from '../facts/endpoints';
import { keepingOut } from '../facts/label-changes';
import { writersOf } from '../facts/label-origin';
import type { LabelEntry } from '../kustomize';
import { formatSelector } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { names } from '../model/wording';
import type { Check } from './check';

/** A Service that must have no selector has one, which labels of a whole application gave it. */
export const labelGivesSelector: Check = {
  id: 'label-gives-selector',
  severity: 'warning',
  summary: 'Common labels give a selector to a Service that is authored without one, or has endpoints made by hand.',
  find: ({ model, bindings, labelEntries }) => {
    const handOf = endpointsBeside(model);
    const given = bindings.flatMap((binding): Finding[] => {
      const { selector, isGiven } = binding;
      if (selector.role !== 'route') return [];
      const byHand = handOf(binding);
      if (isGiven) return givenIn(binding, byHand, labelEntries);
      return byHand ? [besideEndpoints(binding, byHand)] : [];
    });
    return [...given, ...model.resources.flatMap(ofAlias)];
  },
};

const cure =
  'the kustomization must write this label by `labels:` without `includeSelectors`, or the Service must stand in a kustomization without it';

/** In sources it is seen that a label made the selector. */
function givenIn(
  { selector, selects }: Binding,
  byHand: Resource | undefined,
  labelEntries: readonly LabelEntry[],
): Finding[] {
  const { resource, path } = selector;
  const keys = Object.keys(selector.asks.matchLabels);
  if (distinct(selects).length === 1 && !byHand) return [];
  const endpoints = byHand ? 'the endpoints among the items are' : 'endpoints made by hand would be';
  return [
    {
      resource,
      path,
      what: `${refOf(resource)} is authored without a selector, and the kustomization's labels give it one, which selects ${names(selects) || 'nothing'}: ${endpoints} replaced`,
      todo: cure,
      ...keepingOut(writersOf(labelEntries, resource, path, keys), keys),
    },
  ];
}

/** In rendered resources it shows by labels that all pods of the namespace bear. */
function besideEndpoints({ selector, selects }: Binding, byHand: Resource): Finding {
  const { resource, path } = selector;
  const effect =
    byHand.kind === 'Endpoints'
      ? 'Kubernetes replaces the addresses in them by those of these pods'
      : 'its connections go to these pods as well as to the addresses in it';
  return {
    resource,
    path,
    what: `${refOf(resource)} has endpoints made by hand (${refOf(byHand)}) and a selector of labels that all pods here bear, '${formatSelector(selector.asks)}', so it selects ${names(selects)}: ${effect}`,
    todo: `the Service must have no \`selector\`${resource.source ? `; where a common label wrote it, ${cure}` : ''}`,
  };
}

/** The selector of an alias has no effect. Source: Service v1, `spec.selector`: "Ignored if type is ExternalName". */
function ofAlias(resource: Resource): Finding[] {
  if (resource.kind !== 'Service' || resource.group !== '') return [];
  // What a kustomization's labels write there is in no file, and nobody could take it out.
  const selector = asMap(valueAt((resource.source ?? resource).value, ['spec', 'selector'])) ?? {};
  if (valueAt(resource.value, ['spec', 'type']) !== 'ExternalName' || Object.keys(selector).length === 0) return [];
  const asked = formatSelector({ matchLabels: textsOf(selector), matchExpressions: [] });
  return [
    {
      resource,
      path: ['spec', 'selector'],
      severity: 'info',
      what: `${refOf(resource)} is an alias (\`type: ExternalName\`) and has the selector '${asked}', which Kubernetes ignores`,
      todo: 'the selector may go',
    },
  ];
}
