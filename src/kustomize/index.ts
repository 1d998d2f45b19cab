import type { Edit } from '../edit';
import { grouped } from '../grouping';
import { type Data, type Resource, sourcePlaceOf } from '../resource';
import { build, type Watch } from './build';
import { type Directories, directoriesOf, type Files } from './directories';
import { toResource } from './instance';
import { Meanings } from './meanings';
import { directoryOf } from './paths';
import type { Gap } from './steps';
import { withValue } from './with-value';

export type { Gap, Ref } from './steps';

/** What is known of the sources of kustomizations: what each root makes of them, and what their authors meant. */
export interface Sources {
  readonly roots: readonly Root[];
  /** Resources that no kustomization names: they belong to their package. */
  readonly strays: readonly Resource[];
  /** What can't be followed, each once. */
  readonly gaps: readonly Gap[];
  /** Resources as edits leave them. */
  readonly edited: (resources: readonly Resource[], edits: readonly Edit[]) => readonly Resource[];
}

/** A kustomization that no other includes, as far as it can be followed. */
export interface Root {
  readonly directory: string;
  readonly kustomization: Resource;
  /** Effective resources; each knows its source. */
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  /** It holds what changes its resources in a way that can't be known. */
  readonly unknown: boolean;
  readonly meanings: Meanings;
  /** The root as it would be had its kustomizations no labels. */
  readonly withoutLabels: () => readonly Resource[];
  /** The root after edits to its sources. */
  readonly after: (edits: readonly Edit[]) => readonly Resource[];
}

/** What the reader tells of the items: see krm/resources.ts. */
export interface SourceInput {
  readonly resources: readonly Resource[];
  readonly kustomizations: readonly Resource[];
  readonly files: Files;
}

/** Follows all kustomizations of the input. */
export function sourcesOf({ resources, kustomizations, files }: SourceInput): Sources {
  const listed = new Set(kustomizations);
  const directories = directoriesOf(files, resource => listed.has(resource));
  const deployed = new Set(resources.map(sourcePlaceOf));
  const roots = directories.roots.map(directory => rootOf(directories, directory, deployed));
  return {
    roots,
    strays: straysOf(directories, resources, roots),
    edited: (received, edits) => {
      const dataOf = edited(edits);
      return received.map(resource => ({ ...resource, value: dataOf(resource) }));
    },
    gaps: [
      ...new Map(
        roots.flatMap(({ gaps }) => gaps.map(gap => [`${gap.kustomization.item} ${gap.what}`, gap] as const)),
      ).values(),
    ],
  };
}

function rootOf(directories: Directories, directory: string, deployed: ReadonlySet<string>): Root {
  const meanings = new Meanings();
  const only = (resources: readonly Resource[]) => resources.filter(resource => deployed.has(sourcePlaceOf(resource)));
  const { instances, gaps } = build(directories, directory, {
    see: (gathered, moment) => meanings.see(only(gathered), moment),
  });
  const built = (watch: Watch) => only(build(directories, directory, watch).instances.map(toResource));
  return {
    directory,
    kustomization: directories.kustomizations.get(directory)?.resource as Resource,
    resources: only(instances.map(toResource)),
    gaps,
    unknown: gaps.some(({ effect }) => effect === 'changes'),
    meanings,
    withoutLabels: () => built({ withoutLabels: true }),
    after: edits => built({ dataOf: edited(edits) }),
  };
}

/** What sources hold after edits. */
function edited(edits: readonly Edit[]): (resource: Resource) => Data {
  const bySource = grouped(edits, ({ resource }) => sourcePlaceOf(resource));
  return resource =>
    (bySource.get(sourcePlaceOf(resource)) ?? []).reduce(
      (value, { path, proposedValue }) => withValue(value, path, proposedValue) as Data,
      resource.value,
    );
}

/**
 * What no kustomization names belongs to its package: the nearest Kptfile's or, without one, its directory. A file that is about a
 * resource of a root is a patch that nobody lists: it is left alone.
 */
function straysOf(
  { named, files }: Directories,
  resources: readonly Resource[],
  roots: readonly Root[],
): readonly Resource[] {
  const ref = ({ group, kind, authoredName }: Resource) => `${group}/${kind}/${authoredName}`;
  const pathOf = new Map([...files].flatMap(([path, read]) => read.map(resource => [sourcePlaceOf(resource), path])));
  const built = new Set(roots.flatMap(root => root.resources.map(ref)));
  return resources.flatMap(resource => {
    const path = pathOf.get(sourcePlaceOf(resource));
    if (path === undefined) return [resource];
    if (named.has(path) || built.has(ref(resource))) return [];
    return resource.package.includes('\n') ? [resource] : [{ ...resource, package: directoryOf(path) }];
  });
}
