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
        todo: cure(resource),
      })),
};

const cure = (resource: Resource): string =>
  resource.rows.workloads[0]?.runsOnce
    ? 'where it runs already it must be deleted and made anew'
    : `where it runs already it must be made anew, which stops its pods: 'kubectl replace --force' of this object alone (of a whole file it deletes volume claims too), Argo CD 'argocd.argoproj.io/sync-options: Force=true,Replace=true', Flux 'kustomize.toolkit.fluxcd.io/force: enabled'; functionConfig \`stage: Routing\` leaves it unchanged`;
