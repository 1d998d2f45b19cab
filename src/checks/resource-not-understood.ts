import type { Check } from './check';

/** What the input says and nobody can understand: labels, selectors, names, annotations of ours, items that are no YAML. */
export const resourceNotUnderstood: Check = {
  id: 'resource-not-understood',
  severity: 'error',
  summary: 'Labels, a selector, a name or an annotation can not be understood.',
  find: ({ problems, config }) =>
    problems.map(({ message, resource, path, severity }) => ({
      ...(resource && { resource }),
      ...(path && { path }),
      ...(severity && { severity }),
      about: message,
      what: message,
      ...(config.mode === 'Fix' && severity !== 'warning' && { todo: until(resource?.kind) }),
    })),
};

const until = (kind = ''): string =>
  kind === '' ? 'until then nothing is written' : 'until then nothing is written in its package and namespace';
