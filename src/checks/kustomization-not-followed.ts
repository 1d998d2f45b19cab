import type { Check } from './check';

/** Kustomization files among the items: labels as authored, which this version does not follow. */
export const kustomizationNotFollowed: Check = {
  id: 'kustomization-not-followed',
  severity: 'error',
  summary: 'The input holds kustomization files: nothing was changed.',
  find: ({ kustomizations }) =>
    kustomizations.map(resource => ({
      resource,
      what: `'${resource.file?.path ?? 'a Kustomization'}' is a kustomization, whose labels, patches and names this version does not follow: nothing was changed`,
      todo: 'the function must run inside it, under `transformers:`, or on the output of `kustomize build`',
    })),
};
