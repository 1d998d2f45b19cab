import { formatPath } from '../data/path';
import { textOf } from '../data/values';
import { injectedPorts } from '../facts/injected-ports';
import { type Endpoint, type Monitor, podMonitors, portNames, serviceMonitors } from '../facts/monitors';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A port that a monitor asks for and nothing that it selects has. */
export const monitorPortMissing: Check = {
  id: 'monitor-port-missing',
  severity: 'warning',
  summary: 'A monitor asks for a port that nothing it selects has.',
  find: ({ watches, bindings, model }) => [
    ...serviceMonitors(watches, bindings).flatMap(monitor => monitor.endpoints.flatMap(e => ofServices(monitor, e))),
    ...podMonitors(watches, bindings, model.workloads).flatMap(monitor =>
      monitor.endpoints.flatMap(e => ofPods(monitor, e)),
    ),
  ],
};

/** `port` names a port of the Service, `targetPort` one that a container declares. Source: Prometheus operator v1, Endpoint. */
function ofServices(monitor: Monitor, endpoint: Endpoint): readonly Finding[] {
  const { port, targetPort } = endpoint.value;
  if (typeof port !== 'string' || port === '') {
    return targetPort === undefined ? [] : undeclared(monitor, endpoint, 'targetPort', targetPort);
  }
  const lacking = monitor.services.filter(service => !portNames(service).includes(port));
  if (lacking.length === 0) return [];
  const isAll = lacking.length === monitor.services.length;
  const shown = isAll ? `; ${list(lacking.slice(0, 2).map(portsOf))}` : '';
  const whose = `no port of ${list(lacking.map(refOf))}`;
  return [
    finding(monitor, endpoint, ['port', port], {
      whose,
      lacks: 'is named so',
      isAll,
      shown,
      cure: 'the name of a port of the Service',
    }),
  ];
}

function portsOf(service: Resource): string {
  const known = portNames(service).map(name => (name === undefined ? 'one without a name' : `'${name}'`));
  return `${refOf(service)} has ${list(known) || 'no ports'}`;
}

/** Each names a port that a container declares, the first that is there. Source: Prometheus operator v1, PodMetricsEndpoint. */
function ofPods(monitor: Monitor, endpoint: Endpoint): readonly Finding[] {
  const field = ['port', 'portNumber', 'targetPort'].find(key => endpoint.value[key] !== undefined);
  return field === undefined ? [] : undeclared(monitor, endpoint, field, endpoint.value[field]);
}

function undeclared(monitor: Monitor, endpoint: Endpoint, field: string, port: unknown): readonly Finding[] {
  if (injectedPorts.includes(textOf(port))) return [];
  const lacking = monitor.workloads.filter(w => !hasPort(w, port));
  if (lacking.length === 0) return [];
  const isAll = lacking.length === monitor.workloads.length;
  const declared = [...new Set(lacking.flatMap(namesOf))];
  const shown = isAll ? `; ${list(declared) || 'none'} ${declared.length > 1 ? 'are' : 'is'} declared` : '';
  const whose = `no container of ${names(lacking)}`;
  return [
    finding(monitor, endpoint, [field, port], {
      whose,
      lacks: 'declares it',
      isAll,
      shown,
      cure: 'a port that a container declares',
    }),
  ];
}

const hasPort = ({ containers }: Workload, port: unknown): boolean =>
  containers.some(({ ports }) => ports.some(({ name, number }) => port === name || port === number));

const namesOf = ({ containers }: Workload): readonly string[] =>
  containers.flatMap(({ ports }) => ports.map(({ name, number }) => (name === undefined ? `${number}` : `'${name}'`)));

interface Lack {
  readonly whose: string;
  readonly lacks: string;
  /** Nothing that is selected has the port. */
  readonly isAll: boolean;
  readonly shown: string;
  readonly cure: string;
}

function finding(
  { resource }: Monitor,
  { path }: Endpoint,
  [field, port]: readonly [string, unknown],
  { whose, lacks, isAll, shown, cure }: Lack,
): Finding {
  return {
    resource,
    path: [...path, field],
    ...(!isAll && { severity: 'info' as const }),
    what: `\`${formatPath(path)}\` of ${refOf(resource)} asks for ${field} '${textOf(port)}', and ${whose} ${lacks}: ${isAll ? 'nothing is scraped there' : 'these are not scraped'}${shown}`,
    todo: `\`${field}\` must be ${cure}`,
  };
}
