import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import type { Path } from '../data/path';
import { remembered } from '../data/remembered';
import type { Rest } from '../data/rest';
import { asList, asMap, textOf, valueAt } from '../data/values';
import { walk } from '../kinds';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import { ownership } from '../model/owners';
import { type Link, namedBy } from '../model/references';
import { identityOf, inOrderOfNames, type Resource } from '../model/resource';
import { scopeOf } from '../model/scope';

/** What sets the replicas of a workload by what its pods use: a HorizontalPodAutoscaler, or a ScaledObject, which makes one. */
export interface Autoscaler {
  readonly link: Link;
  readonly target: Workload;
  /** The pods that it takes for those of its target: what the target's own selector selects. */
  readonly pods: readonly Workload[];
  /** Those of them that are not its target's. */
  readonly foreign: Rest<Workload>;
}

/** Two autoscalers that take the same pods for their own. */
export interface Rivals {
  readonly first: Autoscaler;
  readonly second: Autoscaler;
}

/** The autoscalers whose target is among the workloads; a cluster holds one of two objects of one identity. */
export function autoscalersOf(links: readonly Link[], bindings: readonly Binding[]): readonly Autoscaler[] {
  const scaling = links.filter(({ field, resource }) => field.role === 'scales' && isAutoscaler(resource));
  if (scaling.length === 0) return [];
  const ownOf = (resource: Resource) =>
    bindingIndex(bindings)
      .in(resource)
      .findLast(({ selector }) => selector.role === 'own' && selector.owner);
  const unique = new Map([...scaling].reverse().map(link => [identityOf(link.resource), link]));
  return inOrderOfNames([...unique.values()].reverse(), ({ resource }) => resource).flatMap((link): Autoscaler[] => {
    const binding = link.found.map(ownOf).find(Boolean);
    const target = binding?.selector.owner;
    return target ? [{ link, target, pods: binding.selects, foreign: binding.foreign }] : [];
  });
}

const isAutoscaler = ({ kind }: Resource): boolean => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject';

/**
 * Every autoscaler that shares pods with one before it, with that one: one over the same workload, if there is. Source: Kubernetes
 * v1.26, pkg/controller/podautoscaler, `AmbiguousSelector`.
 */
export function rivalsAmong(autoscalers: readonly Autoscaler[]): readonly Rivals[] {
  const byTarget = grouped(autoscalers, ({ target }) => target.identity);
  const order = new Map(autoscalers.map((autoscaler, i) => [autoscaler, i]));
  const over = overlapping(autoscalers);
  return autoscalers.flatMap((second, i): Rivals[] => {
    const isRival = (other: Autoscaler) =>
      (order.get(other) ?? i) < i && !isHandedOver(other.link.resource, second.link.resource);
    const first = byTarget.get(second.target.identity)?.find(isRival) ?? over(second).find(isRival);
    return first ? [{ first, second }] : [];
  });
}

/** Finds those that take some of the same pods. Targets that select the same share one list, so that thousands stay cheap. */
function overlapping(autoscalers: readonly Autoscaler[]): (autoscaler: Autoscaler) => readonly Autoscaler[] {
  const bySelection = grouped(autoscalers, ({ pods }) => pods);
  const lasting = (pods: Autoscaler['pods']) => pods.filter(w => !w.runsToCompletion);
  const lists = grouped(
    [...bySelection.keys()].flatMap(pods => lasting(pods).map(workload => ({ pods, workload }))),
    ({ workload }) => workload.identity,
  );
  const found = remembered((pods: Autoscaler['pods']) => {
    const near = new Set(
      lasting(pods)
        .flatMap(({ identity }) => lists.get(identity) ?? [])
        .map(other => other.pods),
    );
    return [...near].flatMap(other => bySelection.get(other) ?? []);
  });
  return ({ pods }) => found(pods);
}

/** Two autoscalers that name one workload, which is not among the resources. */
export interface UnseenRivals {
  readonly first: Resource;
  readonly second: Resource;
  /** Where the second names it, and what both name, as `Deployment/web`. */
  readonly path: Path;
  readonly target: string;
}

/** Every autoscaler that names a workload which one before it names too, where none of the resources is that workload. */
export function rivalsOverUnseen(resources: readonly Resource[], seen: readonly Autoscaler[]): readonly UnseenRivals[] {
  const known = new Set(seen.map(({ link }) => identityOf(link.resource)));
  const ownerOf = ownership(resources);
  const scaling = resources.filter(r => isAutoscaler(r) && !known.has(identityOf(r)) && !ownerOf(r));
  const unique = new Map([...scaling].reverse().map(resource => [identityOf(resource), resource]));
  const naming = inOrderOfNames([...unique.values()].reverse(), resource => resource).flatMap(resource =>
    resource.rows.references.flatMap(field =>
      walk(resource.value, field.path).flatMap(({ path, value }) => {
        const named = field.role === 'scales' ? namedBy(resource, value, field) : undefined;
        return named ? [{ resource, path, target: `${named.kind}/${named.name}` }] : [];
      }),
    ),
  );
  return [...grouped(naming, ({ resource, target }) => compound(scopeOf(resource), target)).values()].flatMap(same =>
    same.flatMap(({ resource: second, path, target }, i): UnseenRivals[] => {
      const first = same.slice(0, i).find(other => !isHandedOver(other.resource, second))?.resource;
      return first ? [{ first, second, path, target }] : [];
    }),
  );
}

/** KEDA takes over an autoscaler that is there already, where the ScaledObject says so. Source: KEDA v2.8, "Transfer ownership". */
function isHandedOver(...pair: readonly [Resource, Resource]): boolean {
  return pair.some((resource, i) => {
    if (resource.annotations['scaledobject.keda.sh/transfer-hpa-ownership'] !== 'true') return false;
    const name = valueAt(resource.value, ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name']);
    return name === pair[1 - i]?.name;
  });
}

/** True where the autoscaler averages over pods; metrics from elsewhere it takes as they are. */
export function averagesPods({ link: { resource } }: Autoscaler): boolean {
  const spec = asMap(resource.value.spec) ?? {};
  const types = asList(spec.metrics ?? spec.triggers).map(metric => asMap(metric)?.type);
  const averaged = resource.kind === 'ScaledObject' ? ['cpu', 'memory'] : ['Resource', 'ContainerResource', 'Pods'];
  return (
    types.some(type => averaged.includes(textOf(type))) || (types.length === 0 && resource.kind !== 'ScaledObject')
  );
}
