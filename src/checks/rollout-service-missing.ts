import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { absences } from '../facts/missing-services';
import { makersOf } from '../facts/operator-made';
import type { Finding } from '../model/finding';
import { placeOf, refOf } from '../model/resource';
import type { Check } from './check';

/** An Argo Rollout that names a Service that is not there: its controller refuses it. */
export const rolloutServiceMissing: Check = {
  id: 'rollout-service-missing',
  severity: 'warning',
  summary: 'An Argo Rollout names a Service that is not among the resources.',
  find: ({ references, model, gaps, unknownKinds }) => {
    const judge = absences(model, gaps, makersOf(model, unknownKinds));
    const ofRollouts = references.filter(
      ({ field, resource }) => field.role === 'governs' && resource.kind === 'Rollout',
    );
    return [...grouped(ofRollouts, ({ resource }) => placeOf(resource)).values()].flatMap(own => {
      const isHalfThere = own.some(({ found }) => found.length > 0);
      return own.flatMap((link): Finding[] => {
        const { resource, path, name } = link;
        const absence = judge(link);
        if (!absence) return [];
        return [
          {
            resource,
            path,
            // Who brings one of its Services brings the other.
            severity: isHalfThere && absence.severity === 'warning' ? 'error' : absence.severity,
            ...(absence.severity === 'info' && { elsewhere: `${refOf(resource)} names Service '${name}'` }),
            what: `\`${formatPath(path)}\` of ${refOf(resource)} names Service '${name}', which is not among the resources (${absence.instead}): without it the Rollout is InvalidSpec, and its controller rolls out nothing`,
            todo: `a Service '${name}' that selects the Rollout's pods must stand in its namespace, or the field must name one that does`,
          },
        ];
      });
    });
  },
};
