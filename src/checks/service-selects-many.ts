import { restOf } from '../data/rest';
import { isOnePerNode, type Pods, podsBy, type Share, sharesOf, union } from '../facts/connection-shares';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import { at, type Finding } from '../model/finding';
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
      if (verdict !== 'one' || foreign.every(isJob)) return [];
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
const lastingOf = (workloads: readonly Workload[]) =>
  workloads.some(isJob) ? workloads.filter(w => !isJob(w)) : workloads;

/** What shares a Service on purpose; jobs do not. */
function deliberate({ selects, evidence }: Binding): string[] {
  const serving = selects.filter(w => !isJob(w));
  const sharing = serving.length > 0 ? serving : selects;
  if (sharing.length < 2) return [];
  return [
    `selects ${names(sharing)}: ${evidence && `${evidence}, so `}this counts as deliberate sharing and stays as it is`,
  ];
}

const sharesOfForeign = ({ selector, selects, foreign }: Binding, podsOf: (workload: Workload) => Pods) =>
  sharesOf(lastingOf(foreign), lastingOf(selects), servicePorts(selector.resource), podsOf);

/** Which shares of the connections reach foreign pods. Pods that run to completion count only while they run. */
function astray({ selector, foreign }: Binding, shares: readonly Share[]): string {
  const reached = union(shares.map(({ to }) => to));
  const passing = foreign.filter(isJob);
  const parts = [
    ...(shares.length > 0
      ? [`sends ${list(shares.map(formatShare))} to foreign pods (those of ${names(reached)}${perNode(reached)})`]
      : []),
    ...idle(restOf(lastingOf(foreign), reached), servicePorts(selector.resource)),
    ...(passing.length > 0 ? [`reaches the pods of ${names(passing)} while they run`] : []),
  ];
  return parts.join(', and ');
}

/** How many pods a DaemonSet has, no manifest says. */
function perNode(workloads: readonly Workload[]): string {
  const everywhere = workloads.filter(isOnePerNode);
  if (everywhere.length === 0) return '';
  const whose = everywhere.length < workloads.length ? `, of ${names(everywhere)}` : ',';
  return `${whose} one pod a node`;
}

/** Foreign workloads that get no connections now, and why not. */
function idle(workloads: readonly Workload[], ports: readonly ServicePort[]): string[] {
  const unrouted = workloads.filter(w => w.replicas !== 0);
  const none = workloads.filter(w => w.replicas === 0);
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
