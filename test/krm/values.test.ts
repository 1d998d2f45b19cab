import { run } from '../../src/run';
import { fixed, head } from './items';

const pod = (name: string, labels = '') =>
  `- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: ${name}\n${labels}`;

/** Strings that some YAML version reads as a bool, null, number, date or merge key. */
const treacherous = [
  'on',
  'On',
  'off',
  'y',
  'Y',
  'n',
  'yes',
  'no',
  'true',
  'True',
  'false',
  'null',
  'Null',
  'nan',
  'inf',
  '1e3',
  '0777',
  '0o17',
  '1_000',
  '2001-01-01',
  '0x1F',
  '0b11',
  '190',
  '1.5',
  '12e03',
  '685_230.15',
  '1.2.3',
];

describe('a value that YAML reads as something else is quoted', () => {
  test.each(treacherous)('%s in block layout', value => {
    const labels = `    labels:\n      component: "${value}"\n`;
    expect(fixed(pod(`"${value}"`))).toBe(pod(`"${value}"`, labels));
  });

  test.each(treacherous)('%s in flow layout', value => {
    const item = (labels: string) => `- {apiVersion: v1, kind: Pod, spec: {}, metadata: {name: '${value}'${labels}}}\n`;
    expect(fixed(item(''))).toBe(item(`, labels: {component: "${value}"}`));
  });

  test.each(['web', 'web-1', 'a.b', 'one', 'nothing', 'e3', 'x1F', 'null-1'])('but not %s', value => {
    expect(fixed(pod(value))).toBe(pod(value, `    labels:\n      component: ${value}\n`));
  });
});

describe('a label key', () => {
  const config = (label: string) => `functionConfig: {apiVersion: v1, kind: ConfigMap, data: {label: ${label}}}\n`;
  const withKey = (label: string, items: string) => {
    const { stdout } = run(head + items + config(label), false);
    return stdout.slice(head.length, stdout.indexOf('functionConfig:'));
  };

  test('with dots and a slash is one key', () => {
    const key = 'app.kubernetes.io/component';
    expect(withKey(key, pod('web'))).toBe(pod('web', `    labels:\n      ${key}: web\n`));
    const labels = (more: string) => `    labels: {"${key}": old${more}}\n`;
    expect(withKey(key, pod('web', labels('')))).toBe(pod('web', labels('')));
  });

  test.each(['"on"', '"1e3"', '"2001-01-01"'])('%s is quoted', key => {
    expect(withKey(key, pod('web'))).toBe(pod('web', `    labels:\n      ${key}: web\n`));
  });
});

test('what is beside an edit survives, however it is written', () => {
  const rest = `    annotations: {mode: 0777, big: 12345678901234567890, n: 1e3, d: 2001-01-01, o: on, y: y, f: 1.10, x: 0x1F, u: 1_000, t: ~, s: 'it''s', "q": "\\u00e9\\x41"}
  data:
    mode: 0777
    on: yes
    seen: 2001-12-14t21:59:43.10-05:00
    sexagesimal: 12:30:45
    binary: !!binary aGVsbG8=
    infinite: .inf
    empty:
    folded: two
      lines
    ? marked
    : a
`;
  expect(fixed(pod('web', rest))).toBe(
    pod('web', rest.replace('  data:\n', '    labels:\n      component: web\n  data:\n')),
  );
});

test.each(['\n', ''])('what is not relevant is not even read, also at the end %j', end => {
  const broken = '- apiVersion: v1\n  kind: ConfigMap\n  data: {a: [*nothing}\n  "dup": 1\n  "dup": 2';
  expect(fixed(pod('web') + broken + end)).toContain(pod('web', '    labels:\n      component: web\n') + broken);
});

describe('a label that is no string to Kubernetes is refused', () => {
  test.each(['0777', '1e3', '1.5', 'true', '0x1F', '0o17', '.inf', '[a]', '{a: b}'])('%s', value => {
    const { stdout, stderr, exitCode } = run(head + pod('web', `    labels: {app: ${value}}\n`), false);
    expect(exitCode).toBe(1);
    expect(stderr).toEqual([expect.stringContaining('metadata.labels.app')]);
    expect(stdout.startsWith(head + pod('web', `    labels: {app: ${value}}\n`))).toBe(true);
  });
});
