import type { Check } from './check';

/** Kustomization files among the items: labels as authored, which this version does not follow. */
export const kustomizationNotFollowed: Check = {
  id: 'kustomization-not-followed',
  severity: 'error',
  summary: 'The input holds kustomization files: nothing was changed.',
  find: ({ kustomizations }) =>
    kustomizations.map(resource => ({
      resource,
      what: `kustomization '${resource.file?.path ?? resource.name}' is among the items, and its labels, patches and names are not followed by this version: nothing was changed`,
      todo: 'the function must run inside it, under `transformers:`, or on the output of `kustomize build`',
    })),
};
