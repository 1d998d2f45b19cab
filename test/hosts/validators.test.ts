import { parseAllDocuments } from 'yaml';
import { describeHost, program } from './hosts';
import { build, functionFile, manifestsWith } from './kustomization';
import { shapes } from './label-shapes';

const functions = (label: string) => {
  const file = (name: string, spec: string) =>
    functionFile(`exec: {path: ${program}}`, `{${spec}, label: ${label}}`).replace(
      'name: component-labels',
      `name: ${name}`,
    );
  return {
    'fix.yaml': file('fix', 'mode: Fix'),
    'validate.yaml': file('validate', 'mode: Validate'),
    'omit.yaml': file('omit', 'mode: Validate, items: Omit'),
  };
};

/** The README's setups, as what kustomize lists. */
const setups = {
  'a validator behind the transformer': 'transformers: [fix.yaml]\nvalidators: [validate.yaml]',
  'a validator without items behind the transformer': 'transformers: [fix.yaml]\nvalidators: [omit.yaml]',
};

/** The shapes by the key of their component: each in a namespace of its own, so that one build holds all. */
const byLabel = new Map<string, string[]>();
for (const [i, { manifests, label = 'component' }] of Object.values(shapes).entries()) {
  const there = manifests.replace(/^metadata:\n/gm, `metadata:\n  namespace: n${i}\n`);
  byLabel.set(label, [...(byLabel.get(label) ?? []), there]);
}

for (const version of ['kustomize 4', 'kustomize 5.5.0', 'kustomize 5.8.1', 'kustomize 5'] as const) {
  describeHost(version, kustomize => {
    describe.each([...byLabel])('all shapes of labels, beside the component as `%s`:', (label, manifests) => {
      const all = manifests.join('---\n');
      const of = (lists: string, given = all) => {
        const { status, stdout, stderr } = build(kustomize, manifestsWith(given, lists, functions(label)));
        return status === 0 ? { stdout } : { stdout, stderr }; // what checks warn of is not the point here
      };
      let fixed: ReturnType<typeof of>;
      beforeAll(() => {
        fixed = of('transformers: [fix.yaml]');
      });

      test('the transformer labels every workload', () => {
        expect(fixed).not.toHaveProperty('stderr');
        for (const document of parseAllDocuments(fixed.stdout)) {
          const { kind, metadata } = document.toJS();
          if (kind !== 'Service') expect(metadata.labels).toHaveProperty([label], expect.stringMatching(/./));
        }
      });

      test.each(Object.entries(setups))('%s lets them pass', (_, lists) => {
        expect(of(lists)).toEqual(fixed);
      });

      test('a lone validator without items lets them pass', () => {
        expect(of('validators: [omit.yaml]', fixed.stdout)).toEqual(fixed);
      });
    });
  });
}
