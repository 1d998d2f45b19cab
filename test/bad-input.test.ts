import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disk } from '../src/cli/disk';
import { cut } from '../src/krm/stream';
import { run } from '../src/run';

const top = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';
const web = '- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n  spec: {}\n';
const list = (items: string) => `${top}items:\n${items}`;
const pod = (field: string) =>
  list(`${web}- apiVersion: v1\n  kind: Pod\n  metadata: {name: db}\n  spec: {}\n${field}`);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, i, names) => `  ${name}: &${name} [${Array(9).fill(i === 0 ? 'x' : `*${names[i - 1]}`)}]\n`)
  .join('');

/** One clear line for every problem, nothing changed, and never a trace of our own insides. */
function expectRefusal(text: string, ...problems: readonly (string | RegExp)[]): void {
  const { stdout, stderr, exitCode } = run(text, false);
  expect(stderr).toEqual(problems.map(problem => expect.stringMatching(problem)));
  for (const line of stderr) expect(line).toMatch(/^error: (?!internal)[^\n]{10,500}$/);
  expect(exitCode).toBe(2);
  if (stdout !== '') expect(stdout.startsWith(text.trimEnd())).toBe(true);
  if (stdout !== '') expect(cut(stdout).items).toHaveLength(cut(text).items.length);
}

describe('stdin that is no ResourceList is refused in one line', () => {
  test.each([
    ['nothing', '', 'stdin is empty'],
    ['empty lines', ' \n\n', 'stdin is empty'],
    ['a comment', '# nothing\n', 'empty'],
    ['a document mark', '---\n', 'empty'],
    ['prose', 'this is\nno YAML: or: is it\n', "can't be read|no map"],
    ['an unclosed quote', `${top}items: "\n`, "can't be read"],
    ['an unclosed flow map', `${top}items: [{\n`, "can't be read"],
    ['a word', 'word\n', 'no map'],
    ['a list', '- a\n', 'no map'],
    ['a Deployment', 'apiVersion: apps/v1\nkind: Deployment\n', "kind 'Deployment'"],
    [
      'a ResourceList of an unknown version',
      'apiVersion: config.kubernetes.io/v2\nkind: ResourceList\n',
      "config.kubernetes.io/v2'",
    ],
    ['a ResourceList without apiVersion', 'kind: ResourceList\nitems: []\n', 'apiVersion'],
    ['two documents', `${list(web)}---\n${list(web)}`, 'several YAML documents'],
    ['items that are a map', `${top}items: {a: b}\n`, 'items'],
    ['items that are a string', `${top}items: web\n`, 'items'],
    ['items that are a map in block layout', `${top}items:\n  a: b\n`, 'items'],
    ['a key twice', `${top}items: []\nitems: []\n`, 'twice'],
    [
      'JSON that is cut off',
      '{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"a":',
      "can't be read",
    ],
    [
      'JSON with more behind it',
      '{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[]} x',
      "can't be read",
    ],
    [
      'deep nesting in JSON',
      `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[${nested(10_000)}]}`,
      'nested too deeply',
    ],
    ['a tab at the margin', pod('  x:\n\t- a\n'), 'line 14: a tab'],
    ['zero bytes', '\0\0\0\0', "can't be read|no map"],
  ])('%s', (_, text, problem) => expectRefusal(text, new RegExp(problem)));
});

