import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats } from '../src/report';
import { answer, readCase } from './cases';

const fixture = readCase(readFileSync(join(__dirname, 'cases/related-in-two-namespaces.yaml'), 'utf8'));

test('the symptoms of a namespace are related to the cause of that namespace', () => {
  const { results } = answer(fixture.given, fixture.config);
  const related = results.flatMap(({ tags, resourceRef }) =>
    tags.related ? [[resourceRef?.namespace, tags.related]] : [],
  );
  expect(related).toEqual([
    ['north', 'workloads-share-pods Deployment/store, namespace north'],
    ['north', 'workloads-share-pods Deployment/store, namespace north'],
    ['south', 'workloads-share-pods Deployment/store, namespace south'],
  ]);
});

test('and stand under it in the report', () => {
  const { results } = answer(fixture.given, fixture.config);
  // biome-ignore lint/suspicious/noExplicitAny: results as tests read them
  const located = results.map(result => ({ result: result as any }));
  const lines = formats.text.print({ located, skipped: [], unread: [], resources: 5, files: 1 } as never).split('\n');
  expect(lines.map(line => /^ */.exec(line)?.[0].length)).toEqual([0, 2, 2, 0, 2, 0, 0]);
});
