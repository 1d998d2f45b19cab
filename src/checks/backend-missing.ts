import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { orIgnored } from '../facts/ignoring';
import { absences } from '../facts/missing-services';
import { makersOf } from '../facts/operator-made';
import type { Finding } from '../model/finding';
import { placeOf, refOf } from '../model/resource';
import type { Check } from './check';

/** An Ingress or route that leads to a Service that is not there. */
export const backendMissing: Check = {
  id: 'backend-missing',
  severity: 'warning',
  summary: 'An Ingress, a Gateway API route or the like leads to a Service that is not among the resources.',
  find: ({ references, model, gaps, unknownKinds }) => {
    const judge = absences(model, gaps, makersOf(model, unknownKinds));
    const routes = references.filter(({ field, found }) => field.role === 'routes' && found.length === 0);
    const led = new Set(
      references.flatMap(({ field, found, resource }) =>
        field.role === 'routes' && found.length > 0 ? [placeOf(resource)] : [],
      ),
    );
    const backends = grouped(routes, ({ resource, name }) => compound(placeOf(resource), name));
    return [...backends.values()].flatMap(([link, ...more]): Finding[] => {
      // What leads to one Service that is here means another that is to be here.
      const absence = link && judge(link, !led.has(placeOf(link.resource)));
      if (!absence) return [];
      const { resource, path, name } = link;
      const also = more.length > 0 ? ` and ${more.length} more of its fields` : '';
      return [
        {
          resource,
          path,
          about: name,
          severity: absence.severity,
          ...(absence.severity === 'info' && {
            elsewhere: `\`${formatPath(path)}\` of ${refOf(resource)} leads to Service '${name}'`,
          }),
          what: `\`${formatPath(path)}\`${also} of ${refOf(resource)} ${more.length > 0 ? 'lead' : 'leads'} to Service '${name}', which is not among the resources (${absence.instead}): these requests are answered with an error`,
          ...orIgnored(
            resource,
            'backend-missing',
            'it must name a Service of its own namespace',
            `where another package or an operator brings '${name}'`,
          ),
        },
      ];
    });
  },
};
