import { valueAt } from '../data/values';
import type { Selector, Workload } from '../model';
import type { Resource } from '../model/resource';
import { declaringAmong, type ServicePort, servicePorts } from '../model/service-ports';
import { byNames, type Likeness } from './likeness';
import { tokens } from './names';

/** What is asked of the rules: which of the candidates does this resource mean? */
export interface Question {
  /** The resource that selects; its name is what the rules compare. */
  readonly resource: Resource;
  /** The workloads that it may mean. */
  readonly candidates: readonly Workload[];
  /** The ports that it targets; none where it is no Service. */
  readonly ports: readonly ServicePort[];
  /** DNS publishes every pod that it selects, whatever ports these declare. */
  readonly isHeadless: boolean;
  /** The words of the application's name, as far as its labels hold it: in a resource's name they say little. */
  readonly common: ReadonlySet<string>;
  /** The candidates that its name points to. */
  readonly namesakes: readonly Likeness[];
  /** The one candidate that its name points to. */
  readonly likeness?: Likeness;
  /** The candidates that declare all of its ports. */
  readonly declaring: readonly Workload[];
  /** The other Services that mean the candidate by its very name, or that it names as its own. */
  readonly claimants: (candidate: Workload) => readonly Resource[];
  /** What it selects beside the candidates, runs to completion and bears its name: it means no candidate that only ports point to. */
  readonly job?: Workload;
  /** The Services with just the same candidates; it is one of them, where it is a Service. */
  readonly peers: readonly Resource[];
}

/** The question that a resource asks about the workloads that it selects. */
export function questionOf(
  { resource, asks }: Pick<Selector, 'resource' | 'asks'>,
  candidates: readonly Workload[],
  around: Pick<Question, 'claimants' | 'peers' | 'job'>,
): Question {
  const ports = resource.kind === 'Service' ? servicePorts(resource) : [];
  const namesakes = byNames(resource, candidates, ports);
  const [likeness] = namesakes.length === 1 ? namesakes : [];
  return {
    resource,
    candidates,
    ports,
    isHeadless: valueAt(resource.value, ['spec', 'clusterIP']) === 'None',
    common: new Set(Object.values(asks.matchLabels).flatMap(tokens)),
    namesakes,
    ...(likeness && { likeness }),
    declaring: declaringAmong(candidates, ports),
    ...around,
  };
}

/** True where a workload names the Service as its own (StatefulSet `serviceName`, a Rollout's stable and canary Services). */
export function refersTo(workload: Workload, { kind, name, authoredName }: Resource): boolean {
  if (kind !== 'Service') return false;
  return workload.services.some(service => service === name || service === authoredName);
}
