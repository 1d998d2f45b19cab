import { formatPath } from '../data/path';
import { cureOf, entryFile, isIn, landing, type Misplaced, misplacedIn, placeIn } from '../facts/misplaced-labels';
import type { Finding } from '../model/finding';
import type { Problem } from '../model/input-error';
import type { Check, Situation } from './check';

/** What the input says and nobody can understand: labels, selectors, names, annotations of ours, items that are no YAML. */
export const resourceNotUnderstood: Check = {
  id: 'resource-not-understood',
  severity: 'error',
  summary: 'Labels, a selector, a name or an annotation can not be understood.',
  find: ({ problems, config, labelEntries, model }) => {
    const misplaced = problems.length > 0 ? misplacedIn(labelEntries, model.resources) : [];
    return problems.map(problem => {
      const written = misplaced.find(label => isIn(label, problem));
      return written ? byLabel(written, config) : asItStands(problem, config);
    });
  },
};

function asItStands({ message, resource, path, severity }: Problem, { mode }: Situation['config']): Finding {
  return {
    ...(resource && { resource }),
    ...(path && { path }),
    ...(severity && { severity }),
    about: message,
    what: message,
    ...(mode === 'Fix' && severity !== 'warning' && { todo: until(resource?.kind) }),
  };
}

/** The label of a kustomization that makes a label or a selector what nobody can understand. */
function byLabel(misplaced: Misplaced, { mode }: Situation['config']): Finding {
  const { resource, path } = misplaced;
  return {
    resource: entryFile(misplaced),
    path: placeIn(misplaced),
    about: formatPath(path),
    what: `${landing(misplaced)}, whose \`${formatPath(path.slice(0, -1))}\` would have to be a text: the API server refuses it`,
    todo: mode === 'Fix' ? `${cureOf(misplaced)}; ${until(resource.kind)}` : cureOf(misplaced),
  };
}

const until = (kind = ''): string =>
  kind === '' ? 'until then nothing is written' : 'until then nothing is written in its package and namespace';
