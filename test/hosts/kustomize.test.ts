import { parseAllDocuments } from 'yaml';
import { describeHost, output, program } from './hosts';
import { build, exampleWith, functionFile, manifestsWith } from './kustomization';

const exec = `exec: {path: ${program}}`;
const fix = { 'fix.yaml': functionFile(exec, '{mode: Fix}') };
const validate = { 'validate.yaml': functionFile(exec, '{mode: Validate}') };
const validateAlone = { 'validate.yaml': functionFile(exec, '{mode: Validate, items: Omit}') };

const transformer = 'transformers: [fix.yaml]';
const validator = 'validators: [validate.yaml]';

/** What a build's output selects, and with which labels: `Kind/name` and the place, to the labels there. */
function labels(manifests: string): Record<string, Record<string, string>> {
  const found: [string, Record<string, string>][] = [];
  for (const { kind, metadata, spec } of parseAllDocuments(manifests).map(document => document.toJS())) {
    const template = (spec.jobTemplate?.spec ?? spec).template;
    const selector = spec.selector?.matchLabels ?? spec.selector;
    if (template) found.push([`${kind}/${metadata.name} metadata`, metadata.labels]);
    if (template) found.push([`${kind}/${metadata.name} pods`, template.metadata.labels]);
    if (selector) found.push([`${kind}/${metadata.name} selector`, selector]);
  }
  return Object.fromEntries(found);
}

for (const version of ['kustomize 4', 'kustomize 5'] as const) {
  describeHost(version, kustomize => {
    const built = (path: string) => output(kustomize, ['build', '--enable-alpha-plugins', '--enable-exec', path]);
    const fixed = () => built(exampleWith(transformer, fix));

    test('as a transformer it gives every workload its component and every Service its workload', () => {
      const found = labels(fixed());
      for (const workload of ['mariadb', 'moc-xdmod']) {
        const label = { app: 'xdmod', component: workload };
        expect(found[`Deployment/${workload} metadata`]).toEqual(label);
        expect(found[`Deployment/${workload} pods`]).toEqual(label);
        expect(found[`Deployment/${workload} selector`]).toEqual(label);
      }
      expect(found['Service/mariadb selector']).toEqual({ app: 'xdmod', component: 'mariadb' });
      expect(found['Service/xdmod selector']).toEqual({ app: 'xdmod', component: 'moc-xdmod' });
    });

    test('no Service reaches the pods of the CronJob', () => {
      const entries = Object.entries(labels(fixed()));
      const [, pods] = entries.find(([place]) => /^CronJob\/\S+ pods/.test(place)) ?? [];
      for (const [, selector] of entries.filter(([place]) => /^Service\//.test(place))) {
        expect(pods).not.toMatchObject(selector);
      }
    });

    test('it changes nothing but component labels', () => {
      const without = (text: string) => text.replace(/^ *component: .*\n/gm, '');
      expect(without(fixed())).toBe(built(exampleWith('', {})));
    });

    test('a second run over its own output changes nothing, byte for byte', () => {
      const once = fixed();
      expect(built(manifestsWith(once, transformer, fix))).toBe(once);
    });

    test('as transformer and validator together it passes', () => {
      const both = exampleWith(`${transformer}\n${validator}`, { ...fix, ...validate });
      expect(built(both)).toBe(fixed());
    });

    test('as a lone validator it fails the build of broken manifests and says on stderr what is wrong', () => {
      const { status, stdout, stderr } = build(kustomize, exampleWith(validator, validateAlone));
      expect(status).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^error: .*Service\W{1,2}mariadb/m);
      expect(stderr).not.toMatch(/^\s+at .*\.cjs/m);
    });

    test('as a lone validator it passes fixed manifests as they are', () => {
      const once = fixed();
      expect(built(manifestsWith(once, validator, validateAlone))).toBe(once);
    });

    test('a lone validator that emits its items is what kustomize itself rejects, hence `items: Omit`', () => {
      const { status, stderr } = build(kustomize, manifestsWith(fixed(), validator, validate));
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/validator shouldn't modify the resource map/);
    });

    test('a wrong functionConfig fails the build and names the field', () => {
      const wrong = { 'fix.yaml': functionFile(exec, '{mode: Mend}') };
      const { status, stderr } = build(kustomize, exampleWith(transformer, wrong));
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/'Mend'/);
    });
  });
}
