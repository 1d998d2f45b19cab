import { parse } from 'yaml';
import { run } from '../../src/run';

const top = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';
const given = 'items:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n  spec: {}\n';
const wanted = given.replace('name: web\n', 'name: web\n    labels:\n      component: web\n');

describe('around the items every byte stays', () => {
  test.each([
    ['a byte order mark', '\u{feff}', ''],
    ['a leading ---', '---\n', ''],
    ['a leading --- with a comment', '--- # here\n', ''],
    ['comments and empty lines', '# licence\n\n', '# foot\n\n'],
    [
      'functionConfig before the items',
      'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data: {label: component} # ours\n',
      '',
    ],
    [
      'functionConfig behind the items',
      '',
      'functionConfig: {apiVersion: v1, kind: ConfigMap, data: {label: component}}\n',
    ],
    ['unknown keys', 'x-one: {a: 0777}\nmore:\n- 1e3\n', 'last: |\n  text\n'],
  ])('%s', (_, before, behind) => {
    const { stdout, exitCode } = run(before + top + given + behind, false);
    expect(stdout.replace(/^results:\n[\s\S]*/m, '')).toBe(before + top + wanted + behind);
    expect(exitCode).toBe(0);
  });

  test('comments before, between and behind items', () => {
    const comments = (text: string) =>
      text.replace('items:\n', 'items: # all\n# first\n').concat('# second\n- {kind: ConfigMap} # end\n# foot\n');
    expect(run(top + comments(given), false).stdout).toMatch(top + comments(wanted));
  });

  test('line breaks of Windows, in results too', () => {
    const { stdout } = run((top + given).replaceAll('\n', '\r\n'), false);
    expect(stdout.startsWith((top + wanted).replaceAll('\n', '\r\n'))).toBe(true);
    expect(stdout.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('an end-of-document mark', () => {
    const { stdout } = run(`${top}${given}...\n`, false);
    expect(stdout.startsWith(top + wanted)).toBe(true);
    expect(stdout.endsWith('...\n')).toBe(true);
  });

  test('a whole document that is indented', () => {
    const indent = (text: string) => text.replace(/^(?=.)/gm, '  ');
    const { stdout } = run(indent(top + given), false);
    expect(stdout.startsWith(indent(top + wanted))).toBe(true);
    expect(parse(stdout).results).toHaveLength(1);
  });

  test('in other layouts of items: indented, quoted keys, a flow list', () => {
    for (const layout of [
      (text: string) => text.replace(/^(?=[- ])/gm, '    '),
      (text: string) => text.replace('items:', '"items":'),
    ]) {
      expect(run(top + layout(given), false).stdout.startsWith(top + layout(wanted))).toBe(true);
    }
    const flow = 'items: [{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {}}]\n';
    expect(run(top + flow, false).stdout).toMatch(
      top + flow.replace('name: web', 'name: web, labels: {component: web}'),
    );
  });
});

describe('items', () => {
  test.each(['items: []\n', 'items: [] # none\n', 'items:\n', 'items: null\n', 'items:\n# none\n'])(
    'that are none stay so: %j',
    items => {
      expect(run(top + items, false)).toEqual({ stdout: top + items, stderr: [], exitCode: 0 });
    },
  );

  test('that are not there are added, since hosts demand them', () => {
    expect(parse(run(top, false).stdout)).toHaveProperty('items', []);
    expect(parse(run('{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}', false).stdout)).toHaveProperty(
      'items',
      [],
    );
  });

  test('of one identity are all kept', () => {
    const twice = given + given.slice(given.indexOf('-'));
    expect(run(top + twice, false).stdout.match(/^- apiVersion/gm)).toHaveLength(2);
  });

  test('are told apart where their strings look like items', () => {
    const item =
      '- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: |\n      - kind: Pod\n      items:\n      # no comment\n    b: "x\n      - y"\n';
    expect(run(top + given + item, false).stdout).toMatch(top + wanted + item);
  });
});

describe('results', () => {
  const foreign = '- message: of another function\n  severity: info\n';
  const results = (text: string) => (parse(text, { logLevel: 'silent' }) as { results: { message: string }[] }).results;

  test('of other functions stay, ours are replaced', () => {
    const once = run(`${top}${given}results:\n${foreign}`, false).stdout;
    expect(results(once).map(({ message }) => message)).toEqual([
      'of another function',
      expect.stringContaining('component'),
    ]);
    expect(results(run(once, false).stdout).map(({ message }) => message)).toEqual(['of another function']);
  });

  test('of a failed run are replaced by the next run', () => {
    const bad = `${top}items:\n- {apiVersion: v1, kind: ConfigMap}\nfunctionConfig: {kind: Secret}\n`;
    const once = run(bad, false);
    expect(once.exitCode).toBe(2);
    expect(results(run(once.stdout, false).stdout)).toHaveLength(1);
  });

  test('keep numbers as they are written', () => {
    const { stdout } = run(
      `${top}${given}results:\n- message: m\n  field: {currentValue: 0777, proposedValue: 12345678901234567890}\n`,
      false,
    );
    expect(stdout).toMatch(/0777[\s\S]*12345678901234567890/);
  });

  test('before the items are replaced in place, and the comments behind them stay', () => {
    const { stdout } = run(`${top}results:\n${foreign}# the items\n${given}`, false);
    expect(stdout).toContain(`# the items\n${wanted}`);
    expect(results(stdout)).toHaveLength(2);
  });

  test.each([
    ['with line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without a last line break', (text: string) => text.trimEnd()],
  ])('of other functions stay to the letter %s', (_, layout) => {
    const { stdout, exitCode } = run(layout(`${top}${given}results:\n${foreign}`), false);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(layout(`${top}${wanted}results:\n${foreign}`))).toBe(true);
    expect(results(stdout)).toHaveLength(2);
  });

  test('keep the comments between them when ours are taken out', () => {
    const once = run(`${top}${given}`, false).stdout;
    expect(run(`${once}# theirs\n${foreign}`, false).stdout).toContain(`# theirs\n${foreign}`);
  });

  test('that end in kept line breaks keep them', () => {
    const message = '- message: |+\n    kept\n\n\n';
    const { stdout } = run(`${top}results:\n${message}${given}`, false);
    expect(results(stdout)[0]?.message).toBe('kept\n\n\n');
  });
});
