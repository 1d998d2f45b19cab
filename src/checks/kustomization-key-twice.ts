import type { Check } from './check';

/** A key that stands twice in one map of a kustomization: kustomize takes the last one and says nothing. */
export const kustomizationKeyTwice: Check = {
  id: 'kustomization-key-twice',
  severity: 'warning',
  summary: 'A key stands twice in a kustomization, and only the last one counts.',
  find: ({ gaps }) =>
    gaps
      .filter(({ effect }) => effect === 'twice')
      .map(({ kustomization, subject, problem }) => ({
        resource: kustomization,
        about: subject,
        what: `kustomization '${kustomization.file?.path ?? kustomization.name}': ${subject} ${problem}: kustomize drops all but the last one, without a word`,
        todo: 'what they hold must be under one key',
      })),
};
