import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Result } from '../../src/krm/results';
import { run } from '../../src/run';
import { filesIn } from '../hosts/folder';
import { stdinFor } from '../kustomize/disk';
import { checked } from './worlds';

const root = join(__dirname, '../..');
const parents = ['examples', 'test/kustomize/trees'];
/** What hosts do not send: files that hold nothing. */
const seenByCommandOnly = ['test/kustomize/trees/empty-patches'];
const folders = parents
  .flatMap(parent => readdirSync(join(root, parent)).map(name => join(parent, name)))
  .filter(folder => !seenByCommandOnly.includes(folder));

/** What the function says of files that kpt sends it. */
function told(files: Readonly<Record<string, string>>): readonly Result[] {
  const { stdout } = run(stdinFor(files, { mode: 'Validate' }), false);
  return (parse(stdout, { uniqueKeys: false }) as { results?: readonly Result[] }).results ?? [];
}

function withoutLine({ tags: { line: _, ...tags }, ...result }: Result): Result {
  return { ...result, tags };
}

test.each(seenByCommandOnly)('of %s the command knows what the function has to assume', async folder => {
  const files = filesIn(join(root, folder));
  const { stdout } = await checked(files, ['.', '--output', 'json']);
  const assumed = (results: readonly Result[]) =>
    results.filter(({ tags }) => tags.check === 'kustomization-not-followed');
  expect(assumed(JSON.parse(stdout).results)).toEqual([]);
  expect(assumed(told(files))).toHaveLength(1);
});

test.each(folders)('the command says of %s what the function says', async folder => {
  const files = filesIn(join(root, folder));
  const { stdout, stderr } = await checked(files, ['.', '--output', 'json']);
  expect(stderr).toEqual([]);
  expect(JSON.parse(stdout).results.map(withoutLine)).toEqual(told(files));
});
