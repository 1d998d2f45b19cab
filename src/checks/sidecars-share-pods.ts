import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { asMap, valueAt } from '../data/values';
import { keysOf, type SelectorField, walk } from '../kinds';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { identityOf, inOrderOfNames, type Resource, refOf } from '../model/resource';
import { scopeOf } from '../model/scope';
import { list, names } from '../model/wording';
import type { Check, Situation } from './check';

/** Several objects that configure the proxy of one pod, where Istio takes only one. */
export const sidecarsSharePods: Check = {
  id: 'sidecars-share-pods',
  severity: 'warning',
  summary: 'Several Sidecars or Telemetries of Istio are over the same pods: only one of them counts.',
  find: situation => [...overSamePods(situation), ...overNamespaces(situation)],
};

const fieldOf = ({ rows }: Resource): SelectorField | undefined => rows.selectors.find(({ onePerPod }) => onePerPod);

/** Of those that select pods, each that shares some with one before it. */
function overSamePods({ bindings }: Situation): readonly Finding[] {
  const single = bindings.filter(({ selector }) => selector.owner === undefined && fieldOf(selector.resource));
  const ordered = inOrderOfNames(single, ({ selector }) => selector.resource);
  const ofKind = grouped(ordered, ({ selector }) => compound(selector.scope, selector.resource.kind));
  return [...ofKind.values()].flatMap(same =>
    same.flatMap((binding, i): Finding[] => {
      const { resource, path } = binding.selector;
      const rivals = same.slice(0, i).filter(other => isOther(other, binding) && shared(other, binding).length > 0);
      if (rivals.length === 0) return [];
      const pods = [...new Set(rivals.flatMap(other => shared(other, binding)))];
      const refs = list([...new Set(rivals.map(other => refOf(other.selector.resource)))]);
      return [
        {
          resource,
          path,
          what: `${refOf(resource)} and ${refs} both select the pods of ${names(pods)}: Istio takes one of them, and which is not defined`,
          todo: 'a pod must be selected by one of them only: they must become one, or ask for labels that no pod bears together',
        },
      ];
    }),
  );
}

const isOther = (a: Binding, b: Binding): boolean =>
  identityOf(a.selector.resource) !== identityOf(b.selector.resource);

function shared(a: Binding, b: Binding): readonly Workload[] {
  const identities = new Set(a.selects.map(({ identity }) => identity));
  return b.selects.filter(({ identity }) => identities.has(identity));
}

/** Of those that are about a whole namespace, each that has one before it. */
function overNamespaces({ model }: Situation): readonly Finding[] {
  const whole = model.resources.filter(resource => {
    const field = fieldOf(resource);
    return field !== undefined && !isNarrowed(resource, field);
  });
  const unique = [
    ...new Map([...whole].reverse().map(resource => [identityOf(resource), resource])).values(),
  ].reverse();
  const ordered = inOrderOfNames(unique, resource => resource);
  const ofKind = grouped(ordered, resource => compound(scopeOf(resource), resource.kind));
  return [...ofKind.values()].flatMap(([first, ...others]) =>
    others.map(resource => ({
      resource,
      path: ['spec'],
      isPlace: true,
      what: `${first ? refOf(first) : ''} and ${refOf(resource)} are both about all pods of their namespace: Istio takes one of them, and which is not defined`,
      todo: 'a namespace must have only one without a selector: they must become one',
    })),
  );
}

function isNarrowed({ value }: Resource, { path, insteadOf = [] }: SelectorField): boolean {
  const selected = Object.keys(asMap(valueAt(value, keysOf(path))) ?? {}).length > 0;
  return selected || insteadOf.some(field => walk(value, field).length > 0);
}
