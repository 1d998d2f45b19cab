import { declares, declaresPorts, type ServicePort, type Workload } from '../model';

/** The one workload that declares all of a Service's target ports, and whether declared ports speak against another. */
export interface PortEvidence {
  readonly pick?: Workload;
  readonly evidence: string;
}

/** `port 3306`, `ports 80 and 'metrics'`. */
export function formatPorts(ports: readonly ServicePort[]): string {
  const names = [...new Set(ports.map(({ target }) => (typeof target === 'number' ? `${target}` : `'${target}'`)))];
  return `${names.length === 1 ? 'port' : 'ports'} ${names.join(' and ')}`;
}

/** True where the workload declares every target port. */
export function declaresAll(workload: Workload, ports: readonly ServicePort[]): boolean {
  return ports.length > 0 && ports.every(port => declares(workload, port));
}

/** True where the workload declares ports, but none of these, whatever the protocol. */
export function declaresOthersOnly(workload: Workload, ports: readonly ServicePort[]): boolean {
  const declared = ({ target }: ServicePort) =>
    workload.containers.some(container => container.ports.some(({ name, number }) => name === target || number === target));
  return ports.length > 0 && declaresPorts(workload) && !ports.some(declared);
}

/** Which of the workloads the ports point to. */
export function byPorts(ports: readonly ServicePort[], workloads: readonly Workload[]): PortEvidence {
  const declaring = workloads.filter(workload => declaresAll(workload, ports));
  const identities = new Set(declaring.map(({ identity }) => identity));
  const pick = identities.size === 1 ? declaring[0] : undefined;
  return { ...(pick && { pick }), evidence: `only it declares ${formatPorts(ports)}` };
}
