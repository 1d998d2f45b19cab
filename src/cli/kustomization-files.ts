import { posix } from 'node:path';
import { asList, asMap, type Data } from '../data/values';
import { isKustomizationFile } from '../krm/classify';
import type { Document } from './documents';
import { isManifest } from './find-files';
import type { World } from './system';

/**
 * The fields of a kustomization that name files and directories, and whether their entries are paths or maps that hold one.
 * Source: kustomize API reference.
 */
const fields: Readonly<Record<string, 'paths' | 'maps'>> = {
  resources: 'paths',
  bases: 'paths',
  components: 'paths',
  configurations: 'paths',
  transformers: 'paths',
  patchesStrategicMerge: 'paths',
  patches: 'maps',
  patchesJson6902: 'maps',
  replacements: 'maps',
};

/** What the kustomizations among the documents build upon, be it there or not: files and directories. */
export function entriesIn(documents: readonly Document[]): ReadonlySet<string> {
  const entries = documents
    .filter(({ path }) => isKustomizationFile(path))
    .flatMap(({ path, value }) => pathsIn(asMap(value) ?? {}).map(text => joined(posix.dirname(path), text)));
  return new Set(entries);
}

/** Everything that the kustomizations may name, whatever for: all their texts, a generator's `key=file` without its key. */
export function namedIn(documents: readonly Document[]): ReadonlySet<string> {
  const named = documents
    .filter(({ path }) => isKustomizationFile(path))
    .flatMap(({ path, value }) =>
      textsIn(value).flatMap(text =>
        [text, text.replace(/^[^=]*=/, '')].map(name => joined(posix.dirname(path), name)),
      ),
    );
  return new Set(named);
}

/** Files behind entries that are not known yet, such as a base beside the overlay that is checked. */
export function filesBehind(
  entries: ReadonlySet<string>,
  known: ReadonlySet<string>,
  world: World,
): ReadonlySet<string> {
  const files = [...entries].flatMap(entry => filesOf(entry, known, world));
  return new Set(files.filter(file => !known.has(file)));
}

/** kustomize reads the keys of kustomizations regardless of case. */
function pathsIn(kustomization: Data): readonly string[] {
  const forms = new Map(Object.entries(fields).map(([name, form]) => [name.toLowerCase(), form]));
  return Object.entries(kustomization).flatMap(([key, value]) => {
    const form = forms.get(key.toLowerCase());
    if (form === undefined) return [];
    const texts = form === 'paths' ? asList(value) : asList(value).flatMap(entry => pathOf(asMap(entry) ?? {}));
    return texts.filter(isPath);
  });
}

const pathOf = (entry: Data): readonly unknown[] =>
  Object.entries(entry).flatMap(([key, value]) => (key.toLowerCase() === 'path' ? [value] : []));

const isPath = (text: unknown): text is string =>
  typeof text === 'string' && text.length < 4096 && /^(?!.*:\/\/).+$/.test(text);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return isPath(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const joined = (directory: string, path: string): string =>
  posix.normalize(posix.join(directory, path)).replace(/(?<=.)\/$/, '');

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

function filesOf(entry: string, known: ReadonlySet<string>, world: World): readonly string[] {
  const ofDirectory = names.map(name => posix.join(entry, name));
  if (known.has(entry) || ofDirectory.some(file => known.has(file))) return [];
  const kind = world.kindOf(entry);
  if (kind === 'file' || kind === 'other') return isManifest(posix.basename(entry)) ? [entry] : [];
  return kind === 'directory' ? ofDirectory.filter(file => world.kindOf(file) === 'file').slice(0, 1) : [];
}
