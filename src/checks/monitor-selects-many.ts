import { grouped } from '../data/grouped';
import { asList, asMap, textOf } from '../data/values';
import { type Endpoint, type Monitor, podsBehind, portNames, serviceMonitors } from '../facts/monitors';
import { bare } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { placeOf, type Resource, refOf } from '../model/resource';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A monitor that scrapes pods twice, or Services that its name does not mean. */
export const monitorSelectsMany: Check = {
  id: 'monitor-selects-many',
  severity: 'warning',
  summary: 'A monitor selects several Services, and scrapes pods twice or what its name does not mean.',
  find: ({ watches, bindings }) => {
    const monitors = serviceMonitors(watches, bindings).filter(({ services }) => services.length > 0);
    const behind = podsBehind(bindings);
    const scrapes = grouped(monitors.flatMap(scrapesOf), ({ key }) => key);
    return monitors
      .filter(({ services }) => services.length > 1)
      .flatMap(monitor => {
        const twice = twiceByOne(monitor, behind);
        const again = (service: Resource) =>
          keysOf(monitor, service)
            .flatMap(key => scrapes.get(key)?.slice(0, 2) ?? [])
            .find(scrape => scrape.monitor !== monitor)?.monitor;
        return twice.length > 0 ? twice : beyondItsName(monitor, again);
      });
  },
};

/** What tells one scraping of a Service from another: its port and path. */
const keysOf = ({ endpoints }: Monitor, service: Resource): readonly string[] =>
  endpoints.map(({ value: { port, targetPort, path = '/metrics', params } }) =>
    JSON.stringify([placeOf(service), port ?? targetPort, path, params]),
  );

const scrapesOf = (monitor: Monitor) =>
  monitor.services.flatMap(service => keysOf(monitor, service).map(key => ({ monitor, key })));

/** Several Services lead to the same pods, by a port of the same name. */
function twiceByOne({ resource, path, services, endpoints }: Monitor, behind: Behind): readonly Finding[] {
  const serving = services.filter(service => endpoints.some(e => !isFiltered(e) && isServed(service, e)));
  const byPods = new Map<readonly Workload[], Resource[]>();
  for (const service of serving) {
    const alike = byPods.get(behind(service)) ?? [];
    alike.push(service);
    byPods.set(behind(service), alike);
  }
  const ways = [...byPods.keys()].flatMap(pods => pods.map(workload => ({ pods, workload })));
  const shared = [...grouped(ways, ({ workload }) => workload.place).values()].filter(
    ([way, ...others]) => others.length > 0 || (way && (byPods.get(way.pods)?.length ?? 0) > 1),
  );
  const [first] = shared;
  if (!first) return [];
  const leading = list([...new Set(first.flatMap(({ pods }) => byPods.get(pods) ?? []).map(refOf))]);
  const pods = names(shared.flatMap(([way]) => (way ? [way.workload] : [])));
  return [
    {
      resource,
      path,
      what: `${refOf(resource)} selects ${leading}, and each of them leads to the pods of ${pods}: every pod is scraped once for each, and sums over its metrics are wrong`,
      todo: 'its selector must ask for a label that only one of these Services bears',
    },
  ];
}

type Behind = (service: Resource) => readonly Workload[];

const isServed = (service: Resource, { value: { port } }: Endpoint): boolean =>
  typeof port !== 'string' || portNames(service).includes(port);

/** Its own rules may keep just one of the Services. */
const isFiltered = ({ value }: Endpoint): boolean =>
  asList(value.relabelings ?? value.relabelConfigs).some(rule => /^(keep|drop)/i.test(textOf(asMap(rule)?.action)));

/** It is named after one Service, and takes in others: worse if something else scrapes these too. */
function beyondItsName({ resource, path, services }: Monitor, again: Again): readonly Finding[] {
  const name = bare(resource.authoredName);
  const [named, ...more] = services.filter(service => bare(service.authoredName) === name);
  if (!named || more.length > 0) return [];
  const beyond = services.filter(service => service !== named);
  const twice = beyond.find(again);
  const other = twice && again(twice);
  const effect = other
    ? `${refOf(twice)} is scraped by ${refOf(other.resource)} too, and its metrics come in twice`
    : 'its metrics are of several programs';
  return [
    {
      resource,
      path,
      ...(!other && { severity: 'info' as const }),
      what: `${refOf(resource)} is named after ${refOf(named)}, and also selects ${list(beyond.map(refOf))}: ${effect}`,
      todo: `if it means ${refOf(named)} alone, its selector must ask for a label that only this Service bears`,
    },
  ];
}

/** The monitor that scrapes a Service in the same way. */
type Again = (service: Resource) => Monitor | undefined;
