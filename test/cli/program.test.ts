import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folder } from '../hosts/folder';
import { broken } from './worlds';

const root = join(__dirname, '../..');
const program = join(root, 'dist/component-labels.cjs');
const run = (cwd: string, args: readonly string[], input = '') =>
  spawnSync(process.execPath, [program, ...args], { cwd, input, encoding: 'utf8' });

describe('the program, as built', () => {
  test('checks a directory', () => {
    const { stdout, stderr, status } = run(root, ['check', 'examples/xdmod']);
    expect(stdout).toMatch(
      /^ {2}examples\/xdmod\/mariadb\.yaml:6: error: Service 'mariadb' sends 1\/2 .*\[service-selects-many\]$/m,
    );
    expect(stdout).toMatch(/\n5 errors, 1 info in 6 resources of 4 files\n$/);
    expect([stderr, status]).toEqual(['', 1]);
  });

  test('checks stdin', () => {
    expect(run(root, ['check', '--output', 'github'], broken)).toMatchObject({
      stdout: expect.stringMatching(/^::error file=stdin,line=16,/),
      status: 1,
    });
  });

  test('tells in one line what it does not understand', () => {
    expect(run(folder({}), ['check', 'nowhere'])).toMatchObject({
      stdout: '',
      stderr: "error: path 'nowhere' is not there; it must be a file or a directory\n",
      status: 2,
    });
  });

  test.each([[['--help']], [['check', '--help']]])('%j tells of the command', args => {
    expect(run(root, args)).toMatchObject({ stdout: expect.stringContaining('component-labels check ['), status: 0 });
  });

  test('tells of the checks where it is asked about `check`', () => {
    expect(run(root, ['--help']).stdout).not.toContain('service-selects-many');
    expect(run(root, ['check', '--help']).stdout).toContain('service-selects-many (error)');
  });

  test('is a function still where it has no arguments', () => {
    const list = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n';
    expect(run(root, [], list)).toMatchObject({ stdout: list, status: 0 });
  });
});
