import type { Workload } from '../model';
import { declaresAll, formatPorts, type ServicePort } from '../ports';

/** The one workload that declares all of a Service's target ports, if there is just one. */
export interface PortEvidence {
  readonly pick?: Workload;
  readonly evidence: string;
}

/** Which of the workloads the ports point to. */
export function byPorts(ports: readonly ServicePort[], workloads: readonly Workload[]): PortEvidence {
  const declaring = workloads.filter(workload => declaresAll(workload, ports));
  const identities = new Set(declaring.map(({ identity }) => identity));
  const pick = identities.size === 1 ? declaring[0] : undefined;
  return { ...(pick && { pick }), evidence: `only it declares ${formatPorts(ports)}` };
}
