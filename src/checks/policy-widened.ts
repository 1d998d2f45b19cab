import { grouped } from '../data/grouped';
import { asList, asMap, valueAt } from '../data/values';
import { namesake } from '../facts/namesake';
import { directionsOf, policyBindings } from '../facts/policies';
import type { Binding } from '../meaning';
import { formatAsked, type Workload } from '../model';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A policy named after one workload, whose selector asks only for what every workload of the namespace bears. */
export const policyWidened: Check = {
  id: 'policy-widened',
  severity: 'warning',
  summary: 'A policy is named after one workload and selects all of them by a common label.',
  find: ({ bindings, model }) => {
    const lasting = grouped(
      model.workloads.filter(w => !w.runsToCompletion),
      ({ scope }) => scope,
    );
    return policyBindings(bindings, 'subjects')
      .filter(isUntold)
      .flatMap(binding => widened(binding, distinct(lasting.get(binding.selector.scope) ?? [])));
  },
};

/** Nobody has said, and no other check tells, what it means. */
const isUntold = ({ verdict, level, foreign, isGiven }: Binding): boolean =>
  (verdict === 'shared' || verdict === 'one') && level !== 'said' && foreign.length === 0 && !isGiven;

function widened({ selector, selects }: Binding, all: readonly Workload[]): readonly Finding[] {
  const selected = new Set(selects.map(({ identity }) => identity));
  if (all.length < 2 || !all.every(({ identity }) => selected.has(identity))) return [];
  const meant = namesake(selector, all);
  if (!meant) return [];
  const { resource, path } = selector;
  const others = all.filter(w => w !== meant);
  return [
    {
      resource,
      path,
      what: `${refOf(resource)} is named after ${names([meant])}, and selects '${formatAsked(selector)}', which all workloads of the namespace bear: it also takes in the pods of ${names(others)}${shutPorts(resource, others)}`,
      todo: `if it means ${names([meant])} alone, its selector must ask for a label that only these pods bear; a policy over all of them must bear a name that says so`,
    },
  ];
}

/** Ports that the others serve on and the policy lets nobody reach. */
function shutPorts(policy: Resource, others: readonly Workload[]): string {
  if (policy.group !== 'networking.k8s.io' || !directionsOf(policy).includes('Ingress')) return '';
  const rules = asList(valueAt(policy.value, ['spec', 'ingress'])).map(rule => asList(asMap(rule)?.ports));
  if (rules.some(ports => ports.length === 0)) return '';
  const open = new Set(rules.flat().map(port => asMap(port)?.port));
  const isRange = rules.flat().some(port => asMap(port)?.endPort !== undefined);
  const shut = others.flatMap(({ containers }) =>
    containers
      .flatMap(({ ports }) => ports)
      .filter(({ name, number }) => !open.has(number) && !open.has(name))
      .map(({ number, name }) => `${number ?? name}`),
  );
  if (isRange || shut.length === 0) return '';
  return `, and does not let in connections to their ${shut.length > 1 ? 'ports' : 'port'} ${list([...new Set(shut)])}`;
}
