import { rememberedBy } from '../data/remembered';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import type { Container, Port } from '../model/pods';
import { serving } from '../model/selection';
import { type ServicePort, servicePorts } from '../model/service-ports';
import { names } from '../model/wording';
import type { Check } from './check';

/** A Service's port that leads to one container, while another one of the same pod declares a port of its name. */
export const servicePortCrossed: Check = {
  id: 'service-port-crossed',
  severity: 'warning',
  summary: 'A Service port leads to another container than the one that declares a port of its name.',
  find: ({ bindings }) =>
    bindings.flatMap(({ selector, selects, verdict, isGiven }) => {
      if (selector.role !== 'route' || verdict === 'unknown' || isGiven) return [];
      const reached = serving(selects);
      const ports = servicePorts(selector.resource);
      return ports.flatMap((port): Finding[] => {
        const first = crossedIn(reached, port);
        if (!first) return [];
        const isTaken = ports.some(({ name, target }) => name === first.to.port.name && target === port.target);
        if (isInFront(first.to.container) && !isTaken) return [];
        const { name, resource } = { name: port.name ?? '', resource: selector.resource };
        return [
          {
            resource,
            path: ['spec', 'ports'],
            about: `${port.port}/${port.protocol}`,
            what: `Service '${resource.name}' sends its port '${name}' (${port.port}) to ${shown(first.to.port)} of container '${first.to.container.name}' of ${names(reached)}, while container '${first.named.container.name}' beside it declares ${shown(first.named.port)}: who asks for '${name}' is answered by the wrong container`,
            todo: `\`targetPort\` must be '${name}', or the port must have another name if '${first.to.container.name}' is meant`,
          },
        ];
      });
    }),
};

/** A declared port and the container that declares it. */
interface Declared {
  readonly container: Container;
  readonly port: Port;
}

/** Where the port leads in the pods, and what bears its name there, if these are two containers. */
function crossing(workload: Workload, { name, target, protocol }: ServicePort) {
  if (name === undefined || target === name) return undefined;
  const declared = workload.containers.flatMap(container =>
    container.ports.map((port): Declared => ({ container, port })),
  );
  const find = (wanted: number | string) =>
    declared.filter(({ port }) => port.protocol === protocol && (port.name === wanted || port.number === wanted));
  const [[named, ...twins], [to, ...others]] = [find(name), find(target)];
  if (!named || !to || twins.length > 0 || others.length > 0 || named.container === to.container) return undefined;
  return { named, to };
}

/** Where the port leads in the first of the workloads, if it is crossed in all of them. Remembered: many Services share one list. */
const crossedIn = rememberedBy(
  ({ name, target, protocol }: ServicePort) => JSON.stringify([name, target, protocol]),
  (workloads: readonly Workload[], port) => {
    const crossings = workloads.map(workload => crossing(workload, port));
    return crossings.every(Boolean) ? crossings[0] : undefined;
  },
);

/** Words of containers that stand in front of a program in its pod, and take its ports on purpose. */
const proxyWord =
  /^(proxy|envoy|nginx|haproxy|httpd|apache|caddy|traefik|varnish|gateway|gatekeeper|router|auth|oauth|oauth2|oidc|authn|authz|rbac|tls|ssl|stunnel|ghostunnel|pomerium|istio|linkerd|front|frontend|web|cache|waf|limiter|sidecar)$/;

const isInFront = ({ name, image }: Container): boolean =>
  [name, image.split('/').at(-1) ?? ''].some(text =>
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some(word => proxyWord.test(word)),
  );

const shown = ({ name, number }: Port): string =>
  name === undefined ? `port ${number}` : `port '${name}'${number === undefined ? '' : ` (${number})`}`;
