import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { containers, describeHost, image, output, program, run } from './hosts';
import { after, broken, evaluate } from './kpt-package';
import { alpha, build, exampleWith, functionFile } from './kustomization';

const confined = ['--read-only', '--network', 'none', '--cap-drop', 'all', '--user', 'nobody', '--pull', 'never'];
const container = `container: {image: ${image}}`;
const overlay = (runBy: string) =>
  exampleWith('transformers: [fix.yaml]', { 'fix.yaml': functionFile(runBy, '{mode: Fix}') });
const byContainer = () => overlay(container);
const byExec = () => overlay(`exec: {path: ${program}}`);

describeHost('podman', podman => {
  beforeAll(() => output(resolve(__dirname, '../../.ci/build-image'), []));

  test('the image runs without network, capabilities, a writable root or a user of its own', () => {
    const list = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n';
    const call = ['run', '--rm', '-i', ...confined, image];
    expect(output(podman, call, { env: containers, input: list })).toBe(output(program, [], { input: list }));
  });

  test('the image holds the very bundle that lies in `dist/`', () => {
    const print = "process.stdout.write(require('fs').readFileSync('component-labels.cjs'))";
    const call = ['run', '--rm', ...confined, '--entrypoint', '/nodejs/bin/node', image, '-e', print];
    expect(output(podman, call, { env: containers })).toBe(readFileSync(program, 'utf8'));
  });

  test('the image adds nothing to its base but `dist/`', () => {
    const changes = output(podman, ['diff', image, 'localhost/stand-in-run'], { env: containers }).trim().split('\n');
    expect(changes).toContain('A /component-labels/component-labels.cjs');
    expect(changes.filter(change => !/^A \/component-labels(\/|$)/.test(change))).toEqual([]);
  });

  test('the image does not run as root', () => {
    const user = output(podman, ['image', 'inspect', image, '--format', '{{.Config.User}}'], { env: containers });
    expect(user.trim()).toBe('65532:65532');
  });

  describeHost('kpt', kpt => {
    test('`fn eval --image` does to a package what `--exec` does', () => {
      const byImage = ['--image', image, '--image-pull-policy', 'never'];
      const contained = after(broken, path => run(kpt, ['fn', 'eval', path, ...byImage], { env: containers }));
      expect(contained.stderr).toMatch(/\[PASS\]/);
      expect(contained.files).toEqual(after(broken, evaluate(kpt, ['--exec', program])).files);
    });

    test('`fn doc` prints the help of the image', () => {
      const help = output(kpt, ['fn', 'doc', '--image', image], { env: containers });
      expect(help.trim()).toBe(output(program, ['--help']).trim());
    });
  });

  for (const version of ['kustomize 4', 'kustomize 5'] as const) {
    describeHost(version, kustomize => {
      test('as a container it does what it does by exec', () => {
        const contained = output(kustomize, ['build', alpha, byContainer()], { env: containers });
        expect(contained).toBe(build(kustomize, byExec()).stdout);
        expect(contained).toMatch(/component: moc-xdmod/);
      });
    });
  }

  describeHost('kubectl', kubectl => {
    test('`kubectl kustomize` runs the container', () => {
      const contained = output(kubectl, ['kustomize', alpha, byContainer()], { env: containers });
      expect(contained).toMatch(/component: moc-xdmod/);
    });

    test('`kubectl kustomize` shows why a container refused', () => {
      const validate = { 'validate.yaml': functionFile(container, '{mode: Validate, items: Omit}') };
      const path = exampleWith('validators: [validate.yaml]', validate);
      const { status, stderr } = run(kubectl, ['kustomize', alpha, path], { env: containers });
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/^error: .*Service\W{1,2}mariadb/m);
    });
  });
});
