import type { Finding } from '../diagnostic';
import { declares, declaresPorts, servicePorts } from '../ports';
import { names } from '../words';
import type { Check } from './check';

/** A Service's target port that no container of the selected pods declares. */
export const servicePortUnserved: Check = {
  id: 'service-port-unserved',
  severity: 'warning',
  summary: 'No container that a Service selects declares its target port.',
  find: ({ bindings, model }) =>
    bindings
      .filter(
        ({ selector, selects, verdict }) => selector.role === 'route' && verdict !== 'unknown' && selects.length > 0,
      )
      .flatMap(({ selector, selects }) =>
        servicePorts(selector.resource).flatMap((port): Finding[] => {
          if (selects.some(w => declares(w, port) || !declaresPorts(w))) return [];
          const elsewhere = model.workloads.filter(w => w.scope === selector.scope && declares(w, port));
          const named = typeof port.target === 'string';
          if (!named && elsewhere.length === 0) return [];
          const effect = named ? 'its connections have no endpoint' : 'its connections may be refused';
          const hint = elsewhere.length > 0 ? `; ${names(elsewhere)} declares it` : '';
          return [
            {
              resource: selector.resource,
              path: ['spec', 'ports'],
              about: `${port.port}/${port.protocol}`,
              what: `Service '${selector.resource.name}' sends port ${port.port} to container port '${port.target}', which no container of ${names(selects)} declares: ${effect}${hint}`,
              todo: '`targetPort` must be a port that its containers declare, or the selector must be that of the pods that serve it',
            },
          ];
        }),
      ),
};
