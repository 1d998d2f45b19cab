import { configure, lineOf } from '../model/change';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A change that the API server refuses on a live object. */
export const immutableSelectorChanged: Check = {
  id: 'immutable-selector-changed',
  severity: 'info',
  summary: 'An immutable field was changed: a live object must be replaced.',
  tellsOfEdits: true,
  find: ({ edits }) =>
    edits
      .filter(({ immutable }) => immutable)
      .map(({ resource, path, proposedValue }) => ({
        resource,
        path,
        proposedValue,
        what: `${refOf(resource)} got a new ${path.includes('template') ? 'pod template' : 'selector'}, which is immutable on a live object`,
        ...cure(resource),
      })),
};

const unchanged = configure('stage', 'Routing');

const cure = (resource: Resource): Pick<Finding, 'todo' | 'advice'> =>
  resource.rows.workloads[0]?.runsOnce
    ? { todo: 'where it runs already it must be deleted and made anew' }
    : {
        todo: `where it runs already it must be made anew, which stops its pods: 'kubectl replace --force' of this object alone (of a whole file it deletes volume claims too), Argo CD 'argocd.argoproj.io/sync-options: Force=true,Replace=true', Flux 'kustomize.toolkit.fluxcd.io/force: enabled'; functionConfig \`${lineOf(unchanged)}\` leaves it unchanged`,
        advice: [[unchanged]],
      };
