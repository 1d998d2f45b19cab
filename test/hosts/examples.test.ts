import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, folder } from './folder';
import { describeHost, output, program, run } from './hosts';

const examples = join(__dirname, '../../examples');

/** Compares with a file in `.expected`; `UPDATE_EXPECTED=1` writes it anew. */
function expectFile(example: string, file: string, text: string): void {
  const path = join(examples, example, '.expected', file);
  if (process.env.UPDATE_EXPECTED) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** The files of an example as a package of its own, with the program in place of the image. */
function packageOf(example: string): string {
  const files = Object.entries(filesIn(join(examples, example))).filter(([path]) => !path.startsWith('.expected'));
  const local = files.map(([path, text]) => [
    path,
    text.replaceAll('image: localhost/component-labels:dev', `exec: ${program}`),
  ]);
  return folder(Object.fromEntries(local));
}

describeHost('kpt', kpt => {
  test('examples/shop: `kpt fn render` makes the expected changes and results, and none when it runs again', () => {
    const path = packageOf('shop');
    const git = (...args: string[]) =>
      output('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: path });
    const render = () => run(kpt, ['fn', 'render', path, '--allow-exec', '--results-dir', join(path, '.results')]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'before');
    expect(render()).toMatchObject({ status: 0 });
    expectFile('shop', 'diff.patch', git('diff', '--', '.', ':!.results'));
    const results = filesIn(join(path, '.results'))['results.yaml'] ?? '';
    expectFile('shop', 'results.yaml', results.replaceAll(program, 'component-labels'));
    const once = filesIn(path)['db.yaml'];
    expect(render()).toMatchObject({ status: 0 });
    expect(filesIn(path)['db.yaml']).toBe(once);
    expectFile('shop', 'diff.patch', git('diff', '--', '.', ':!.results'));
  });
});

describe.each(['kustomize 4', 'kustomize 5'] as const)('examples/xdmod-repaired', name => {
  describeHost(name, kustomize => {
    test('builds what is expected', () => {
      const build = output(kustomize, [
        'build',
        '--enable-alpha-plugins',
        '--enable-exec',
        join(examples, 'xdmod-repaired'),
      ]);
      expectFile('xdmod-repaired', 'build.yaml', build);
    });
  });
});
