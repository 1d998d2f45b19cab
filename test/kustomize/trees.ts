import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Files, filesIn } from '../hosts/folder';
import { directoryOf, kustomizationsIn } from './disk';

/** Kustomizations for tests: a folder of ours, or an example. */
export interface Tree {
  readonly name: string;
  readonly path: string;
  readonly files: Files;
  /** What of it kustomize 4 does not know. */
  readonly only5?: string;
  /** Roots that can't be followed. */
  readonly unfollowed: readonly string[];
}

const folders = [join(__dirname, 'trees'), resolve(__dirname, '../../examples')];

/** Every tree that holds a kustomization and does not run a function, which no plain build could. */
export const trees: readonly Tree[] = folders
  .flatMap(folder => readdirSync(folder).map(name => treeOf(name, join(folder, name))))
  .filter(({ files }) => kustomizationsIn(files).size > 0)
  .filter(({ files }) => !Object.values(files).some(text => /^kind: ComponentLabels$/m.test(text)));

/** Two files beside the kustomizations are about the test: `only-5` at the top, `unfollowed` in a root; each says why. */
function treeOf(name: string, path: string): Tree {
  const { 'only-5': only5, ...others } = filesIn(path);
  const unfollowed = Object.keys(others).filter(file => /(^|\/)unfollowed$/.test(file));
  const files = Object.fromEntries(Object.entries(others).filter(([file]) => !unfollowed.includes(file)));
  return { name, path, files, ...(only5 !== undefined && { only5 }), unfollowed: unfollowed.map(directoryOf) };
}
