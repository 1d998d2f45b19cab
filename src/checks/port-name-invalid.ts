import { formatPath, type Path } from '../data/path';
import { isPlaceholder } from '../data/placeholders';
import { valueAt } from '../data/values';
import { isChecked } from '../facts/refusing';
import { containerLists, containerPortFields, walk } from '../kinds';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A text where a port's name must stand, which is none: a number in quotes, as a rule. */
export const portNameInvalid: Check = {
  id: 'port-name-invalid',
  severity: 'error',
  summary: "A port is a text that is no port's name, such as a number in quotes: the API server refuses it.",
  find: ({ model }) => [...model.resources.flatMap(ofFields), ...model.workloads.flatMap(ofPods)],
};

interface Held {
  readonly path: Path;
  readonly value: unknown;
}

function ofFields(resource: Resource): readonly Finding[] {
  return resource.rows.portNames
    .flatMap(field => walk(resource.value, field.path))
    .flatMap(held => describe(resource, held));
}

const inContainers = ['ports[]/name', ...containerPortFields.map(({ path }) => path)];

function ofPods({ resource, podSpecPath }: Workload): readonly Finding[] {
  const podSpec = valueAt(resource.value, podSpecPath);
  return containerLists
    .flatMap(list => inContainers.flatMap(field => walk(podSpec, `${list}/${field}`)))
    .flatMap(({ path, value }) => describe(resource, { path: [...podSpecPath, ...path], value }));
}

/** Source: Kubernetes v1.34, staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go, `IsValidPortName`. */
const isPortName = (text: string): boolean =>
  text.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text);

function describe(resource: Resource, { path, value }: Held): readonly Finding[] {
  if (typeof value !== 'string' || value === '' || isPortName(value) || isPlaceholder(value)) return [];
  const isNumber = /^\d+$/.test(value);
  const isName = path.at(-1) === 'name';
  const isDeclaration = isName && typeof path.at(-2) === 'number';
  const cure = isName
    ? `\`number: ${value}\` must stand there instead`
    : `it must be the number ${value}, without quotes`;
  const refused = isChecked(resource)
    ? `the API server refuses ${refOf(resource)}`
    : `no pod of ${refOf(resource)} can be made`;
  return [
    {
      resource,
      path,
      what: `\`${formatPath(path)}\` of ${refOf(resource)} is ${isNumber ? `the text '${value}', not a number` : `'${value}', which is no port's name`}: ${refused}`,
      todo:
        isNumber && !isDeclaration
          ? cure
          : 'a name must have at most 15 characters: small letters, digits, and single dashes between them, and at least one letter',
    },
  ];
}
