import { type ReferenceField, walk } from '../kinds';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** An autoscaler whose least number of pods is above its greatest. */
export const autoscalerBoundsCrossed: Check = {
  id: 'autoscaler-bounds-crossed',
  severity: 'error',
  summary: 'An autoscaler must keep more pods than it may have.',
  find: ({ model }) =>
    model.resources.flatMap(resource => resource.rows.references.flatMap(field => judge(resource, field))),
};

type Bound = readonly [path: string, byDefault: number];

/** Sources: Kubernetes v1.34, pkg/apis/autoscaling/validation; KEDA v2.17, `CheckReplicaCountBoundsAreValid`. */
function judge(resource: Resource, { least, most }: ReferenceField): readonly Finding[] {
  if (!least || !most) return [];
  const [lower, upper] = [boundAt(resource, least), boundAt(resource, most)];
  if (lower === undefined || upper === undefined || lower.value <= upper.value) return [];
  const by = resource.kind === 'ScaledObject' ? 'KEDA' : 'the API server';
  const [from, to] = [least[0].replaceAll('/', '.'), most[0].replaceAll('/', '.')];
  const said = upper.isSaid ? '' : ', which is what holds where nothing is said';
  return [
    {
      resource,
      path: lower.path,
      what: `\`${from}\` of ${refOf(resource)} is ${lower.value}, above \`${to}\`, ${upper.value}${said}: ${by} refuses ${refOf(resource)}, and nothing is scaled`,
      todo: `\`${from}\` must be at most \`${to}\``,
    },
  ];
}

/** The bound with its place; undefined where it is no number. */
function boundAt({ value }: Resource, [path, byDefault]: Bound) {
  const [found] = walk(value, path);
  if (!found) return { value: byDefault, path: path.split('/'), isSaid: false };
  return typeof found.value === 'number' ? { value: found.value, path: found.path, isSaid: true } : undefined;
}
