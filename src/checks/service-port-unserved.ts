import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import { misled } from '../facts/misnamed-services';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked, type Selector, type Workload } from '../model';
import type { Finding } from '../model/finding';
import { workloadIndex } from '../model/lookup';
import { declaresPorts, declaringAmong, declaringIn, type ServicePort, servicePorts } from '../model/service-ports';
import { names } from '../model/wording';
import type { Check } from './check';

/** A Service's target port that no container of the selected pods declares. */
export const servicePortUnserved: Check = {
  id: 'service-port-unserved',
  severity: 'warning',
  summary: 'No container that a Service selects declares its target port.',
  find: ({ bindings, model }) => {
    // Where the pods are another workload's, the port is not what is wrong.
    const astray = new Set(misled(model.workloads, bindings).map(({ binding }) => binding));
    const alike = grouped(bindingIndex(bindings).ofRole('route'), ({ selector }) =>
      compound(selector.scope, formatAsked(selector)),
    );
    // The Services with the very same selector whose ports the pods declare.
    const served = remembered((selects: readonly Workload[]) =>
      remembered((same: readonly Binding[]) =>
        same.filter(({ selector: { resource } }) => declaringAmong(selects, servicePorts(resource)).length > 0),
      ),
    );
    const twins = (selector: Selector, selects: readonly Workload[]): readonly Binding[] =>
      served(selects)(alike.get(compound(selector.scope, formatAsked(selector))) ?? []);
    return bindings
      .filter(
        binding =>
          binding.selector.role === 'route' &&
          binding.verdict !== 'unknown' &&
          binding.selects.length > 0 &&
          !astray.has(binding),
      )
      .flatMap(({ selector, selects }) =>
        servicePorts(selector.resource).flatMap((port): Finding[] => {
          if (declaringIn(selects, port).length > 0 || mayServe(selects, port)) return [];
          const elsewhere = declaringIn(workloadIndex(model.workloads).in(selector.scope), port);
          const named = typeof port.target === 'string';
          const unnamed = port.isPublished
            ? 'cluster DNS has no such port (SRV) of its pods'
            : 'its connections have no endpoint';
          const effect = named ? unnamed : 'its connections may be refused';
          const twin = twins(selector, selects).find(other => other.selector !== selector)?.selector;
          const isSuspicious = named || elsewhere.length > 0;
          const hint =
            elsewhere.length > 0
              ? `; ${names(elsewhere)} ${elsewhere.length > 1 ? 'declare' : 'declares'} it`
              : twin
                ? `; Service '${twin.resource.name}' has the same selector, and its ports are declared: the two can hardly mean the same pods`
                : '';
          return [
            {
              resource: selector.resource,
              path: ['spec', 'ports'],
              ...(!isSuspicious && { severity: 'info' as const }),
              about: `${port.port}/${port.protocol}`,
              what: `Service '${selector.resource.name}' sends port ${port.port} to container port '${port.target}', which no container of ${names(selects)} declares: ${effect}${hint}`,
              todo: `${isSuspicious ? '' : 'if nothing listens there, '}\`targetPort\` must be a port that its containers declare, or the selector must be that of the pods that serve it`,
            },
          ];
        }),
      );
  },
};

/** To declare a port is optional, unless it is asked for by name. Operators bring containers that no manifest holds. */
const mayServe = (workloads: readonly Workload[], { target }: ServicePort): boolean =>
  typeof target === 'number' ? areSomeSilent(workloads) : areSomeUnknown(workloads);

const areSomeSilent = remembered((workloads: readonly Workload[]) => workloads.some(w => !declaresPorts(w)));
const areSomeUnknown = remembered((workloads: readonly Workload[]) => workloads.some(w => w.containers.length === 0));
