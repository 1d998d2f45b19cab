import { posix } from 'node:path';
import { InputError } from '../input-error';
import { isKustomizationFile } from '../krm/classify';
import type { World } from './world';

/** A file to look into. */
export interface Found {
  readonly path: string;
  /** Named on the command line, not come upon in a directory. */
  readonly named: boolean;
}

/** True for the names of files that may hold manifests. */
export const isManifest = (name: string): boolean => /\.(?:ya?ml|json)$/i.test(name) || isKustomizationFile(name);

/** Hidden directories and files are tools' own. */
const isForeign = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/**
 * The files that paths lead to, each once, directories in the order of names.
 * @throws InputError for paths that lead nowhere, and directories without a file to look into
 */
export function filesAt(paths: readonly string[], world: World): readonly Found[] {
  const found = new Map<string, Found>();
  const problems: string[] = [];
  for (const given of paths) {
    const path = posix.normalize(given).replace(/(?<=.)\/$/, '');
    const kind = world.kindOf(path);
    if (kind === 'missing') problems.push(`path '${given}' is not there; it must be a file or a directory`);
    else if (kind === 'file') found.set(path, { path, named: true });
    else {
      const files = filesIn(path, world);
      if (files.length === 0) {
        problems.push(`directory '${given}' holds no YAML and no JSON file; it must hold manifests`);
      }
      for (const file of files) if (!found.has(file)) found.set(file, { path: file, named: false });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return [...found.values()];
}

function filesIn(directory: string, world: World): readonly string[] {
  return world
    .entries(directory)
    .filter(({ name }) => !isForeign(name))
    .flatMap(({ name, isDirectory }) => {
      const path = posix.join(directory, name);
      if (isDirectory) return filesIn(path, world);
      return isManifest(name) ? [path] : [];
    });
}
