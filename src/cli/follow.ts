import { posix } from 'node:path';
import { isKustomizationFile } from '../krm/classify';
import { asMap, type Data } from '../resource';
import type { Document } from './documents';
import { isManifest } from './walk';
import type { World } from './world';

/** The fields of a kustomization under which files and directories stand. Source: kustomize API reference. */
const fields = [
  'resources',
  'bases',
  'components',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'configurations',
  'transformers',
  'replacements',
];

/** The files that kustomizations build upon and that are not known yet, such as a base beside the overlay that is checked. */
export function builtUpon(
  documents: readonly Document[],
  known: ReadonlySet<string>,
  world: World,
): ReadonlySet<string> {
  const entries = documents
    .filter(({ path }) => isKustomizationFile(path))
    .flatMap(({ path, value }) => followed(asMap(value) ?? {}).map(text => joined(posix.dirname(path), text)));
  const files = [...new Set(entries)].flatMap(entry => filesOf(entry, known, world));
  return new Set(files.filter(file => !known.has(file)));
}

/** kustomize does not mind the case of fields. */
const followed = (kustomization: Data): readonly string[] =>
  Object.entries(kustomization).flatMap(([key, value]) => (folded.has(key.toLowerCase()) ? textsIn(value) : []));

const folded = new Set(fields.map(field => field.toLowerCase()));

/** All texts that may be a path. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(?!.*:\/\/).{1,1000}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const joined = (directory: string, path: string): string =>
  posix.normalize(posix.join(directory, path)).replace(/(?<=.)\/$/, '');

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

function filesOf(entry: string, known: ReadonlySet<string>, world: World): readonly string[] {
  const ofDirectory = names.map(name => posix.join(entry, name));
  if (known.has(entry) || ofDirectory.some(file => known.has(file))) return [];
  const kind = world.kindOf(entry);
  if (kind === 'file') return isManifest(posix.basename(entry)) ? [entry] : [];
  return kind === 'directory' ? ofDirectory.filter(file => world.kindOf(file) === 'file').slice(0, 1) : [];
}
