import { rememberedBy } from '../data/remembered';
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

/** Those of the workloads that declare the port: all of them is the list itself. */
export const declaringIn = rememberedBy(targetKey, (workloads: readonly Workload[], port: ServicePort) => {
  const found = workloads.filter(workload => declares(workload, port));
  return found.length === workloads.length ? workloads : Object.freeze(found);
});

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

/** The ports of the workloads' containers that a target leads to, as numbers; its name, too. */
const reachedIn = rememberedBy(targetKey, (workloads: readonly Workload[], { target, protocol }: ServicePort) => {
  const named = workloads.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  const numbers = named.filter(port => port.name === target && port.protocol === protocol).map(({ number }) => number);
  return new Set<number | string | undefined>([target, ...numbers]);
});

/** True where some port of both leads to one port of these workloads, by number or by name. */
export function haveCommonTarget(
  a: readonly ServicePort[],
  b: readonly ServicePort[],
  workloads: readonly Workload[],
): boolean {
  const reached = (port: ServicePort) =>
    typeof port.target === 'number' ? new Set([port.target]) : reachedIn(workloads, port);
  return a.some(port =>
    b.some(other => other.protocol === port.protocol && [...reached(port)].some(target => reached(other).has(target))),
  );
}

/** `port 3306`, `ports 80 and 'metrics'`. */
export function formatPorts(ports: readonly ServicePort[]): string {
  const isOne = new Set(ports.map(({ target }) => target)).size === 1;
  return `${isOne ? 'port' : 'ports'} ${formatTargets(ports)}`;
}

/** The ports themselves: `80 and 'http'`. */
export const formatTargets = (ports: readonly ServicePort[]): string =>
  [...new Set(ports.map(({ target }) => (typeof target === 'number' ? `${target}` : `'${target}'`)))].join(' and ');
