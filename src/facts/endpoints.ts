import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { asList, asMap, textOf, valueAt } from '../data/values';
import { matches } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Model } from '../model';
import { workloadIndex } from '../model/lookup';
import type { Resource } from '../model/resource';

const serviceName = 'kubernetes.io/service-name';
const managedBy = ['endpointslice.kubernetes.io/managed-by', 'endpoints.kubernetes.io/managed-by'];

/**
 * Finds the endpoints made by hand for a Service whose selector labels of a whole application made, as kustomizations tell, or else as it asks
 * for nothing but what all pods here bear.
 */
export function endpointsBeside({ resources, workloads }: Pick<Model, 'resources' | 'workloads'>) {
  const handOf = endpointsByHand(resources);
  return ({
    selector: { role, resource, scope, asks: selector, controllerLabels: runtime },
    isGiven,
  }: Binding): Resource | undefined => {
    const byHand = role === 'route' ? handOf(resource) : undefined;
    if (!byHand || isGiven) return byHand;
    const pods = workloadIndex(workloads).in(scope);
    const isCommon = pods.length > 0 && pods.every(({ podLabels }) => matches(selector, podLabels));
    return isCommon && Object.keys(runtime).length === 0 ? byHand : undefined;
  };
}

/**
 * Finds the endpoints that somebody made by hand for a Service. Endpoints bear their Service's name, EndpointSlices say it by label; those
 * that a controller made of pods say so. Source: Kubernetes documentation, "Services without selectors" and "EndpointSlices".
 */
function endpointsByHand(resources: readonly Resource[]): (service: Resource) => Resource | undefined {
  const made = resources.filter(({ kind }) => kind === 'Endpoints' || kind === 'EndpointSlice').filter(isByHand);
  const byService = grouped(made, resource => keyOf(resource, nameOf(resource)));
  return service => byService.get(keyOf(service, service.name))?.[0];
}

const keyOf = ({ package: home, namespace }: Resource, name: unknown): string => compound(home, namespace, name);

const nameOf = ({ kind, name, value }: Resource): unknown =>
  kind === 'Endpoints' ? name : valueAt(value, ['metadata', 'labels', serviceName]);

function isByHand({ value }: Resource): boolean {
  const by = managedBy.flatMap(key => valueAt(value, ['metadata', 'labels', key]) ?? []);
  if (by.some(controller => /^endpoint(slice)?-controller/.test(textOf(controller)))) return false;
  const addresses = [
    ...asList(valueAt(value, ['endpoints'])),
    ...asList(valueAt(value, ['subsets'])).flatMap(subset => asList(asMap(subset)?.addresses)),
  ];
  return !addresses.some(address => valueAt(address, ['targetRef', 'kind']) === 'Pod');
}
