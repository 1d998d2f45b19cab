import { parse } from 'yaml';
import { answer, fixed } from './items';

const deployment = (metadata: string, matchLabels: string, template: string) => `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    labels: ${metadata}
  spec:
    selector:
      matchLabels: ${matchLabels}
    template:
      metadata:
        labels: ${template}
      spec: {}
`;

describe('an anchored map', () => {
  test('that all labels of a workload share is changed once', () =>
    expect(fixed(deployment('&l {app: web}', '*l', '*l'))).toBe(
      deployment('&l {app: web, component: web}', '*l', '*l'),
    ));

  test('in block layout is changed once', () =>
    expect(fixed(deployment('&l\n      app: web', '*l', '*l'))).toBe(
      deployment('&l\n      app: web\n      component: web', '*l', '*l'),
    ));

  test('that nobody aliases is changed as any other', () =>
    expect(fixed(deployment('&a {app: web}', '&b {app: web}', '&c {app: web}'))).toBe(
      deployment('&a {app: web, component: web}', '&b {app: web, component: web}', '&c {app: web, component: web}'),
    ));
});

describe('what else shares an anchor stays as it is', () => {
  const dataOf = (items: string) => (parse(items) as unknown[])[0];

  test.each([
    [
      'an annotation',
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    labels: &l {app: web}\n    annotations: *l\n`,
      'annotations',
    ],
    [
      'a merge key',
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    labels: &l {app: web}\n    annotations: {<<: *l, b: c}\n`,
      'annotations',
    ],
    [
      'the name',
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    annotations: {component-labels.fn.kpt.dev/component: new}\n    labels: {component: &c web}\n    name: *c\n`,
      'name',
    ],
  ])('%s', (_, items, field) => {
    const metadata = (text: string) => (dataOf(text) as { metadata: Record<string, unknown> }).metadata[field];
    expect(metadata(fixed(items))).toEqual(metadata(items));
    expect(answer(items).stderr.join('\n')).not.toContain('internal error');
  });

  test('another item', () => {
    const items = `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    labels: &l {app: web}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: c}\n  data: *l\n`;
    const data = (text: string) => (parse(text) as { items: { data: unknown }[] }).items[1]?.data;
    const { stdout, exitCode } = answer(items);
    if (exitCode !== 2) expect(data(stdout)).toEqual({ app: 'web' });
  });
});

describe('an alias', () => {
  test('in the selector alone is written out', () =>
    expect(
      fixed(
        deployment('{component: web}', '*l', '{app: web}').replace(
          'name: web',
          'name: web\n    annotations: &l {app: web}',
        ),
      ),
    ).toBe(
      deployment('{component: web}', '{app: web, component: web}', '{app: web, component: web}').replace(
        'name: web',
        'name: web\n    annotations: &l {app: web}',
      ),
    ));

  test('as the value of a label is replaced, not followed', () => {
    const pod = (value: string) =>
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: &c web\n    annotations: {component-labels.fn.kpt.dev/component: new}\n    labels:\n      component: ${value}\n`;
    expect(fixed(pod('*c'))).toBe(pod('new'));
  });
});

describe('a merge key', () => {
  test('beside labels lets a label be added', () => {
    const labels = '{<<: *l, tier: a}';
    const more = '{<<: *l, tier: a, component: web}';
    const anchor = (text: string) => text.replace('name: web', 'name: web\n    annotations: &l {app: web}');
    expect(fixed(anchor(deployment(labels, labels, labels)))).toBe(anchor(deployment(more, more, more)));
  });

  test('that brings the whole metadata is refused in words, and nothing is changed', () => {
    const items = `- apiVersion: batch/v1\n  kind: Job\n  metadata: {name: web, labels: {component: web}}\n  x: &m {metadata: {labels: {app: web}}}\n  spec:\n    template:\n      <<: *m\n      spec: {}\n`;
    const { stderr, exitCode } = answer(items);
    expect(fixed(items)).toBe(items);
    expect(exitCode).not.toBe(0);
    expect(stderr.join('\n')).toMatch(/merge key/);
  });
});

test.each([
  ['an anchor on a key', '&k app: web'],
  ['a tag on a key', '!!str app: web'],
  ['a key that is marked with ?', '? app\n      : web'],
  ['a tag on the map', '!!map\n      app: web'],
  ['a block scalar as the value to be replaced', 'component: |-\n        old'],
  ['a comment in place of the value to be replaced', 'component: # why'],
  ['an anchor on the value to be replaced', 'component: &c old'],
])('%s is no internal error', (_, labels) => {
  const glue = labels.startsWith('!!map') ? ' ' : '\n      ';
  const { stderr, exitCode } = answer(
    `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    annotations: {component-labels.fn.kpt.dev/component: new}\n    labels:${glue}${labels}\n`,
  );
  expect(stderr.join('\n')).not.toContain('internal error');
  expect(exitCode).toBeLessThan(2);
});

test.each(['|-', '>-', '|'])(
  'a label that is a block scalar (%s) is replaced and does not swallow the line behind it',
  style => {
    const pod = (value: string) =>
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    annotations: {component-labels.fn.kpt.dev/component: new}\n    labels:\n      component: ${value}\n`;
    const behind = 'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data: {label: component}\n';
    expect(fixed(pod(`${style}\n        old`) + behind)).toBe(pod('new') + behind);
  },
);

test.each(['&l null', '!!null null', '&l ~ # c'])(
  'a null that bears more than itself (%s) is refused in words',
  labels => {
    const { stderr, exitCode } = answer(
      `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web\n    labels: ${labels}\n`,
    );
    expect(stderr.join('\n')).toContain('must be written plainly');
    expect(exitCode).toBe(1);
  },
);
