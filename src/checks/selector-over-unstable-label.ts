import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import { type UnstableLabel, unstableLabels } from '../kinds';
import { sameLabels } from '../label-selector';
import type { Selector, Workload } from '../model';
import type { Binding } from '../resolve';
import { asList, refOf, valueAt } from '../resource';
import type { Check } from './check';

/** A selector over a label that changes with the next release. */
export const selectorOverUnstableLabel: Check = {
  id: 'selector-over-unstable-label',
  severity: 'warning',
  summary: 'A selector asks for a label that changes with every release: a version, a chart, a hash.',
  find: ({ bindings, model, config }) => {
    const scopes = grouped(model.workloads, ({ scope }) => scope);
    return bindings.flatMap(binding => {
      const { selector } = binding;
      if (!isConcerned(binding)) return [];
      return Object.entries({ ...selector.runtime, ...selector.selector.matchLabels }).flatMap(
        ([key, value]): Finding[] => {
          const label = unstableLabels.find(row => row.key.test(key) && row.value.test(value));
          if (!label || key === config.label) return [];
          const isTrack = hasSibling(binding, key, value, scopes.get(selector.scope) ?? []);
          if (isTrack) return [];
          return [
            {
              resource: selector.resource,
              path: [...selector.labelsPath, key],
              about: key,
              currentValue: value,
              ...((label.isConvention || selector.role === 'budget') && { severity: 'info' }),
              ...words(selector, key, value, label),
            },
          ];
        },
      );
    });
  },
};

/** Own selectors that can't be changed, and those of Services and budgets; what a controller made is no manifest. */
function isConcerned({ selector }: Binding): boolean {
  const { role, owner, resource } = selector;
  if (asList(valueAt(resource.value, ['metadata', 'ownerReferences'])).length > 0) return false;
  // The Argo Rollouts controller writes its hash into the Services of a Rollout.
  if ('argo-rollouts.argoproj.io/managed-by-rollouts' in resource.annotations) return false;
  if (role === 'own') return owner?.kind.immutable === 'selector';
  return role === 'route' || role === 'budget';
}

/** True where another workload bears the very labels but for another value of this one: it tells two releases apart. */
function hasSibling({ selects }: Binding, key: string, value: string, workloads: readonly Workload[]): boolean {
  return selects.some(one =>
    workloads.some(other => {
      const others = other.podLabels[key];
      return others !== undefined && others !== value && sameLabels(one.podLabels, other.podLabels, key);
    }),
  );
}

function words(
  { resource, role }: Selector,
  key: string,
  value: string,
  { says }: UnstableLabel,
): Pick<Finding, 'what' | 'todo'> {
  const what = `${refOf(resource)} selects by '${key}: ${value}', which is ${says} and changes with the next one`;
  if (role === 'own') {
    return {
      what: `${what}: the selector of a ${resource.kind} is immutable, so the API server refuses that upgrade`,
      todo: `\`${key}\` must not stand in the selector; it may stay in the pod template's labels. A live ${resource.kind} must be deleted and made anew for that`,
    };
  }
  const effect =
    role === 'route'
      ? 'once that is applied, it has no endpoints until the first new pod is ready, and none of the old pods'
      : 'once that is applied, the old pods are no longer guarded';
  return { what: `${what}: ${effect}`, todo: `\`${key}\` must not stand in the selector, only labels that stay` };
}
