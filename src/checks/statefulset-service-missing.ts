import { absences } from '../facts/missing-services';
import { makersOf } from '../facts/operator-made';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import type { Check } from './check';

/** A StatefulSet whose `serviceName` names no Service. */
export const statefulsetServiceMissing: Check = {
  id: 'statefulset-service-missing',
  severity: 'warning',
  summary: 'A StatefulSet names a Service that is not among the resources.',
  find: ({ references, model, gaps, unknownKinds }) => {
    const judge = absences(model, gaps, makersOf(model, unknownKinds));
    return references.flatMap((link): Finding[] => {
      const { resource, path, field, name } = link;
      const absence = field.role === 'governs' && resource.kind === 'StatefulSet' ? judge(link) : undefined;
      if (!absence) return [];
      return [
        {
          resource,
          path,
          severity: absence.severity,
          ...(absence.severity === 'info' && { elsewhere: `${refOf(resource)} names Service '${name}'` }),
          what: `${refOf(resource)} names Service '${name}', which is not among the resources (${absence.instead}): without it its pods have no DNS names of their own, such as '${resource.name}-0.${name}'`,
          todo: `a headless Service '${name}' (\`clusterIP: None\`) that selects its pods must stand in its namespace, or, where no pod is addressed by name, \`serviceName\` must go (Kubernetes 1.33 or newer)`,
        },
      ];
    });
  },
};
