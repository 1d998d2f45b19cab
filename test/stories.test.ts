import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from '../src/data/grouped';
import { answer, readCase } from './cases';
import { checked } from './cli/worlds';

const fixture = (name: string) => readCase(readFileSync(join(__dirname, 'cases', `${name}.yaml`), 'utf8'));

/** The report on a fixture: its lines, what is indented under which. */
async function reported(name: string): Promise<readonly string[]> {
  const { given } = fixture(name);
  const files = grouped(given, text => /^# file: (.*)$/m.exec(text)?.[1] ?? `${given.indexOf(text)}.yaml`);
  const { stdout } = await checked(Object.fromEntries([...files].map(([path, texts]) => [path, texts.join('---\n')])));
  return stdout.split('\n').flatMap(line => {
    const [, indent, place, check] = /^( *)(\S+?):\d+: .*\[(.*)\]$/.exec(line) ?? [];
    return check === undefined ? [] : [`${indent}${place} ${check}`];
  });
}

test('the symptoms of a namespace are related to the cause of that namespace', () => {
  const { given, config } = fixture('related-in-two-namespaces');
  const related = answer(given, config).results.flatMap(({ tags, resourceRef }) =>
    tags.related ? [[resourceRef?.namespace, tags.related]] : [],
  );
  expect(related).toEqual([
    ['north', 'workloads-share-pods Deployment/store, namespace north'],
    ['north', 'workloads-share-pods Deployment/store, namespace north'],
    ['south', 'workloads-share-pods Deployment/store, namespace south'],
  ]);
});

test.each([
  [
    'related-in-two-namespaces',
    [
      '1.yaml workloads-share-pods',
      '  0.yaml service-selects-many',
      '  2.yaml workloads-share-pods',
      '3.yaml workloads-share-pods',
      '  4.yaml workloads-share-pods',
    ],
  ],
  [
    'related-beside-an-adopted-pod',
    ['0.yaml workloads-share-pods', '2.yaml workloads-share-pods', '  3.yaml workloads-share-pods'],
  ],
  [
    'related-beside-an-adopted-pod-of-another-root',
    [
      'north/web.yaml workloads-share-pods',
      'south/web.yaml workloads-share-pods',
      '  south/db.yaml workloads-share-pods',
    ],
  ],
  [
    'related-to-the-label-of-its-own-layer',
    [
      'north/kustomization.yaml common-label-overwrites',
      '  north/web.yaml workloads-share-pods',
      '  north/db.yaml workloads-share-pods',
      'south/mail.yaml label-empties-selector',
      'north/kustomization.yaml common-labels-deprecated',
      'south/kustomization.yaml common-labels-deprecated',
    ],
  ],
])('in the report on %s symptoms stand under the cause of their own namespace and root', async (name, lines) => {
  expect(await reported(name)).toEqual(lines);
});
