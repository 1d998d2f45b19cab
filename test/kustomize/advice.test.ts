import { parse, stringify } from 'yaml';
import { carriedOut, cases, foundIn, given } from '../advice/carry-out';
import { diagnosed, withChanges } from '../advice/values';
import type { Files } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import { build, fix, type Manifest, rootsIn } from './disk';

/** A workload of a kind that kustomize's labels do not reach, and the Service of it. */
const sources = (apiVersion: string, kind: string, selector: string): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: gate
spec:
  selector: ${selector}
  template:
    metadata:
      labels: {part: gate}
    spec:
      containers:
        - name: gate
          image: gate
---
apiVersion: v1
kind: Service
metadata:
  name: gate
spec:
  selector: {part: gate}
  ports:
    - port: 80
`;

const kinds = [
  ['apps.openshift.io/v1', 'DeploymentConfig', '{part: gate}'],
  ['argoproj.io/v1alpha1', 'Rollout', '{matchLabels: {part: gate}}'],
] as const;

const labels = {
  commonLabels: 'commonLabels: {side: left}',
  labels: 'labels: [{pairs: {side: left}, includeSelectors: true}]',
  replaced: 'commonLabels: {part: shop}',
};

const selects = ({ spec }: Manifest, { spec: { template } }: Manifest): boolean =>
  Object.entries(spec.selector).every(([key, value]) => template.metadata.labels[key] === value);

/** Files as documents, one a file or several. */
const documentsOf = (files: Files): readonly string[] =>
  Object.entries(files).flatMap(([path, text]) => text.split(/^---\n/m).map(part => `# file: ${path}\n${part}`));

/** The files once the first way is taken that each finding of the check advises. */
function followed(files: Files, check: string): Files {
  const before = { documents: documentsOf(files), spec: { mode: 'Validate' } };
  const ways = diagnosed(before).flatMap(found => (found.check === check ? [found.advice?.[0] ?? []] : []));
  expect(ways.flat().length).toBeGreaterThan(0);
  return filesOf(ways.reduce(withChanges, before).documents);
}

describeHost('kustomize 5', kustomize => {
  describe.each(kinds)('%s %s', (apiVersion, kind, selector) => {
    test.each(Object.entries(labels))(
      'what is advised where %s do not reach it lets its Service select it',
      (_, entry) => {
        const files: Files = {
          'kustomization.yaml': `resources: [all.yaml]\n${entry}\n`,
          'all.yaml': sources(apiVersion, kind, selector),
        };
        const [workload, service] = sorted(build(kustomize, files, ''));
        expect(selects(service, workload)).toBe(false);

        const mended = followed(files, 'label-empties-selector');

        const [workloadNow, serviceNow] = sorted(build(kustomize, mended, ''));
        expect(selects(serviceNow, workloadNow)).toBe(true);
        const after = fix(mended, { mode: 'Validate' }).results;
        expect(after.filter(({ severity }) => severity !== 'info')).toEqual([]);
      },
    );
  });
});

