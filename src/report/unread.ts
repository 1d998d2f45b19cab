import type { Located, Report } from './report';

/** What could not be read as results, for formats that know nothing else. */
export function unreadIn({ unread }: Pick<Report, 'unread'>): readonly Located[] {
  return unread.map(({ at, why, isProblem }) => ({
    at,
    result: {
      message: `it could not be read: ${why}`,
      severity: isProblem ? 'error' : 'info',
      file: { path: at.path },
      tags: { check: 'input', docs: 'docs/reference/output.md#what-could-not-be-read' },
    },
  }));
}
