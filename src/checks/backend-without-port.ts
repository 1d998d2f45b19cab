import { formatPath, type Path } from '../data/path';
import { asMap, valueAt } from '../data/values';
import { type ReferenceField, walk } from '../kinds';
import type { Finding } from '../model/finding';
import { namedBy } from '../model/references';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A backend that names a Service and no port of it, or a port in two ways. */
export const backendWithoutPort: Check = {
  id: 'backend-without-port',
  severity: 'error',
  summary: 'An Ingress or a Gateway API route names a Service without its port: the API server refuses it.',
  find: ({ model }) =>
    model.resources.flatMap(resource =>
      resource.rows.references
        .filter(({ needsPort }) => needsPort)
        .flatMap(field =>
          walk(resource.value, field.path).flatMap(({ path, value }) => judge(resource, field, path, value)),
        ),
    ),
};

function judge(resource: Resource, field: ReferenceField, path: Path, value: unknown): readonly Finding[] {
  const named = namedBy(resource, value, field);
  if (named?.kind !== 'Service' || (asMap(value)?.group ?? '') !== '') return [];
  const port = asMap(value)?.port;
  const isTwice = isSaid(valueAt(port, ['number'])) && isSaid(valueAt(port, ['name']));
  if (isSaid(named.port) && !isTwice) return [];
  const fields = (field.ports ?? []).map(spec => `\`${spec.replaceAll('/', '.')}\``);
  const what = isTwice ? 'says its port by number and by name' : 'says no port of it';
  return [
    {
      resource,
      path,
      about: named.name,
      what: `\`${formatPath(path)}\` of ${refOf(resource)} names Service '${named.name}' and ${what}: the API server refuses ${refOf(resource)}`,
      todo: isTwice ? `${fields.join(' and ')}: one of the two must go` : `it must have ${fields.join(' or ')}`,
    },
  ];
}

/** Numbers and texts at their zero count as not said. */
const isSaid = (port: unknown): boolean => port !== undefined && port !== null && port !== 0 && port !== '';
