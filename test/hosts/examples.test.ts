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

/** A package under git, so that its changes can be shown. */
function repositoryOf(example: string) {
  const path = packageOf(example);
  const git = (...args: string[]) =>
    output('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: path });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'before');
  const manifests = () =>
    Object.entries(filesIn(path)).filter(([file]) => !file.startsWith('.git/') && !file.startsWith('.results'));
  return { path, manifests, diff: () => git('diff', '--', '.', ':!.results') };
}

describeHost('kpt', kpt => {
  const ways = [
    ['shop', 'render', ['--allow-exec']],
    ['xdmod-sources', 'eval', ['--exec', program]],
    ['overlays', 'eval', ['--exec', program]],
  ] as const;

  test.each(ways)(
    'examples/%s: `kpt fn %s` makes the expected changes and results, and none when it runs again',
    (example, how, args) => {
      const { path, manifests, diff } = repositoryOf(example);
      const call = () => run(kpt, ['fn', how, path, ...args, '--results-dir', join(path, '.results')]);
      expect(call()).toMatchObject({ status: 0 });
      expectFile(example, 'diff.patch', diff());
      const results = filesIn(join(path, '.results'))['results.yaml'] ?? '';
      expectFile(example, 'results.yaml', results.replaceAll(program, 'component-labels'));
      const once = manifests();
      expect(call()).toMatchObject({ status: 0 });
      expect(manifests()).toEqual(once);
    },
  );

  test.each(['xdmod-sources', 'overlays'])(
    'examples/%s: `kpt fn render` changes the same, and its validator passes',
    example => {
      const { path, diff } = repositoryOf(example);
      expect(run(kpt, ['fn', 'render', path, '--allow-exec'])).toMatchObject({ status: 0 });
      expectFile(
        example,
        'diff.patch',
        diff().replace(/^diff --git a\/Kptfile[\s\S]*?(?=^diff --git|(?![\s\S]))/gm, ''),
      );
    },
  );
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
