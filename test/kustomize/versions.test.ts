import { differences, versions } from '../../src/kustomize';
import type { Deed } from '../../src/kustomize/versions';
import type { Files } from '../hosts/folder';
import { describeHost, type HostName } from '../hosts/hosts';
import { build, fix } from './disk';

const hostOf: Readonly<Record<(typeof versions)[number], HostName>> = {
  '4.5.4': 'kustomize 4',
  '5.5.0': 'kustomize 5.5.0',
  '5.8.1': 'kustomize 5.8.1',
  '5.8.2': 'kustomize 5',
};

const all = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
  annotations:
    note: |
      depth: 1
spec:
  serviceName: store
  selector:
    matchLabels:
      app: store
  template:
    metadata:
      labels:
        app: store
    spec:
      containers:
        - name: store
          image: store
  volumeClaimTemplates:
    - metadata:
        name: data
`;

const copied = (rest: string) => `replacements: [{source: {kind: StatefulSet, name: store}, targets: [${rest}]}]`;

/** For each difference a kustomization that shows it, beside another that all versions build alike. */
const shown: Readonly<Record<keyof typeof differences, string>> = {
  'templates-of-claims': 'labels: [{pairs: {team: pay}, includeTemplates: true}]',
  'claims-field': 'labels: [{pairs: {team: pay}, includeVolumeClaimTemplates: true}]',
  'empty-patch': 'patches: [{path: empty.yaml}]',
  'source-value':
    'replacements: [{sourceValue: gold, targets: [{select: {kind: StatefulSet}, fieldPaths: [metadata.labels.tier], options: {create: true}}]}]',
  'target-pattern': copied('{select: {name: st.*}, fieldPaths: [metadata.labels.tier], options: {create: true}}'),
  'field-in-text': copied('{select: {kind: StatefulSet}, fieldPaths: [metadata.annotations.note.depth]}'),
};

const filesOf = (kustomization: string): Files => ({
  'kustomization.yaml': `resources: [all.yaml]\n${kustomization}\n`,
  'all.yaml': all,
  'empty.yaml': '# nothing yet\n',
});

describe.each(Object.entries(shown))('%s', (id, kustomization) => {
  const { does } = differences[id as keyof typeof differences];
  const deeds = [...new Set(Object.values(does))];
  const built = new Map<string, string>();

  for (const version of versions) {
    describeHost(hostOf[version], kustomize => {
      test(`kustomize ${version} ${does[version].ofOne}`, () => {
        const act = () => JSON.stringify(build(kustomize, filesOf(kustomization), ''));
        if (does[version].isRefusal) {
          expect(act).toThrow();
          return;
        }
        built.set(version, act());
      });
    });
  }

  test('versions that are said to do the same build the same, others do not', () => {
    const of = (deed: Deed) =>
      [...built].flatMap(([version, text]) => (does[version as keyof typeof does] === deed ? [text] : []));
    const texts = deeds.map(deed => [...new Set(of(deed))]);
    expect(texts.filter(each => each.length > 1)).toEqual([]);
    expect(new Set(texts.flat()).size).toBe(texts.flat().length);
  });

  test('it is told', () => {
    const { results } = fix(filesOf(kustomization));
    const told = results.filter(
      ({ tags }) => tags.check === 'kustomize-versions-differ' || tags.check === 'kustomization-not-followed',
    );
    expect(told).toHaveLength(1);
  });
});
