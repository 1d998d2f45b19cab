import type { Path } from '../data/path';
import { asList, asMap, asString, type Data, valueAt } from '../data/values';
import { keysOf } from '../kinds';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import { placeOf, type Resource } from '../model/resource';
import type { Watch } from '../model/watches';

/** One of the endpoints that a monitor scrapes, with its place. */
export interface Endpoint {
  readonly path: Path;
  readonly value: Data;
}

/** A monitor of pods, of Services or of Ingresses: what it selects and scrapes. */
export interface Monitor {
  readonly resource: Resource;
  /** Where its selector stands. */
  readonly path: Path;
  readonly services: readonly Resource[];
  /** The pods behind the Services, or those that it selects itself. */
  readonly workloads: readonly Workload[];
  readonly endpoints: readonly Endpoint[];
}

const none: readonly Workload[] = [];

/** The pods behind each Service; Services that ask for the same share one list. */
export function podsBehind(bindings: readonly Binding[]): (service: Resource) => readonly Workload[] {
  return service => bindingIndex(bindings).ofService(service)?.selects ?? none;
}

/** The monitors that scrape Services. */
export function serviceMonitors(watches: readonly Watch[], bindings: readonly Binding[]): readonly Monitor[] {
  const scraping = watches.filter(({ selector }) => selector.role === 'monitor' && selector.field.over === 'Service');
  if (scraping.length === 0) return [];
  const behind = podsBehind(bindings);
  return scraping.map(({ selector: { resource, path, field }, selects }) => ({
    resource,
    path,
    services: selects,
    workloads: [...new Set([...new Set(selects.map(behind))].flat())],
    endpoints: endpointsAt(resource, keysOf(field.endpoints ?? '')),
  }));
}

/** The monitors that scrape pods without a Service. */
export function podMonitors(
  watches: readonly Watch[],
  bindings: readonly Binding[],
  workloads: readonly Workload[],
): readonly Monitor[] {
  const across = watches.filter(({ selector }) => selector.role === 'monitor' && selector.field.over === 'Pod');
  const within = bindingIndex(bindings)
    .ofRole('monitor')
    .filter(({ unseen }) => unseen === undefined);
  const found = [
    ...across.map(({ selector: { resource, path }, selects }) => {
      const places = new Set(selects.map(placeOf));
      return { resource, path, selected: workloads.filter(w => places.has(placeOf(w.resource))) };
    }),
    ...within.map(({ selector: { resource, path }, selects }) => ({ resource, path, selected: selects })),
  ];
  return found.map(({ resource, path, selected }) => ({
    resource,
    path,
    services: [],
    workloads: selected,
    endpoints: endpointsAt(resource, ['spec', 'podMetricsEndpoints']),
  }));
}

function endpointsAt(resource: Resource, at: Path): readonly Endpoint[] {
  return asList(valueAt(resource.value, at)).flatMap((element, i) => {
    const value = asMap(element);
    return value ? [{ path: [...at, i], value }] : [];
  });
}

/** The names of a Service's ports; undefined for each that has none. */
export const portNames = (service: Resource): readonly (string | undefined)[] =>
  asList(valueAt(service.value, ['spec', 'ports'])).map(port => asString(asMap(port)?.name));
