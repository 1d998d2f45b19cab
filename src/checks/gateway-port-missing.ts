import { formatPath } from '../data/path';
import { textOf, valueAt } from '../data/values';
import { mayMeanOthers } from '../facts/policies';
import { walk } from '../kinds';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { placeOf, type Resource, refOf } from '../model/resource';
import { servicePorts } from '../model/service-ports';
import type { Watch } from '../model/watches';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A port that an Istio Gateway opens on its proxies and that no Service in front of these has. */
export const gatewayPortMissing: Check = {
  id: 'gateway-port-missing',
  severity: 'warning',
  summary: 'A Gateway of Istio opens a port that no Service in front of its pods has.',
  find: ({ watches, bindings, model }) =>
    watches
      .filter(
        ({ selector: { resource, field }, selects }) =>
          mayMeanOthers(resource) && field.namespaces === 'all' && selects.length > 0,
      )
      .flatMap(watch => ofGateway(watch, bindings, model.workloads)),
};

function ofGateway(
  { selector: { resource }, selects }: Watch,
  bindings: readonly Binding[],
  workloads: readonly Workload[],
): readonly Finding[] {
  const places = new Set(selects.map(placeOf));
  const proxies = workloads.filter(w => places.has(placeOf(w.resource)));
  const inFront = bindings.filter(
    ({ selector, selects: pods }) => selector.role === 'route' && pods.some(w => places.has(placeOf(w.resource))),
  );
  if (inFront.length === 0 || proxies.some(isOnHost)) return [];
  const services = inFront.map(({ selector }) => selector.resource);
  const open = new Set(inFront.flatMap(({ selector, selects: pods }) => numbersOf(selector.resource, pods)));
  return walk(resource.value, 'spec/servers[]/port/number').flatMap(({ path, value }): Finding[] => {
    if (typeof value !== 'number' || open.has(value)) return [];
    return [
      {
        resource,
        path,
        what: `\`${formatPath(path)}\` of ${refOf(resource)} opens port ${value} on the pods of ${names(proxies)}, and ${list([...new Set(services.map(refOf))])} in front of them ${services.length > 1 ? 'have' : 'has'} no such port, nor one that leads to it: nobody outside reaches it`,
        todo: 'it must be the port, or the `targetPort`, of a Service in front of the gateway, or that Service must get such a port',
      },
    ];
  });
}

/**
 * The numbers by which Istio knows a Service's ports: its own and the target's. Source: istio v1.27, pilot/pkg/model/gateway.go, and
 * pkg/config/analysis, IST0162.
 */
function numbersOf(service: Resource, pods: readonly Workload[]): readonly number[] {
  return servicePorts(service).flatMap(({ port, target }) => [
    port,
    ...(typeof target === 'number' ? [target] : pods.flatMap(w => declaredAs(w, target))),
  ]);
}

const declaredAs = ({ containers }: Workload, name: string): readonly number[] =>
  containers.flatMap(({ ports }) => ports.flatMap(port => (port.name === name ? (port.number ?? []) : [])));

/** Its ports are the node's: no Service is needed. */
function isOnHost({ resource, podSpecPath }: Workload): boolean {
  const podSpec = valueAt(resource.value, podSpecPath);
  const isHostPort = walk(podSpec, 'containers[]/ports[]/hostPort').some(({ value }) => textOf(value) !== '0');
  return isHostPort || valueAt(podSpec, ['hostNetwork']) === true;
}
