import { type Files, filesIn, folder } from './folder';
import { describeHost, output, program, run } from './hosts';
import { after, broken, evaluate } from './kpt-package';

const exec = ['--exec', program];

const withoutComponents = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replace(/^ *component: (db|web)\n/gm, '').replace(/, component: (db|web)(?=})/g, ''),
    ]),
  );

function pipeline(mutators: string, validators: string): string {
  return `${broken.Kptfile}pipeline:\n  mutators: ${mutators}\n  validators: ${validators}\n`;
}

describeHost('kpt', kpt => {
  const cat = after(broken, evaluate(kpt, ['--exec', 'cat'])).files;
  const fixed = after(broken, evaluate(kpt, exec));
  const render = (path: string) => run(kpt, ['fn', 'render', path, '--allow-exec']);

  test('`fn eval` adds the component labels and changes nothing else that `cat` would not', () => {
    expect(fixed.status).toBe(0);
    expect(fixed.files['db.yaml']?.match(/component: db\b/g)).toHaveLength(4);
    expect(fixed.files['web/web.yaml']?.match(/component: web\b/g)).toHaveLength(4);
    expect(withoutComponents(fixed.files)).toEqual(withoutComponents(cat));
  });

  test('every file survives, also two objects of one identity in two files', () => {
    expect(Object.keys(fixed.files)).toEqual(Object.keys(broken).sort());
    expect(fixed.files['first/twin.yaml']).toBe(broken['first/twin.yaml']);
    expect(fixed.files['second/twin.yaml']).toBe(broken['second/twin.yaml']);
    expect(fixed.files['settings.yaml']).toMatch(/0777\n.*1e3\n.*2024-01-02\n.*on: yes\n/);
  });

  test('a second `fn eval` changes nothing, byte for byte', () => {
    const again = after(fixed.files, evaluate(kpt, exec));
    expect(again.status).toBe(0);
    expect(again.files).toEqual(fixed.files);
  });

  test('its results say which Service reached foreign pods, and stderr stays silent', () => {
    expect(fixed.stderr).toMatch(/\[PASS\]/);
    expect(fixed.stderr).toMatch(/Services 'db' and 'web' each reach the pods of both/);
    expect(fixed.stderr).not.toMatch(/Stderr:/);
  });

  test('`--results-dir` gets what was changed, in which file and at which field', () => {
    const results = folder({});
    after(broken, evaluate(kpt, [...exec, '--results-dir', results]));
    const text = filesIn(results)['results.yaml'] ?? '';
    expect(text).toMatch(/path: db\.yaml/);
    expect(text).toMatch(/path: spec\.selector\b/);
    expect(text).toMatch(/proposedValue:\s+app: shop\s+component: db|proposedValue: db/);
  });

  test('a stream passes through `fn source` and `fn eval -`', () => {
    const stream = output(kpt, ['fn', 'source', folder(broken)]);
    const { status, stdout } = run(kpt, ['fn', 'eval', '-', ...exec], { input: stream });
    expect(status).toBe(0);
    expect(stdout.match(/component: db\b/g)).toHaveLength(4);
  });

  test('behind `fn source` nobody shows results: errors and warnings come to stderr', () => {
    const entry =
      'apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {selector: {app: shop}, ports: [{port: 1}]}\n';
    const told = (files: Files) => run(program, [], { input: output(kpt, ['fn', 'source', folder(files)]) }).stderr;
    expect(told({ ...broken, 'entry.yaml': entry })).toMatch(
      /^warning: entry\.yaml: Service 'x' .* \[selector-unresolved\]$/m,
    );
    expect(told(broken)).toBe('');
  });

  test('`mode: Validate` fails on the broken package and touches no file', () => {
    const { status, stderr, files } = after(broken, evaluate(kpt, exec, 'mode=Validate'));
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/\[error\].*Service\/db/);
    expect(files).toEqual(broken);
  });

  test('`mode: Validate` passes on the fixed package and touches no file', () => {
    const { status, files } = after(fixed.files, evaluate(kpt, exec, 'mode=Validate'));
    expect(status).toBe(0);
    expect(files).toEqual(fixed.files);
  });

  test('a wrong functionConfig fails with one clear message and touches no file', () => {
    const { status, stderr, files } = after(broken, evaluate(kpt, exec, 'mode=Mend'));
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/'Mend'/);
    expect(files).toEqual(broken);
  });

  test('a package without resources stays without', () => {
    const { status, files } = after({ 'notes.txt': 'nothing\n' }, evaluate(kpt, exec));
    expect(status).toBe(0);
    expect(files).toEqual({ 'notes.txt': 'nothing\n' });
  });

  test('`fn render` runs it as mutator and as validator, and a second time changes nothing', () => {
    const Kptfile = pipeline(
      `[{exec: ${program}, configMap: {mode: Fix}}]`,
      `[{exec: ${program}, configMap: {mode: Validate}}]`,
    );
    const rendered = after({ ...broken, Kptfile }, render);
    expect(rendered.stderr).toMatch(/Successfully executed 2 function/);
    expect(rendered.files['db.yaml']).toBe(fixed.files['db.yaml']);
    expect(after(rendered.files, render).files).toEqual(rendered.files);
  });

  test('`fn render` with the validator alone fails on the broken package and touches no file', () => {
    const Kptfile = pipeline('[]', `[{exec: ${program}, configPath: config.yaml}]`);
    const config =
      'apiVersion: fn.kpt.dev/v1alpha1\nkind: ComponentLabels\nmetadata: {name: c}\nspec: {mode: Validate}\n';
    const files = { ...broken, Kptfile, 'config.yaml': config };
    const rendered = after(files, render);
    expect(rendered.status).not.toBe(0);
    expect(rendered.stderr).toMatch(/\[error\].*Service\/db/);
    expect(rendered.files).toEqual(files);
  });
});
