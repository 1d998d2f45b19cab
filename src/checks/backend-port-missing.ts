import { formatPath } from '../data/path';
import { textOf, valueAt } from '../data/values';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import type { Link } from '../model/references';
import { type Resource, refOf } from '../model/resource';
import { type ServicePort, servicePorts } from '../model/service-ports';
import { list } from '../model/wording';
import type { Check } from './check';

/** An Ingress or route that leads to a port that its Service does not have. */
export const backendPortMissing: Check = {
  id: 'backend-port-missing',
  severity: 'error',
  summary: 'An Ingress, a Gateway API route or the like leads to a port that its Service does not have.',
  find: ({ references, bindings }) => {
    const routes = references.filter(({ field, port }) => field.to === 'Service' && port !== undefined);
    if (routes.length === 0) return [];
    const behind = (service: Resource) => bindingIndex(bindings).ofService(service)?.selects ?? [];
    return routes.flatMap((link): Finding[] => {
      const services = link.found.filter(service => valueAt(service.value, ['spec', 'type']) !== 'ExternalName');
      const has = (service: Resource) => hasPort(service, link, behind(service));
      const [service] = services;
      return !service || services.length < link.found.length || services.some(has) ? [] : [missing(link, service)];
    });
  },
};

/** True where the Service has the port, or may have it among its endpoints. */
function hasPort(service: Resource, { port, field }: Link, selects: readonly Workload[]): boolean {
  const ports = servicePorts(service);
  if (ports.some(({ name }) => name !== undefined && name === port)) return true;
  if (field.endpointPort === undefined) return ports.some(other => textOf(other.port) === textOf(port));
  return ports.some(({ target }) =>
    typeof target === 'number' ? textOf(target) === textOf(port) : mayBeNumbered(target, port, selects),
  );
}

/** True where a named target port may be this number on the pods. */
function mayBeNumbered(target: string, port: unknown, selects: readonly Workload[]): boolean {
  const declared = selects.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  const numbers = declared.flatMap(({ name, number }) => (name === target ? [number] : []));
  return (
    /^\d+$/.test(textOf(port)) && (numbers.length === 0 || numbers.some(number => textOf(number) === textOf(port)))
  );
}

function missing({ resource, path, field, name, namespace, port }: Link, service: Resource): Finding {
  const ports = servicePorts(service);
  const shown = typeof port === 'number' ? `${port}` : `'${port}'`;
  const aimed = ports.find(({ target }) => textOf(target) === textOf(port));
  const isPodPort = field.endpointPort === undefined && aimed !== undefined;
  const isSaid = (field.ports ?? []).some(spec => valueAt(resource.value, [...path, ...spec.split('/')]) !== undefined);
  const byDefault = field.portByDefault !== undefined && !isSaid ? ', which is meant where none is said,' : '';
  // Some Ingress controllers, ingress-nginx among them, take the port of the pods as well.
  const isTolerated = isPodPort && resource.kind === 'Ingress';
  // A Service without a namespace may be meant for another one.
  const isSure = !isTolerated && service.namespace === namespace;
  const where = field.endpointPort === undefined ? formatPath(path) : field.endpointPort.replaceAll('/', '.');
  const effect = isTolerated
    ? 'ingress-nginx takes it all the same, other controllers answer with an error'
    : (field.absent ?? 'these requests are answered with an error');
  const mistaken = isPodPort
    ? `; ${shown} is the port of the pods, which Service port ${formatPort(aimed)} leads to`
    : '';
  const has = ports.length > 0 ? `has ${list(ports.map(formatPort))}` : 'has no ports';
  return {
    resource,
    path,
    about: `${name}:${port}`,
    ...(!isSure && { severity: 'warning' }),
    what: `\`${where}\` of ${refOf(resource)} leads to port ${shown}${byDefault} of Service '${name}', which ${has}${mistaken}: ${effect}`,
    todo: isPodPort
      ? `the port must be that of the Service, ${formatPort(aimed)}`
      : field.endpointPort === undefined
        ? 'the port must be one of the Service, by its number or by its name'
        : "the port must be the name of one of the Service's ports, or the number that it has on the pods",
  };
}

const formatPort = ({ port, name }: ServicePort): string => (name === undefined ? `${port}` : `${port} ('${name}')`);
