import { isAmong } from '../data/among';
import { remembered } from '../data/remembered';
import { type Binding, isKnown, releaseOf } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { serving } from '../model/selection';
import { declares, declaringIn, type ServicePort, servicePorts } from '../model/service-ports';
import { names } from '../model/wording';
import type { Check } from './check';

/** A target port by name that only some of the workloads declare which a Service means: the others get no connections. */
export const servicePortInSomePods: Check = {
  id: 'service-port-in-some-pods',
  severity: 'warning',
  summary: 'Only some of the workloads that a Service means declare its target port by name.',
  find: ({ bindings }) =>
    bindings.flatMap(binding => {
      const { selector } = binding;
      if (!isMeantForSeveral(binding)) return [];
      const known = withContainers(serving(binding.selects));
      const ports = servicePorts(selector.resource);
      return ports.flatMap((port): Finding[] => {
        const declaring = declaringIn(known, port);
        if (typeof port.target === 'number' || declaring.length === 0 || declaring.length === known.length) return [];
        const lacking = known.filter(w => !isAmong(w, declaring));
        return [
          {
            resource: selector.resource,
            path: ['spec', 'ports'],
            about: `${port.port}/${port.protocol}`,
            ...(!isMistake(lacking, declaring, ports) && { severity: 'info' }),
            what: `Service '${selector.resource.name}' sends port ${port.port} to the port named '${port.target}' (${port.protocol}), which ${names(declaring)} ${declaring.length > 1 ? 'declare' : 'declares'} and ${names(lacking)} ${lacking.length > 1 ? 'do' : 'does'} not${instead(lacking, port)}: ${effect(declaring, lacking, port)}`,
            todo: `a container of ${names(lacking)} must declare a port named '${port.target}' with protocol ${port.protocol}, or the selector must leave ${lacking.length > 1 ? 'them' : 'it'} out`,
          },
        ];
      });
    }),
};

/** Operators bring containers that no manifest holds. */
const withContainers = remembered((workloads: readonly Workload[]) => workloads.filter(w => w.containers.length > 0));

/** True where a Service selects several workloads and none of them is known to be foreign. */
const isMeantForSeveral = ({ selector, verdict, selects, foreign, isGiven }: Binding): boolean =>
  selector.role === 'route' &&
  !isGiven &&
  selects.length > 1 &&
  foreign.length === 0 &&
  (verdict === 'shared' || isKnown(verdict) || verdict === 'all');

/**
 * It can hardly be meant where a workload gets nothing from the Service at all, or where another release of its program gets it. Else
 * the Service may put several programs together on purpose, each behind a port of its own.
 */
function isMistake(
  lacking: readonly Workload[],
  declaring: readonly Workload[],
  ports: readonly ServicePort[],
): boolean {
  const programs = new Set(declaring.map(w => releaseOf(w).program));
  return lacking.some(
    w =>
      programs.has(releaseOf(w).program) || ports.every(port => typeof port.target === 'string' && !declares(w, port)),
  );
}

/** A headless Service routes nothing: cluster DNS has the addresses of all its pods, and the ports of those that declare them. */
function effect(declaring: readonly Workload[], lacking: readonly Workload[], { isPublished }: ServicePort): string {
  if (isPublished) return `cluster DNS has the port (SRV) of ${names(declaring)} only, and the addresses of all`;
  return `${names(declaring)} ${declaring.length > 1 ? 'get' : 'gets'} all of its connections, ${names(lacking)} none`;
}

/** What they declare under that name or number in its place, as words for a message. */
function instead(lacking: readonly Workload[], { target, protocol }: ServicePort): string {
  const declared = lacking.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  const same = declared.find(port => port.name === target && port.protocol !== protocol);
  if (same) return ` (there it is ${same.protocol})`;
  const others = [...new Set(declared.flatMap(({ name }) => (name === undefined ? [] : [`'${name}'`])))];
  return others.length === 0 ? '' : ` (only ${others.slice(0, 5).join(', ')})`;
}
