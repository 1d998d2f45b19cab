import type { Rest } from '../data/rest';
import { isOnePerNode, type Pods, podsBy, type Share, sharesOf, union } from '../facts/connection-shares';
import { type Binding, isKnown } from '../meaning';
import type { Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { lasting } from '../model/selection';
import { formatPorts, type ServicePort, servicePorts } from '../model/service-ports';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A Service that reaches pods of several workloads: foreign ones, or several on purpose. */
export const serviceSelectsMany: Check = {
  id: 'service-selects-many',
  severity: 'error',
  summary: 'A Service sends connections to the pods of several workloads.',
  find: ({ bindings, config, references }) => {
    const podsOf = podsBy(references);
    return bindings.flatMap((binding): Finding[] => {
      const { selector, verdict, evidence, means, foreign, isGiven } = binding;
      if (selector.role !== 'route') return [];
      const where = at(selector);
      const who = `Service '${selector.resource.name}'`;
      if (verdict === 'shared')
        return isGiven ? [] : deliberate(binding).map(what => ({ ...where, severity: 'info', what: `${who} ${what}` }));
      // What is foreign and runs to completion only is told by `service-selects-job`.
      if (!isKnown(verdict) || foreign.every(isJob)) return [];
      const shares = sharesOfForeign(binding, podsOf);
      const [severity, what] = [shares.length > 0 ? 'error' : 'warning', astray(binding, shares)] as const;
      if (means.length === 0) {
        const todo = 'it must ask for a component that nobody here bears, or for what the pods that it means bear';
        return [{ ...where, severity, what: `${who} ${what}; ${evidence} it selects nothing`, todo }];
      }
      const todo = `${names(means)} must have a \`${config.label}\` label of its own, and this selector must ask for it`;
      return [{ ...where, severity, what: `${who} ${what}; it means ${names(means)} (${evidence})`, todo }];
    });
  },
};

const isJob = ({ runsToCompletion }: Workload): boolean => runsToCompletion;

/** What shares a Service on purpose; jobs do not. */
function deliberate({ selects, evidence }: Binding): string[] {
  const sharing = lasting(selects).length > 0 ? lasting(selects) : selects;
  if (sharing.length < 2) return [];
  return [
    `selects ${names(sharing)}: ${evidence && `${evidence}, so `}this counts as deliberate sharing and stays as it is`,
  ];
}

const lastingOf = (foreign: Rest<Workload>): Rest<Workload> => foreign.within(lasting(foreign.all));

const sharesOfForeign = ({ selector, foreign }: Binding, podsOf: (workload: Workload) => Pods) =>
  sharesOf(lastingOf(foreign), servicePorts(selector.resource), podsOf);

/** Which shares of the connections reach foreign pods. Pods that run to completion count only while they run. */
function astray({ selector, foreign }: Binding, shares: readonly Share[]): string {
  const reached = union(shares.map(({ to }) => to));
  const passing = foreign.where(isJob);
  const parts = [
    ...(shares.length > 0
      ? [`sends ${list(shares.map(formatShare))} to foreign pods (those of ${names(reached)}${perNode(reached)})`]
      : []),
    ...idle(lastingOf(foreign).without(reached), servicePorts(selector.resource)),
    ...(passing.length > 0 ? [`reaches the pods of ${names(passing)} while they run`] : []),
  ];
  return parts.join(', and ');
}

/** How many pods a DaemonSet has, no manifest says. */
function perNode(workloads: Rest<Workload>): string {
  const everywhere = workloads.where(isOnePerNode);
  if (everywhere.length === 0) return '';
  const whose = everywhere.length < workloads.length ? `, of ${names(everywhere)}` : ',';
  return `${whose} one pod a node`;
}

const isScaledDown = ({ replicas }: Workload): boolean => replicas === 0;
const isScaledUp = ({ replicas }: Workload): boolean => replicas !== 0;

/** Foreign workloads that get no connections now, and why not. */
function idle(workloads: Rest<Workload>, ports: readonly ServicePort[]): string[] {
  const [unrouted, none] = [workloads.where(isScaledUp), workloads.where(isScaledDown)];
  return [
    ...(unrouted.length > 0
      ? [
          `also selects the pods of ${names(unrouted)}, which get no connections while they declare no ${formatPorts(ports)}`,
        ]
      : []),
    ...(none.length > 0 ? [`also selects the pods of ${names(none)}, of which there are none now`] : []),
  ];
}

const formatShare = ({ share, ports }: Share, i: number): string => {
  const numbers = [...new Set(ports.map(({ port }) => `${port}`))];
  const on = numbers.length === 0 ? '' : ` on ${numbers.length > 1 ? 'ports' : 'port'} ${list(numbers)}`;
  return `${share} of ${i === 0 ? 'its connections' : 'those'}${on}`;
};
