import type { Data } from '../data/values';
import type { Resource } from '../model/resource';
import { type Kustomization, readKustomization } from './kustomization';
import { directoryOf, pathFrom } from './paths';

/** Every file among the items, by its path, with the resources that were read of it. */
export type Files = ReadonlyMap<string, readonly Resource[]>;

/** The kustomizations of the input, by directory, and which of them nobody includes. */
export interface Directories {
  readonly files: Files;
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Directories of kustomizations that no other includes, components aside. */
  readonly roots: readonly string[];
  /** Whether a file that gave no item is there and holds nothing. Under kpt that can't be told from one that is not there. */
  readonly isEmpty: (path: string) => boolean | 'maybe';
  /** Files that some kustomization names, whatever for. */
  readonly named: ReadonlySet<string>;
}

/** Finds the build roots. */
export function directoriesOf(
  files: Files,
  isKustomization: (resource: Resource) => boolean,
  empty?: ReadonlySet<string>,
): Directories {
  const kustomizations = new Map<string, Kustomization>();
  for (const [path, resources] of files) {
    const resource = resources.find(isKustomization);
    const directory = directoryOf(path);
    const other = kustomizations.get(directory);
    if (resource) kustomizations.set(directory, other ? twice(other, directory) : readKustomization(resource));
  }
  const included = new Map<string, readonly string[]>();
  const named = new Set<string>();
  for (const [directory, kustomization] of kustomizations) {
    const paths = (entries: readonly string[]) => entries.map(entry => pathFrom(directory, entry));
    included.set(
      directory,
      paths(includesOf(kustomization)).filter(path => path !== directory),
    );
    for (const path of paths(textsOf(kustomization.resource.value))) if (files.has(path)) named.add(path);
  }
  const seen = new Set([...files.keys()].map(directoryOf));
  const isEmpty = (path: string) => (empty ? empty.has(path) : mayBeEmpty(path, seen));
  return { files, isEmpty, kustomizations, roots: rootsOf(kustomizations, included), named };
}

/** kpt leaves out files without objects; and what lies outside of the package, and directories that a `.krmignore` names, of which it sends nothing. */
const mayBeEmpty = (path: string, seen: ReadonlySet<string>) =>
  /\.ya?ml$/.test(path) && seen.has(directoryOf(path)) ? 'maybe' : false;

/** kustomize refuses a directory with two kustomization files. */
function twice(kustomization: Kustomization, directory: string): Kustomization {
  const problem = 'holds several kustomization files';
  const gap = {
    kustomization: kustomization.resource,
    subject: `directory '${directory}'`,
    problem,
    effect: 'breaks',
  } as const;
  return { ...kustomization, gaps: [...kustomization.gaps, gap] };
}

const includesOf = (kustomization: Kustomization): readonly string[] => [
  ...kustomization.resources,
  ...kustomization.components,
  ...kustomization.transformers,
];

/** Directories that nobody includes; of those that include one another in a circle, one. */
function rootsOf(
  kustomizations: ReadonlyMap<string, Kustomization>,
  included: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const buildable = [...kustomizations.keys()].filter(directory => !kustomizations.get(directory)?.isComponent);
  const children = new Set([...included.values()].flat());
  const reached = new Set<string>();
  const reach = (directory: string): void => {
    if (reached.has(directory)) return;
    reached.add(directory);
    for (const child of included.get(directory) ?? []) reach(child);
  };
  const roots = buildable.filter(directory => !children.has(directory));
  roots.forEach(reach);
  for (const directory of buildable) {
    if (reached.has(directory)) continue;
    roots.push(directory);
    reach(directory);
  }
  return roots;
}

/** All texts of one line in a kustomization, a generator's `key=file` without its key: whatever is a path among them names a file. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [value, value.replace(/^[^=]*=/, '')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Data).flatMap(([key, part]) => (key === 'metadata' ? [] : textsOf(part)));
}
