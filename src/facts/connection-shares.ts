import { grouped } from '../data/grouped';
import { remembered, rememberedPair } from '../data/remembered';
import { noRest, Rest } from '../data/rest';
import { numberOf } from '../data/values';
import { walk } from '../kinds';
import type { Workload } from '../model';
import type { Link } from '../model/references';
import { placeOf } from '../model/resource';
import { declares, declaringIn, type ServicePort } from '../model/service-ports';

/** How many pods a workload has by the manifests. */
export interface Pods {
  readonly count: number;
  /** False where the cluster decides: a DaemonSet, or an autoscaler that goes down to zero. */
  readonly isKnown: boolean;
}

/** Counts the pods of workloads. What an autoscaler keeps at least counts in place of `replicas`, which it overrides. */
export function podsBy(links: readonly Link[]): (workload: Workload) => Pods {
  const leasts = new Map(
    links.flatMap(({ resource, field, found }) => {
      const { least } = field;
      const [said] = least ? walk(resource.value, least[0]) : [];
      return least ? found.map(target => [placeOf(target), numberOf(said?.value ?? least[1])] as const) : [];
    }),
  );
  return remembered(({ resource, replicas }: Workload): Pods => {
    const least = leasts.get(placeOf(resource));
    // An autoscaler leaves alone what is scaled to zero by hand.
    if (least === undefined || replicas === 0) return { count: replicas ?? 1, isKnown: replicas !== undefined };
    return least > 0 ? { count: least, isKnown: true } : { count: replicas ?? 1, isKnown: false };
  });
}

/** A share of a Service's connections, and the ports of which it is the share. */
export interface Share {
  /** `1/2`, `about 1/3`, `most`, `some`, `all`. */
  readonly share: string;
  readonly ports: readonly ServicePort[];
  /** The workloads that get it. */
  readonly to: Rest<Workload>;
}

/**
 * True where connections to the port are routed to the workload's pods: a number always is, a name only to pods that declare it, but for
 * headless Services, of which clients get the addresses of all pods. Sources: Service v1, `spec.ports[].targetPort`; Kubernetes
 * v1.36, pkg/controller/endpointslice (measured).
 */
export function isRoutedTo(workload: Workload, port: ServicePort): boolean {
  return port.isPublished === true || typeof port.target === 'number' || declares(workload, port);
}

/** Which shares of the connections go to the workloads `to`, of all that the Service selects (`to.all`); ports with one share together. */
export function sharesOf(
  to: Rest<Workload>,
  ports: readonly ServicePort[],
  podsOf: (workload: Workload) => Pods,
): readonly Share[] {
  if (ports.length === 0) return shareOf(to, podsOf).map(share => ({ share, ports, to }));
  const each = ports.flatMap(port => {
    const reached = routedAmong(to, port);
    return shareOf(reached, podsOf).map(share => ({ share, port, to: reached }));
  });
  return [...grouped(each, ({ share }) => share)].map(([share, same]) => ({
    share,
    ports: same.map(({ port }) => port),
    to: union(same.map(one => one.to)),
  }));
}

/** Those of the workloads to which connections to the port are routed; see `isRoutedTo`. */
export const routedAmong = (workloads: Rest<Workload>, port: ServicePort): Rest<Workload> =>
  port.isPublished || typeof port.target === 'number' ? workloads : workloads.within(declaringIn(workloads.all, port));

/** The workloads of several parts of one list, each once. */
export const union = ([first = noRest, ...others]: readonly Rest<Workload>[]): Rest<Workload> =>
  others.reduce((all, next) => new Rest(bothOf(all.all, next.all), [...new Set([...all.but, ...next.but])]), first);

const bothOf = rememberedPair((some: readonly Workload[], more: readonly Workload[]): readonly Workload[] => [
  ...new Set([...some, ...more]),
]);

function shareOf({ all, but }: Rest<Workload>, podsOf: (workload: Workload) => Pods): string[] {
  const [whole, left] = [podsIn(all, podsOf), counted(but, podsOf)];
  const part = whole.count - left.count;
  if (part === 0) return [];
  const [isPerNode, areOthers] = [whole.perNode > left.perNode, left.perNode > 0];
  if (isPerNode !== areOthers && but.length > 0) return [isPerNode ? 'most' : 'some'];
  const divisor = greatestCommonDivisor(part, whole.count);
  const about = whole.isKnown ? '' : 'about ';
  return [part === whole.count ? 'all' : `${about}${part / divisor}/${whole.count / divisor}`];
}

/** The pods of all the workloads, and how many of these run one a node. */
const counted = (workloads: readonly Workload[], podsOf: (workload: Workload) => Pods) => ({
  count: workloads.reduce((sum, w) => sum + podsOf(w).count, 0),
  isKnown: workloads.every(w => podsOf(w).isKnown),
  perNode: workloads.filter(isOnePerNode).length,
});

/** Remembered: many Services share one list. */
const podsIn = rememberedPair(counted);

/** As many pods as nodes: mostly more than any other workload has. Source: Kubernetes API reference, DaemonSet. */
export const isOnePerNode = ({ resource: { kind } }: Workload): boolean => kind === 'DaemonSet';

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
