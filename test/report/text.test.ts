import { formats } from '../../src/report';
import { located, reportOf, result, symptom } from './reports';

const text = formats.text.print;

test('of what came by a pipe the namespace is told: its lines are gone', () => {
  const resourceRef = { apiVersion: 'v1', kind: 'Service', name: 'db', namespace: 'shop' };
  const said = (path: string) => formats.text.print(reportOf([located({ resourceRef }, { path, line: 7 })]));
  expect(said('stdin')).toMatch(/^stdin:7: error: namespace 'shop': Service 'db' selects too much \[/);
  expect(said('db.yaml')).toMatch(/^db\.yaml:7: error: Service 'db' selects too much \[/);
});

test('a result is one line that names place, severity, message and check', () => {
  expect(text(reportOf([located()]))).toBe(
    "db.yaml:7: error: Service 'db' selects too much [service-selects-many]\n1 error in 14 resources of 6 files\n",
  );
});

test('a result without a place or a line says as much as is known', () => {
  const lines = text(reportOf([{ result: result() }, located({}, { path: 'db.yaml' })])).split('\n');
  expect(lines[0]).toMatch(/^error: Service/);
  expect(lines[1]).toMatch(/^db\.yaml: error: Service/);
});

test('symptoms stand below the result that tells their cause', () => {
  const leading = located({ severity: 'warning', tags: { check: 'common-label', docs: '' } });
  const alike = located({ severity: 'warning', tags: { check: 'common-label', docs: '' } });
  const lines = text(reportOf([alike, leading, symptom(leading)])).split('\n');
  expect(lines.map(line => /^ *|\[.*$/.exec(line)?.[0].length)).toEqual([0, 0, 2, 0, 0]);
  expect(lines[1]).toMatch(/\[common-label\]$/);
  expect(lines[2]).toMatch(/^ {2}db\.yaml:7: error/);
});

test('a symptom whose cause is not told stands for itself', () => {
  expect(text(reportOf([symptom(located())]))).toMatch(/^db\.yaml:7: error/);
});

test('what is skipped is named, long lists in part', () => {
  const skipped = [{ paths: ['a', 'b', 'c', 'd', 'e'], why: 'no Kubernetes object' }];
  expect(text(reportOf([], { skipped }))).toBe(
    'skipped: a, b, c and 2 more (no Kubernetes object)\nno problem in 14 resources of 6 files\n',
  );
});

test('the sum counts every severity, in the singular too', () => {
  const results = [located(), located(), located({ severity: 'warning' }), located({ severity: 'info' })];
  expect(text(reportOf(results, { resources: 1, files: 1 }))).toMatch(
    /\n2 errors, 1 warning, 1 info in 1 resource of 1 file\n$/,
  );
});

test('where there is nothing to check it does not say that all is well', () => {
  expect(text(reportOf([], { resources: 0, files: 0 }))).toBe('nothing was checked: there is no Kubernetes object\n');
});
