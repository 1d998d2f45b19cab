import { grouped } from './grouping';
import { asList, asMap, type Resource, valueAt } from './resource';

const serviceName = 'kubernetes.io/service-name';
const managedBy = ['endpointslice.kubernetes.io/managed-by', 'endpoints.kubernetes.io/managed-by'];

/**
 * Finds the endpoints that somebody made by hand for a Service. Endpoints bear their Service's name, EndpointSlices say it by label; those
 * that a controller made of pods say so. Source: Kubernetes documentation, "Services without selectors" and "EndpointSlices".
 */
export function endpointsByHand(resources: readonly Resource[]): (service: Resource) => Resource | undefined {
  const made = resources.filter(({ kind }) => kind === 'Endpoints' || kind === 'EndpointSlice').filter(isByHand);
  const byService = grouped(made, resource => keyOf(resource, nameOf(resource)));
  return service => byService.get(keyOf(service, service.name))?.[0];
}

const keyOf = ({ package: home, namespace }: Resource, name: unknown): string => [home, namespace, name].join('\n');

const nameOf = ({ kind, name, value }: Resource): unknown =>
  kind === 'Endpoints' ? name : valueAt(value, ['metadata', 'labels', serviceName]);

function isByHand({ value }: Resource): boolean {
  const by = managedBy.flatMap(key => valueAt(value, ['metadata', 'labels', key]) ?? []);
  if (by.some(controller => /^endpoint(slice)?-controller/.test(String(controller)))) return false;
  const addresses = [
    ...asList(valueAt(value, ['endpoints'])),
    ...asList(valueAt(value, ['subsets'])).flatMap(subset => asList(asMap(subset)?.addresses)),
  ];
  return !addresses.some(address => valueAt(address, ['targetRef', 'kind']) === 'Pod');
}
