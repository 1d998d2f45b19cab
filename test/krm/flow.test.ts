import { run } from '../../src/run';
import { fixed } from './items';

const pod = (metadata: string) => `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata: ${metadata}\n`;

describe('a label is added to a flow map', () => {
  test.each([
    ['without labels', '{name: web}', '{name: web, labels: {component: web}}'],
    ['with labels', '{name: web, labels: {app: a}}', '{name: web, labels: {app: a, component: web}}'],
    ['with empty labels', '{name: web, labels: {}}', '{name: web, labels: {component: web}}'],
    ['with null labels', '{labels: null, name: web}', '{labels: {component: web}, name: web}'],
    ['with absent labels', '{name: web, labels: }', '{name: web, labels: {component: web}}'],
    ['with labels that are a bare key', '{name: web, labels}', '{name: web, labels: {component: web}}'],
    ['in JSON', '{"name":"web","labels":{"app":"a"}}', '{"name":"web","labels":{"app":"a", "component": "web"}}'],
    ['with null labels in JSON', '{"name":"web","labels":null}', '{"name":"web","labels":{"component": "web"}}'],
    [
      'in single quotes',
      "{'name': 'web', 'labels': {'app': 'a'}}",
      "{'name': 'web', 'labels': {'app': 'a', component: web}}",
    ],
    ['with a comma at its end', '{name: web, labels: {app: a,}}', '{name: web, labels: {app: a, component: web,}}'],
    ['on a line of its own', '\n    {name: web}', '\n    {name: web, labels: {component: web}}'],
    [
      'with one entry a line',
      '{\n    name: web,\n    labels: {\n      app: a, # why\n    }\n  }',
      '{\n    name: web,\n    labels: {\n      app: a,\n      component: web, # why\n    }\n  }',
    ],
    [
      'above a comment at its end',
      '{name: web, labels: {app: a # why\n    }}',
      '{name: web, labels: {app: a, component: web # why\n    }}',
    ],
  ])('%s', (_, metadata, wanted) => expect(fixed(pod(metadata))).toBe(pod(wanted)));

  test('that is a whole item', () =>
    expect(fixed('- {apiVersion: v1, kind: Pod, spec: {}, metadata: {name: web}}\n')).toBe(
      '- {apiVersion: v1, kind: Pod, spec: {}, metadata: {name: web, labels: {component: web}}}\n',
    ));

  test('below a line that ends in a comma', () =>
    expect(
      fixed('- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web # a,\n    labels:\n'),
    ).toContain('component: web'));

  test('and keeps the comment that it holds', () =>
    expect(fixed(pod('{name: web, labels: { # why\n    }}'))).toContain('# why'));
});

describe('a ResourceList in JSON', () => {
  test('may hold a number sign in the string before its end', () => {
    const text = '{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [], "note": "a # b"\n}';
    expect(run(text, false)).toMatchObject({ exitCode: 0, stdout: text });
  });

  const items = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: { app: 'a' } }, spec: {} }];
  const list = { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items };

  test.each([
    ['compact', undefined, ', "component": "web"'],
    ['by two spaces', 2, ',\n          "component": "web"'],
    ['by tabs', '\t', ',\n\t\t\t\t\t"component": "web"'],
  ] as const)('%s gets labels and results, and stays JSON', (_, space, added) => {
    const text = JSON.stringify(list, null, space);
    const { stdout } = run(text, false);
    const { items: after, results } = JSON.parse(stdout);
    expect(after[0].metadata.labels).toEqual({ app: 'a', component: 'web' });
    expect(results).toHaveLength(1);
    const [before = '', rest = ''] = text.split('"a"');
    expect(stdout.startsWith(`${before}"a"${added}${rest.replace(/\s*\}$/, '')}, "results": [`)).toBe(true);
  });

  test('with a byte order mark keeps it', () => {
    const { stdout } = run(`\u{feff}${JSON.stringify(list)}\n`, false);
    expect(stdout).toMatch(/^\u{feff}\{"apiVersion".*\}\n$/u);
    expect(JSON.parse(stdout.slice(1)).items[0].metadata.labels.component).toBe('web');
  });
});