describe('an item that can be neither workload nor selector passes through untouched, without a word', () => {
  test.each([
    ['a string', list(`${web}- word\n`)],
    ['a number', list(`- 5\n${web}`)],
    ['a list', list(`${web}- [a]\n`)],
    ['null', list(`${web}- null\n`)],
    ['nothing', list(`${web}-\n`)],
    ['a string in a List', list(`${web}- {apiVersion: v1, kind: List, items: [word]}\n`)],
    [
      'a configuration file without a name',
      list(`${web}- {apiVersion: kind.x-k8s.io/v1alpha4, kind: Cluster, nodes: []}\n`),
    ],
    ['one of a group of its own', list(`${web}- {apiVersion: config.example.com/v1, kind: Service, x: *y}\n`)],
    ['no YAML and nothing about pods', list(`${web}- {a: [}\n`)],
    ['a ConfigMap whose name is a number', list(`${web}- {apiVersion: v1, kind: ConfigMap, metadata: {name: 5}}\n`)],
    [
      'a quoted line that looks like an item',
      list(`${web}- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: 'x\n- y'\n`),
    ],
    [
      'quoted lines that look like a workload',
      list(
        `${web}- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: 'x\n- apiVersion: v1\n  kind: Pod\n  spec: {containers: []}'\n`,
      ),
    ],
  ])('%s', (_, text) => {
    const { stdout, stderr, exitCode } = run(text, false);
    expect([stderr, exitCode]).toEqual([[], 0]);
    const labels = '  metadata:\n    name: web\n    labels:\n      component: web\n';
    expect(stdout.replace(/^results:\n[\s\S]*/m, '')).toBe(text.replace('  metadata:\n    name: web\n', labels));
  });
});

/** One error about the item; nothing is written beside it, and what stands in another namespace is repaired. */
function expectTold(text: string, problem: RegExp): void {
  const other = '- {apiVersion: v1, kind: Pod, metadata: {name: far, namespace: other}, spec: {}}\n';
  const { stdout, stderr, exitCode } = run(text + other, false);
  expect(stderr).toEqual([expect.stringMatching(problem)]);
  expect(stderr[0]).toMatch(/^error: (?!internal)[^\n]{10,500} \[resource-not-understood\]$/);
  expect(exitCode).toBe(1);
  const isRead = !/can't be read/.test(stderr[0] ?? '');
  const written = isRead ? other.replace('other}', 'other, labels: {component: far}}') : other;
  expect(stdout.startsWith(text + written)).toBe(true);
}