describeHost('kustomize 5', kustomize => {
  test.each(kinds)('a base with a %s %s comes twice: each kustomization is told what it must carry', (...row) => {
    const over = (side: string) => `resources: [../base]
nameSuffix: -${side}
labels: [{pairs: {side: ${side}}, includeSelectors: true}]
`;
    const files: Files = {
      'kustomization.yaml': 'resources: [left, right]\n',
      'left/kustomization.yaml': over('left'),
      'right/kustomization.yaml': over('right'),
      'base/kustomization.yaml': 'resources: [all.yaml]\n',
      'base/all.yaml': sources(...row),
    };
    const mended = followed(files, 'label-empties-selector');

    const selected = selectedIn(build(kustomize, mended, ''));
    expect(selected['Service/gate-left']).toEqual(['gate-left']);
    expect(selected['Service/gate-right']).toEqual(['gate-right']);
    expect(fix(mended, { mode: 'Validate' }).results.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

/** The Service last. */
const sorted = (manifests: readonly Manifest[]): Manifest[] =>
  [...manifests].sort((a, b) => Number(a.kind === 'Service') - Number(b.kind === 'Service'));

/** The workloads that each selector over pods selects by its labels. */
function selectedIn(manifests: readonly Manifest[]): Record<string, string[]> {
  const workloads = manifests.filter(({ spec }) => spec?.template);
  const selecting = manifests.filter(({ kind, spec }) => spec?.selector && !/Monitor$/.test(kind));
  return Object.fromEntries(
    selecting.map(({ kind, metadata, spec: { selector } }) => {
      const labels = selector.matchLabels ?? (selector.matchExpressions ? {} : selector);
      const asked = [
        ...Object.entries(labels).map(([key, value]) => ({ key, values: [value] })),
        ...(selector.matchExpressions ?? []),
      ];
      const selects = (of: Manifest) =>
        asked.every(({ key, values }: Manifest) => values.includes(of.spec.template.metadata.labels?.[key]));
      return [
        `${kind}/${metadata.name}`,
        workloads
          .filter(selects)
          .map(workload => workload.metadata.name)
          .sort(),
      ];
    }),
  );
}

const filesOf = (documents: readonly string[]): Files => {
  const files: Record<string, string> = {};
  for (const document of documents) {
    const path = /^# file: (.*)$/m.exec(document)?.[1] ?? '';
    files[path] = files[path] === undefined ? document : `${files[path]}---\n${document}`;
  }
  return files;
};

/** Cases in which a kustomization is changed, or what is built of it. */
const ofKustomizations = cases
  .map(one => ({ ...one, application: given(one.check, one.advice) }))
  .filter(({ application: { documents } }) => documents.some(text => /^# file: .*kustomization\.yaml$/m.test(text)))
  .filter(
    ({ application: { documents } }) => !documents.some(text => /https:|helmCharts|path: empty\.yaml/.test(text)),
  );

describeHost('kustomize 5', kustomize => {
  test('there are such cases', () => {
    expect(ofKustomizations.length).toBeGreaterThan(10);
  });

  test.each(ofKustomizations)('$check, $words: it builds, and selectors select what they meant', one => {
    const { check, advice, application } = one;
    const after = carriedOut(application, advice, foundIn(diagnosed(application), check, advice));
    const files = filesOf(after.documents);
    const authored = selectedIn(application.documents.map(text => parse(text, { uniqueKeys: false }) as Manifest));
    for (const root of rootsIn(files)) {
      const built = selectedIn(build(kustomize, files, root));
      for (const [name, selected] of Object.entries(built)) {
        if (!advice.says?.includes(`${name} must ask`))
          expect([name, selected]).toEqual([name, authored[name] ?? selected]);
      }
    }
  });

  test('kustomization-not-followed: the patch that it prints gives what a base brings labels of its own', () => {
    const files: Files = {
      'kustomization.yaml': 'resources: [brought]\n',
      'brought/kustomization.yaml': 'resources: [all.yaml]\n',
      'brought/all.yaml': sources('apps/v1', 'Deployment', '{matchLabels: {part: gate}}'),
    };
    const unseen = { 'kustomization.yaml': 'resources: [https://example.com/brought]\n' };
    const patched = followed(unseen, 'kustomization-not-followed')['kustomization.yaml'] ?? '';
    const { patches } = parse(patched) as Manifest;
    const kustomization = `${files['kustomization.yaml']}${stringify({ patches })}`.replaceAll('NAME', 'gate');
    const [workload] = sorted(build(kustomize, { ...files, 'kustomization.yaml': kustomization }, ''));
    const labels = { part: 'gate', component: 'gate' };
    expect([workload.spec.selector.matchLabels, workload.spec.template.metadata.labels]).toEqual([labels, labels]);
  });
});
