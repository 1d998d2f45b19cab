import type { Link } from './links';
import type { Workload } from './model';
import type { Binding } from './resolve';
import { asList, asMap, identityOf, placeOf, type Resource, valueAt } from './resource';

/** What sets the replicas of a workload by what its pods use: a HorizontalPodAutoscaler, or a ScaledObject, which makes one. */
export interface Autoscaler {
  readonly link: Link;
  readonly target: Workload;
  /** The pods that it takes for those of its target: what the target's own selector selects. */
  readonly pods: readonly Workload[];
  /** Those of them that are not its target's. */
  readonly foreign: readonly Workload[];
}

/** Two autoscalers that take the pods of the same workloads for their own. */
export interface Rivals {
  readonly first: Autoscaler;
  readonly second: Autoscaler;
}

/** The autoscalers whose target is among the workloads; a cluster holds one of two objects of one identity. */
export function autoscalersOf(links: readonly Link[], bindings: readonly Binding[]): readonly Autoscaler[] {
  const scaling = links.filter(({ field, resource }) => field.role === 'scales' && isAutoscaler(resource));
  if (scaling.length === 0) return [];
  const own = new Map(
    bindings
      .filter(({ selector }) => selector.role === 'own' && selector.owner)
      .map(binding => [placeOf(binding.selector.resource), binding]),
  );
  const unique = new Map([...scaling].reverse().map(link => [identityOf(link.resource), link]));
  return [...unique.values()].reverse().flatMap((link): Autoscaler[] => {
    const binding = link.found.map(resource => own.get(placeOf(resource))).find(Boolean);
    const target = binding?.selector.owner;
    return target ? [{ link, target, pods: binding.selects, foreign: binding.foreign }] : [];
  });
}

const isAutoscaler = ({ kind }: Resource): boolean => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject';

/** The autoscalers that share pods, two by two. Source: Kubernetes v1.26, pkg/controller/podautoscaler, `AmbiguousSelector`. */
export function rivalsAmong(autoscalers: readonly Autoscaler[]): readonly Rivals[] {
  const before = new Map<string, Autoscaler[]>();
  const found: Rivals[] = [];
  for (const second of autoscalers) {
    const taken = identitiesOf(second);
    const rivals = new Set(taken.flatMap(identity => before.get(identity) ?? []));
    for (const first of rivals) if (!isHandedOver(first, second)) found.push({ first, second });
    for (const identity of taken) before.set(identity, [...(before.get(identity) ?? []), second]);
  }
  return found;
}

/** Pods that run to completion are there for moments only. */
const identitiesOf = ({ pods, target }: Autoscaler): readonly string[] => [
  ...new Set([target, ...pods.filter(w => !w.runsToCompletion)].map(({ identity }) => identity)),
];

/** KEDA takes over an autoscaler that is there already, where the ScaledObject says so. Source: KEDA v2.8, "Transfer ownership". */
function isHandedOver(...pair: readonly [Autoscaler, Autoscaler]): boolean {
  return pair.some(({ link: { resource } }, i) => {
    if (resource.annotations['scaledobject.keda.sh/transfer-hpa-ownership'] !== 'true') return false;
    const name = valueAt(resource.value, ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name']);
    return name === pair[1 - i]?.link.resource.name;
  });
}

/** True where the autoscaler averages over pods; metrics from elsewhere it takes as they are. */
export function averagesPods({ link: { resource } }: Autoscaler): boolean {
  const spec = asMap(resource.value.spec) ?? {};
  const types = asList(spec.metrics ?? spec.triggers).map(metric => asMap(metric)?.type);
  const averaged = resource.kind === 'ScaledObject' ? ['cpu', 'memory'] : ['Resource', 'ContainerResource', 'Pods'];
  return (
    types.some(type => averaged.includes(String(type))) || (types.length === 0 && resource.kind !== 'ScaledObject')
  );
}