describe('a workload or selector that can not be understood is told in one line, and all items come back', () => {
  test.each([
    [
      'a misspelt annotation of ours',
      pod('').replace('{name: db}', '{name: db, annotations: {component-labels.fn.kpt.dev/select: Pod/a}}'),
      'annotation `component-labels.fn.kpt.dev/select` of Pod/db is unknown; it must be',
    ],
    [
      'labels that are a list',
      pod('').replace('{name: db}', '{name: db, labels: [a]}'),
      'Pod/db: `metadata.labels` is a list',
    ],
    [
      'labels that are a string',
      pod('').replace('{name: db}', '{name: db, labels: a}'),
      'Pod/db: `metadata.labels` is the string',
    ],
    [
      'a label that is a number',
      pod('').replace('{name: db}', '{name: db, labels: {a: 5}}'),
      'Pod/db: `metadata.labels.a` is the number 5',
    ],
    [
      'a label that is a list',
      pod('').replace('{name: db}', '{name: db, labels: {a: [b]}}'),
      'Pod/db: `metadata.labels.a` is a list',
    ],
    [
      'a selector that is a list',
      list('- {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: [a]}}\n'),
      'Service/db: `spec.selector` is a list',
    ],
    [
      'matchExpressions that are a map',
      list(
        '- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: db}, spec: {selector: {matchExpressions: {a: b}}}}\n',
      ),
      'PodDisruptionBudget/db: `spec.selector.matchExpressions` is a map',
    ],
    ['a name that is a number', pod('').replace('{name: db}', '{name: 1e3}'), '`metadata.name` is the number'],
    ['a key twice', pod('  spec: {}\n'), "line 13: key 'spec' stands twice"],
    [
      'a label twice',
      pod('').replace('{name: db}', '{name: db, labels: {a: b, a: c}}'),
      "line 11: key 'a' stands twice",
    ],
    ['an alias bomb', pod(bomb), 'aliases expand'],
    ['an alias without anchor', pod('  x: *nothing\n'), "alias '\\*nothing'"],
    ['an alias inside its own anchor', pod('  x: &a [*a]\n'), "alias '\\*a'"],
    ['deep nesting', pod(`  x: ${nested(10_000)}\n`), 'nested too deeply'],
    [
      'deep nesting in lines',
      pod(`  x:\n${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i + 3)}a:\n`).join('')}`),
      'nested too deeply',
    ],
  ])('%s', (_, text, problem) => expectTold(text, new RegExp(problem)));

  test('no name: a warning, for nothing of that kind can be in a cluster', () => {
    const { stderr, exitCode } = run(pod('').replace('{name: db}', '{}'), false);
    expect(stderr).toEqual([
      expect.stringMatching(/^warning: item 1 \(Pod\) has no `metadata.name`.*resource-not-understood/),
    ]);
    expect(exitCode).toBe(0);
  });

  test('a namespace that is a number is taken for what it was meant to be', () => {
    const text = list('- {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: 5}, spec: {}}\n');
    const { stdout, stderr, exitCode } = run(text, false);
    expect(stderr).toEqual([
      expect.stringMatching(/^error: .*`metadata.namespace` is the number 5; it must be a string/),
    ]);
    expect([stdout.startsWith(text), exitCode]).toEqual([true, 1]);
  });

  test('every problem of a run gets its line', () => {
    const text = list(`- word\n${web.replace('name: web', 'name: 5')}- {kind: Service, spec: {selector: x\n`);
    const { stdout, stderr, exitCode } = run(text, false);
    expect(stderr).toEqual([
      expect.stringMatching(/item 1 \(Pod\): `metadata.name`/),
      expect.stringMatching(/item 2 can't be read/),
    ]);
    expect(exitCode).toBe(1);
    expect(stdout.startsWith(text)).toBe(true);
  });

  test('line breaks in what a user wrote do not break the line', () => {
    const { stderr } = run(
      list('- {apiVersion: v1, kind: Pod, metadata: {name: "a\\nerror: b", labels: {component: "!"}}, spec: {}}\n'),
      false,
    );
    expect(stderr).toHaveLength(1);
    expect(stderr[0]).not.toContain('\n');
  });
});

describe('what looks bad and is not', () => {
  test.each(['- metadata: {name: x}\n', '- {}\n', '- kind: 5\n', '- kind: null\n'])(
    'an item without a kind stays as it is: %j',
    item => {
      const { stdout, exitCode } = run(list(item), false);
      expect([stdout, exitCode]).toEqual([list(item), 0]);
    },
  );

  test('a label called __proto__ is only a label', () => {
    const item =
      '- apiVersion: v1\n  kind: Pod\n  metadata: {name: web, labels: {__proto__: a, constructor: b}}\n  spec: {}\n';
    const { stdout, exitCode } = run(list(item), false);
    expect(stdout).toMatch(list(item).replace('constructor', 'component: web, constructor'));
    expect(exitCode).toBe(0);
    expect({}).not.toHaveProperty('component');
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test('an alias bomb in an item that does not matter', () => {
    const text = list(`- kind: ConfigMap\n${bomb}`);
    expect(run(text, false)).toMatchObject({ stdout: text, exitCode: 0 });
  });
});

describe('a functionConfig that can not be understood is refused, and nothing is changed', () => {
  const ours = (spec: string) =>
    `${list(web)}functionConfig:\n  apiVersion: fn.kpt.dev/v1alpha1\n  kind: ComponentLabels\n  spec: ${spec}\n`;
  const configMap = (data: string) => `${list(web)}functionConfig: {apiVersion: v1, kind: ConfigMap, data: ${data}}\n`;
  test.each([
    ['an unknown field', ours('{lable: x}'), "`spec.lable` is no field; it must be .*'label'"],
    ['a wrong value', ours('{mode: fix}'), "`spec.mode` is 'fix'; it must be 'Fix' or 'Validate'"],
    [
      'a list for a word',
      ours('{stage: [Labels]}'),
      "`spec.stage` is .*; it must be 'Labels', 'Routing' or 'Complete'",
    ],
    ['a number for a string', ours('{label: 5}'), '`spec.label` is 5; it must be a string'],
    ['a string for a list', ours('{components: web}'), "`spec.components` is 'web'; it must be a list"],
    ['an unknown check', ours('{checks: {nothing: "off"}}'), '`spec.checks.nothing` is no field'],
    ['an unknown severity', ours('{checks: {service-selects-many: fatal}}'), "'fatal'; it must be 'error'"],
    ['a spec that is a list', ours('[]'), '`spec` is'],
    ['a label that is no key', ours('{label: "a b"}'), "'a b'; it must be a label key"],
    [
      'a component that is no label value',
      ours('{components: [{component: "a b", workloads: [Pod/web]}]}'),
      "'a b'; it must be a label value",
    ],
    ['a workload that is not there', ours('{components: [{component: a, workloads: [Pod/wep]}]}'), 'Pod/wep'],
    ['a selector that is not there', ours('{selectors: [{selector: Service/a, selects: [Pod/web]}]}'), 'Service/a'],
    ['no workloads', ours('{components: [{component: a, workloads: []}]}'), 'at least one'],
    ['a missing field', ours('{selectors: [{selector: Service/a}]}'), '`spec.selectors\\[0\\].selects` is missing'],
    ['__proto__', ours('{__proto__: {mode: Validate}}'), '`spec.__proto__` is no field'],
    ['items: Omit while fixing', ours('{items: Omit}'), "`mode` must be 'Validate'"],
    [
      'an option in a ConfigMap that is no text',
      configMap('{checks: x}'),
      "`data.checks` can not stand in a ConfigMap; it must stand under `spec` of a 'fn.kpt.dev/v1alpha1' 'ComponentLabels'",
    ],
    ['an unknown key in a ConfigMap', configMap('{stages: Labels}'), '`data.stages` is no field'],
    ['a wrong value in a ConfigMap', configMap('{stage: yes}'), "`data.stage` is 'yes'"],
    ['a ConfigMap whose data are a list', configMap('[mode]'), 'data'],
    ['another kind', `${list(web)}functionConfig: {apiVersion: v1, kind: Secret}\n`, "kind 'Secret'"],
    ['a string', `${list(web)}functionConfig: word\n`, 'functionConfig is no map'],
    ['what is no YAML', `${list(web)}functionConfig: {a: [}\n`, "can't be read"],
  ])('%s', (_, text, problem) => expectRefusal(text, new RegExp(problem)));

  test('items: Omit where kpt would delete the files', () =>
    expectRefusal(
      ours('{items: Omit, mode: Validate}').replace(
        'name: web',
        'name: web\n    annotations: {config.kubernetes.io/path: a.yaml}',
      ),
      'kpt',
    ));

  test('every problem gets its line', () =>
    expectRefusal(ours('{mode: fix, stage: All, more: 1}'), 'more', 'mode', 'stage'));
});

describe('as a process', () => {
  const program = join(__dirname, '../dist/component-labels.cjs');
  const children: ReturnType<typeof start>[] = [];
  const start = (env: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, [program], { env: { ...process.env, ...env }, stdio: 'pipe' });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function answer(input: Iterable<string | Buffer>) {
    const child = start();
    children.push(child);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => err.push(chunk));
    child.stdin.on('error', () => undefined);
    for (const chunk of input)
      if (!child.stdin.write(chunk)) await Promise.race([once(child.stdin, 'drain'), once(child, 'exit')]);
    child.stdin.end();
    const [code] = await once(child, 'close');
    return { code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() };
  }

  test.each([
    ['empty stdin', '', 'stdin is empty'],
    ['a byte that is no UTF-8', Buffer.concat([Buffer.from(list(web)), Buffer.from([0xff])]), 'not UTF-8'],
    ['UTF-16', Buffer.from(list(web), 'utf16le'), "can't be read|not UTF-8|no map"],
    ['half a letter', Buffer.concat([Buffer.from(list(web)), Buffer.from([0xc3])]), 'not UTF-8'],
  ])('%s: one line, exit 2, empty stdout', async (_, input, problem) => {
    const { code, stdout, stderr } = await answer([input]);
    expect([code, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^error: .*(${problem}).*\n$`));
  });

  test('bytes come back as they came, whatever the letters', async () => {
    const text = `\u{feff}${list(`- kind: ConfigMap\n  data: {a: "日本語 🚀 \u{2028}"} # Grüße\n`)}`;
    const { code, stdout } = await answer(Array.from(Buffer.from(text), byte => Buffer.from([byte])));
    expect([code, stdout.toString()]).toEqual([0, text]);
  });

  test('a stdout that closes early: one line, no trace, not exit 0', async () => {
    const child = start();
    children.push(child);
    let stderr = '';
    child.stderr.on('data', chunk => (stderr += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.on('error', () => undefined);
    child.stdin.end(list(`- kind: ConfigMap\n  data: {a: ${'x'.repeat(5e6)}}\n`));
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(stderr).toBe('error: stdout was closed before all was written\n');
  });

  describe('a full disk', () => {
    /** The program with stdout open as a file. */
    const toFile = (file: string, args: readonly string[], input: string) => {
      const out = openSync(file, 'w');
      const stdio: StdioOptions = ['pipe', out, 'pipe'];
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], { input, stdio, encoding: 'utf8' });
      closeSync(out);
      return { status, stderr };
    };
    const full = { status: 2, stderr: "error: stdout can't be written: the disk is full\n" };
    const manyItems = list(web.replace('web', 'x'.repeat(100)).repeat(1500));

    test('is told, and never taken for a whole answer', () => {
      expect(toFile('/dev/full', [], manyItems)).toEqual(full);
      expect(toFile('/dev/full', ['check'], web.slice(2).replaceAll('\n  ', '\n'))).toEqual(full);
      expect(toFile('/dev/full', ['--help'], '')).toEqual(full);
    });

    const mounted = () => {
      const directory = mkdtempSync(join(tmpdir(), 'small-'));
      const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]);
      return { directory, isMounted: status === 0 };
    };

    test('that takes a part is told too, and a report that was there stays', () => {
      const { directory, isMounted } = mounted();
      if (!isMounted) return; // only root may mount; /dev/full shows the rest
      try {
        expect(toFile(join(directory, 'out'), [], manyItems)).toEqual(full);
        rmSync(join(directory, 'out'));
        const report = join(directory, 'report.json');
        writeFileSync(report, 'old');
        const written = () => disk.write([{ path: report, text: 'x'.repeat(200_000) }]);
        expect(written).toThrow(`'${report}' can't be written: the disk is full`);
        expect([readFileSync(report, 'utf8'), readdirSync(directory)]).toEqual(['old', ['report.json']]);
      } finally {
        spawnSync('umount', [directory]);
      }
    });
  });

  test('a stderr that is closed does no harm', async () => {
    const child = start();
    children.push(child);
    child.stderr.destroy();
    child.stdin.end('word');
    expect((await once(child, 'close'))[0]).toBe(2);
  });

  test('a stream of 200 MB comes back whole', async () => {
    const line = '      a line of some schema text: "value" {x} and so on\n';
    const big = (i: number) =>
      Buffer.from(
        `- apiVersion: v1\n  kind: ${i % 2 ? 'ConfigMap' : 'CustomResourceDefinition'}\n  metadata:\n    name: c${i}\n  data:\n    text: |\n${line.repeat(18_000)}`,
      );
    const chunks = [Buffer.from(list(web)), ...Array.from({ length: 200 }, (_, i) => big(i))];
    const { code, stdout, stderr } = await answer(chunks);
    expect([code, stderr]).toEqual([0, '']);
    const given = Buffer.concat(chunks);
    expect(given.length).toBeGreaterThan(190e6);
    const added = Buffer.from('    labels:\n      component: web\n');
    const at = given.indexOf('  spec: {}');
    expect(stdout.subarray(0, at).equals(given.subarray(0, at))).toBe(true);
    expect(stdout.subarray(at, at + added.length).equals(added)).toBe(true);
    expect(stdout.subarray(at + added.length, given.length + added.length).equals(given.subarray(at))).toBe(true);
  });
});
