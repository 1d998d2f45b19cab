import type { Path } from '../data/path';
import { asList, asMap, asString, type Data, numberOf, valueAt } from '../data/values';
import { alongside, type WorkloadKind } from '../kinds';
import type { Resource } from './resource';

/** A port that a container declares, or that a Service targets. */
export interface Port {
  readonly name?: string;
  readonly number?: number;
  readonly protocol: string;
}

/** One container of a pod template; sidecar init containers count, other init containers serve nothing. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly Port[];
}

/** The containers of a PodSpec that run beside one another. */
export function containersOf(podSpec: Data): Container[] {
  const sidecars = asList(podSpec.initContainers).filter(container => asMap(container)?.restartPolicy === 'Always');
  return [...asList(podSpec.containers), ...sidecars].flatMap(container => {
    const map = asMap(container);
    if (!map) return [];
    const ports = asList(map.ports).flatMap(port => readPort(asMap(port)));
    return [{ name: asString(map.name) ?? '', image: asString(map.image) ?? '', ports }];
  });
}

function readPort(port: Data | undefined): Port[] {
  if (!port) return [];
  const name = asString(port.name);
  const number = numberOf(port.containerPort);
  return [
    { protocol: asString(port.protocol) ?? 'TCP', ...(name !== undefined && { name }), ...(number > 0 && { number }) },
  ];
}

/** True for the kind whose objects are pods themselves. */
export const isBarePod = ({ podTemplate, podSpec }: WorkloadKind): boolean =>
  podTemplate === '' && podSpec === undefined;

/** How many pods of the template at `place` the manifest asks for; undefined where the cluster decides. A missing `replicas` is 1. */
export function replicasOf(resource: Resource, kind: WorkloadKind, place: Path): number | undefined {
  if (kind.podTemplate === '') return 1;
  if (kind.replicas === undefined) return undefined;
  const value = valueAt(resource.value, alongside(kind.replicas, kind.podTemplate, place));
  return typeof value === 'number' ? value : 1;
}

/** A bare Pod that lives for moments: Helm's test pods, and what is not restarted. */
export function isTransient({ annotations, name }: Resource, podSpec: Data): boolean {
  const ends = podSpec.restartPolicy === 'Never' || podSpec.restartPolicy === 'OnFailure';
  return ends || 'helm.sh/hook' in annotations || /(^|-)test(-|$)/.test(name);
}
