import { annotations } from '../config';
import { grouped } from '../data/grouped';
import type { Finding } from '../model/finding';
import { type Resource, refOf, sourcePlaceOf } from '../model/resource';
import type { Check, CheckedFinding, Situation } from './check';

/** An annotation or a configuration that silences a check which has nothing to say. */
export const silenceUnused: Check = {
  id: 'silence-unused',
  severity: 'info',
  summary: 'A check is silenced that has nothing to say, or that does not exist.',
  find: () => [],
  review: ({ model, unknownKinds, config }, found, all) => {
    const telling = all.filter(({ tellsOfEdits, gather }) => !tellsOfEdits && !gather).map(({ id }) => id);
    return [
      ...turnedOff(config.checks, found, telling),
      ...ignored([...model.resources, ...unknownKinds], found, {
        telling,
        known: all.map(({ id }) => id),
      }),
    ];
  },
};

/** Checks that the functionConfig turns off; that an unknown id stands there, its reader says. */
function turnedOff(
  severities: Situation['config']['checks'],
  found: readonly CheckedFinding[],
  telling: readonly string[],
): readonly Finding[] {
  const said = new Set(found.map(({ check }) => check));
  return Object.entries(severities)
    .filter(([id, severity]) => severity === 'off' && telling.includes(id) && !said.has(id))
    .map(([id]) => ({
      about: id,
      what: `functionConfig \`checks\` turns '${id}' off, and it has nothing to say here`,
      todo: 'where it was for these resources, the entry must go, lest it hide what comes later',
    }));
}

/** Checks that annotations silence, once for a source, however many kustomizations build upon it. */
function ignored(
  resources: readonly Resource[],
  found: readonly CheckedFinding[],
  { telling, known }: { readonly telling: readonly string[]; readonly known: readonly string[] },
): readonly Finding[] {
  const keyOf = (id: string, resource: Resource) => `${id} ${sourcePlaceOf(resource)}`;
  const said = new Set(found.flatMap(({ check, resource }) => (resource ? [keyOf(check, resource)] : [])));
  return [...grouped(resources, sourcePlaceOf).values()].flatMap(([resource]) => {
    if (!resource) return [];
    const where = { resource, path: ['metadata', 'annotations', annotations.ignore] };
    return silencedBy(resource.annotations[annotations.ignore]).flatMap((id): Finding[] => {
      const who = refOf(resource.source ?? resource);
      if (!known.includes(id)) {
        const what = `${who} silences '${id}', which is no check: nothing is silenced by it`;
        return [{ ...where, about: id, what, todo: "it must be an id that '--help' lists" }];
      }
      if (!telling.includes(id) || said.has(keyOf(id, resource))) return [];
      const what = `${who} silences '${id}', which has nothing to say of it`;
      return [{ ...where, about: id, what, todo: 'the id must go from the annotation, lest it hide what comes later' }];
    });
  });
}

const silencedBy = (annotation = ''): readonly string[] => [
  ...new Set(annotation.split(',').flatMap(id => id.trim() || [])),
];
