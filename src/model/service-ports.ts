import { grouped, groupedByEach } from '../data/grouped';
import { remembered, rememberedBy } from '../data/remembered';
import { asList, asMap, asString, numberOf, valueAt } from '../data/values';
import type { Workload } from '.';
import type { Resource } from './resource';

/** A Service's port with the target that a connection reaches on the pod. */
export interface ServicePort {
  readonly port: number;
  readonly name?: string;
  readonly target: number | string;
  readonly protocol: string;
  /** The Service is headless: cluster DNS publishes every pod that it selects, whatever ports they declare. */
  readonly isPublished?: true;
}

/** The ports of a Service. A missing targetPort is the port itself (Service v1, `spec.ports[].targetPort`). */
export function servicePorts(service: Resource): ServicePort[] {
  const published = valueAt(service.value, ['spec', 'clusterIP']) === 'None' ? ({ isPublished: true } as const) : {};
  return asList(valueAt(service.value, ['spec', 'ports'])).flatMap(element => {
    const map = asMap(element);
    const port = numberOf(map?.port);
    if (!map || !(port > 0)) return [];
    const target = map.targetPort ?? port;
    const digits = typeof target === 'string' && /^\d+$/.test(target) ? Number(target) : target;
    return typeof digits === 'number' || typeof digits === 'string'
      ? [{ port, ...named(map.name), target: digits, protocol: asString(map.protocol) ?? 'TCP', ...published }]
      : [];
  });
}

const named = (name: unknown) => (typeof name === 'string' && name !== '' ? { name } : {});

/** A port as the text by which those are found that declare it. */
export const targetKey = ({ target, protocol }: Pick<ServicePort, 'target' | 'protocol'>): string =>
  `${typeof target} ${target}/${protocol}`;

/** True where a container of the workload declares the port. */
export function declares(workload: Workload, { target, protocol }: Pick<ServicePort, 'target' | 'protocol'>): boolean {
  return workload.containers.some(({ ports }) =>
    ports.some(port => port.protocol === protocol && (port.number === target || port.name === target)),
  );
}

/** Those of the workloads that declare the port; the list itself where all do. */
export function declaringIn(
  workloads: readonly Workload[],
  port: Pick<ServicePort, 'target' | 'protocol'>,
): readonly Workload[] {
  const found = byTarget(workloads).get(targetKey(port)) ?? [];
  return found.length === workloads.length ? workloads : found;
}

/** The workloads by what targets the ports that they declare: many Services share one list. */
const byTarget = remembered((workloads: readonly Workload[]) =>
  groupedByEach(workloads, ({ containers }) =>
    containers.flatMap(({ ports }) =>
      ports.flatMap(({ name, number, protocol }) =>
        [name, number].flatMap(target => (target === undefined ? [] : targetKey({ target, protocol }))),
      ),
    ),
  ),
);

/** Those of the workloads that declare all of the ports; none where there are no ports. */
export const declaringAmong = rememberedBy(
  (ports: readonly ServicePort[]) => ports.map(targetKey).join(),
  (workloads: readonly Workload[], ports): readonly Workload[] => {
    const lists = ports.map(port => declaringIn(workloads, port));
    const [first = [], ...others] = lists;
    const fewest = others.reduce((a, b) => (b.length < a.length ? b : a), first);
    return lists.length < 2 ? fewest : fewest.filter(workload => declaresAll(workload, ports));
  },
);

/** True where any container of the workload declares any port. */
export function declaresPorts(workload: Workload): boolean {
  return workload.containers.some(({ ports }) => ports.length > 0);
}

/** True where the workload declares every target port. */
export function declaresAll(workload: Workload, ports: readonly ServicePort[]): boolean {
  return ports.length > 0 && ports.every(port => declares(workload, port));
}

/** True where the workload declares ports, but none of these, whatever the protocol. */
export function declaresOthersOnly(workload: Workload, ports: readonly ServicePort[]): boolean {
  const declared = ({ target }: ServicePort) =>
    workload.containers.some(container =>
      container.ports.some(({ name, number }) => name === target || number === target),
    );
  return ports.length > 0 && declaresPorts(workload) && !ports.some(declared);
}

/** The numbers of the containers' ports that bear a name. */
const numbersBy = remembered((workloads: readonly Workload[]) => {
  const ports = workloads.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  return grouped(ports, ({ name, protocol }) => `${name}/${protocol}`);
});

/** What the ports lead to in these workloads, by number and by name: of two Services with a common one, both lead to one port. */
export const reachedTargets = (ports: readonly ServicePort[], workloads: readonly Workload[]): readonly string[] =>
  ports.flatMap(({ target, protocol }) => {
    const named = typeof target === 'string' ? (numbersBy(workloads).get(`${target}/${protocol}`) ?? []) : [];
    return [...new Set([target, ...named.map(({ number }) => number)])].map(to => `${typeof to} ${to}/${protocol}`);
  });

/** `port 3306`, `ports 80 and 'metrics'`. */
export function formatPorts(ports: readonly ServicePort[]): string {
  const isOne = new Set(ports.map(({ target }) => target)).size === 1;
  return `${isOne ? 'port' : 'ports'} ${formatTargets(ports)}`;
}

/** The ports themselves: `80 and 'http'`. */
export const formatTargets = (ports: readonly ServicePort[]): string =>
  [...new Set(ports.map(({ target }) => (typeof target === 'number' ? `${target}` : `'${target}'`)))].join(' and ');
