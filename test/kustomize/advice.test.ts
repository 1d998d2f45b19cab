import { parse, parseDocument } from 'yaml';
import type { Files } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import { build, fix, type Manifest } from './disk';

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

        const { results } = fix(files, { mode: 'Validate' });
        const [told] = results.filter(({ tags }) => tags.check === 'label-empties-selector');
        const advised = parse(/`(labels: \[.*?\])`/.exec(told?.message ?? '')?.[1] ?? '');
        const document = parseDocument(files['kustomization.yaml'] ?? '');
        const before = (document.toJS() as Manifest).labels ?? [];
        document.set('labels', [...advised.labels, ...before]);
        const mended = { ...files, 'kustomization.yaml': String(document) };

        const [workloadNow, serviceNow] = sorted(build(kustomize, mended, ''));
        expect(selects(serviceNow, workloadNow)).toBe(true);
        const after = fix(mended, { mode: 'Validate' }).results;
        expect(after.filter(({ severity }) => severity !== 'info')).toEqual([]);
      },
    );
  });
});

/** The Service last. */
const sorted = (manifests: readonly Manifest[]): Manifest[] =>
  [...manifests].sort((a, b) => Number(a.kind === 'Service') - Number(b.kind === 'Service'));
