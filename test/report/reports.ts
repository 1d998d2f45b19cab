import type { Result } from '../../src/krm/results';
import type { FilePosition, Located, Report } from '../../src/report';

/** A result as a check gives it. */
export function result(given: Partial<Result> = {}): Result {
  return {
    message: "Service 'db' selects too much",
    severity: 'error',
    resourceRef: { apiVersion: 'v1', kind: 'Service', name: 'db' },
    field: { path: 'spec.selector' },
    tags: { check: 'service-selects-many', docs: 'src/checks/service-selects-many.md' },
    ...given,
  };
}

export function located(
  given: Partial<Result> = {},
  at: FilePosition | undefined = { path: 'db.yaml', line: 7, column: 3 },
): Located {
  return { result: result(given), ...(at && { at }) };
}

/** A report of these results. */
export function reportOf(results: readonly Located[], given: Partial<Report> = {}): Report {
  return {
    version: '1.2.3',
    rules: [{ id: 'service-selects-many', severity: 'error', summary: 'A Service selects many.' }],
    located: results,
    resources: 14,
    files: 6,
    skipped: [],
    unread: [],
    ...given,
  };
}

/** A symptom of another result. */
export const symptom = (of: Located, given: Partial<Result> = {}, at?: FilePosition): Located => ({
  ...located(given, at),
  symptomOf: of,
});
