import type { Data, Resource } from '../resource';
import { type Kustomization, readKustomization } from './kustomization';
import { directoryOf, joined } from './paths';

/** Every file among the items, by its path, with the resources that were read of it. */
export type Files = ReadonlyMap<string, readonly Resource[]>;

/** The kustomizations of the input, by directory, and which of them nobody includes. */
export interface Directories {
  readonly files: Files;
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Directories of kustomizations that no other includes, components aside. */
  readonly roots: readonly string[];
  /** Files that some kustomization names, whatever for. */
  readonly named: ReadonlySet<string>;
}

/** Finds the build roots. */
export function directoriesOf(files: Files, isKustomization: (resource: Resource) => boolean): Directories {
  const kustomizations = new Map<string, Kustomization>();
  for (const [path, resources] of files) {
    const resource = resources.find(isKustomization);
    if (resource) kustomizations.set(directoryOf(path), readKustomization(resource));
  }
  const included = new Set<string>();
  const named = new Set<string>();
  for (const [directory, { resource }] of kustomizations) {
    for (const text of textsOf(resource.value)) {
      const path = joined(directory, text);
      if (files.has(path)) named.add(path);
      if (path !== directory && kustomizations.has(path)) included.add(path);
    }
  }
  const roots = [...kustomizations].flatMap(([directory, { isComponent }]) =>
    isComponent || included.has(directory) ? [] : [directory],
  );
  return { files, kustomizations, roots, named };
}

/** All texts of one line in a kustomization: whatever is a path among them names a file or a directory. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Data).flatMap(([key, part]) => (key === 'metadata' ? [] : textsOf(part)));
}
