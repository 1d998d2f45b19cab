import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import type { Workload } from '../model';
import { type Endpoint, type Monitor, podsBehind, portNames, serviceMonitors } from '../monitors';
import { alikeButForAffixes } from '../resolve/names';
import { asList, asMap, placeOf, type Resource, refOf } from '../resource';
import { list, names } from '../words';
import type { Check } from './check';

/** A monitor that scrapes pods twice, or Services that its name does not mean. */
export const monitorSelectsMany: Check = {
  id: 'monitor-selects-many',
  severity: 'warning',
  summary: 'A monitor selects several Services, and scrapes pods twice or what its name does not mean.',
  find: ({ watches, bindings }) => {
    const monitors = serviceMonitors(watches, bindings).filter(({ services }) => services.length > 0);
    const behind = podsBehind(bindings);
    const watching = grouped(
      monitors.flatMap(monitor => monitor.services.map(service => ({ monitor, place: placeOf(service) }))),
      ({ place }) => place,
    );
    return monitors
      .filter(({ services }) => services.length > 1)
      .flatMap(monitor => {
        const twice = twiceByOne(monitor, behind);
        const others = (service: Resource) => (watching.get(placeOf(service)) ?? []).map(other => other.monitor);
        return twice.length > 0 ? twice : beyondItsName(monitor, others);
      });
  },
};

/** Several Services lead to the same pods, by a port of the same name. */
function twiceByOne(monitor: Monitor, behind: (service: Resource) => readonly Workload[]): readonly Finding[] {
  const { resource, path, services, endpoints } = monitor;
  const serving = services.filter(service =>
    endpoints.some(endpoint => !isFiltered(endpoint) && isServed(service, endpoint)),
  );
  const ways = serving.flatMap(service => behind(service).map(workload => ({ service, workload })));
  const shared = [...grouped(ways, ({ workload }) => workload.place).values()].filter(({ length }) => length > 1);
  const bySet = grouped(shared, same => same.map(({ service }) => refOf(service)).join());
  return [...bySet].map(([about, sets]) => {
    const refs = list([...new Set(sets.flat().map(({ service }) => refOf(service)))]);
    return {
      resource,
      path,
      about,
      what: `${refOf(resource)} selects ${refs}, and each of them leads to the pods of ${names(sets.flat().map(({ workload }) => workload))}: every pod is scraped once for each, and sums over its metrics are wrong`,
      todo: 'its selector must ask for a label that only one of these Services bears',
    };
  });
}

const isServed = (service: Resource, { value: { port } }: Endpoint): boolean =>
  typeof port !== 'string' || portNames(service).includes(port);

/** Its own rules may keep just one of the Services. */
const isFiltered = ({ value }: Endpoint): boolean =>
  asList(value.relabelings ?? value.relabelConfigs).some(rule => /^(keep|drop)/i.test(String(asMap(rule)?.action)));

/** It is named after one Service, and takes in others: an error if these have a monitor of their own. */
function beyondItsName(monitor: Monitor, others: (service: Resource) => readonly Monitor[]): readonly Finding[] {
  const { resource, path, services } = monitor;
  const isNamed = (service: Resource) => alikeButForAffixes(service.authoredName, resource.authoredName);
  const [named, ...more] = services.filter(isNamed);
  if (!named || more.length > 0) return [];
  const beyond = services.filter(service => service !== named);
  const again = beyond.flatMap(service =>
    others(service)
      .filter(other => other.resource !== resource && alikeEndpoints(other, monitor))
      .map(other => ({ service, other })),
  );
  const [first] = again;
  const effect = first
    ? `${refOf(first.service)} is scraped by ${refOf(first.other.resource)} too, and its metrics come in twice`
    : 'its metrics are of several programs';
  return [
    {
      resource,
      path,
      ...(!first && { severity: 'info' as const }),
      what: `${refOf(resource)} is named after ${refOf(named)}, and also selects ${list(beyond.map(refOf))}: ${effect}`,
      todo: `if it means ${refOf(named)} alone, its selector must ask for a label that only this Service bears`,
    },
  ];
}

/** True where both scrape the same port and path. */
const alikeEndpoints = (a: Monitor, b: Monitor): boolean =>
  a.endpoints.some(one => b.endpoints.some(other => keyOf(one) === keyOf(other)));

const keyOf = ({ value: { port, targetPort, path = '/metrics', params } }: Endpoint): string =>
  JSON.stringify([port ?? targetPort, path, params]);
