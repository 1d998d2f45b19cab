import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { placeOf, refOf } from '../resource';
import type { Check } from './check';

/** An annotation or a configuration that silences a check which has nothing to say. */
export const silenceUnused: Check = {
  id: 'silence-unused',
  severity: 'info',
  summary: 'A check is silenced that has nothing to say.',
  find: () => [],
  review: ({ model, config }, found) => {
    const said = new Set(found.map(({ check }) => check));
    const saidOf = new Set(found.map(({ check, resource }) => `${check} ${resource ? placeOf(resource) : ''}`));
    const idle = Object.entries(config.checks).filter(([id, severity]) => severity === 'off' && !said.has(id));
    return [
      ...idle.map(
        ([id]): Finding => ({
          about: id,
          what: `functionConfig \`checks\` turns '${id}' off, and it has nothing to say here`,
          todo: 'where it was for these resources, the entry must go, lest it hide what comes later',
        }),
      ),
      ...model.resources.flatMap(resource =>
        silencedBy(resource.annotations[annotations.ignore])
          .filter(id => !saidOf.has(`${id} ${placeOf(resource)}`))
          .map(id => ({
            resource,
            path: ['metadata', 'annotations', annotations.ignore],
            about: id,
            what: `${refOf(resource)} silences '${id}', which has nothing to say of it`,
            todo: 'the id must go from the annotation, lest it hide what comes later',
          })),
      ),
    ];
  },
};

const silencedBy = (annotation: string | undefined): readonly string[] =>
  (annotation ?? '')
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '');
