import { grouped } from '../data/grouped';
import { asList, asMap, type Data, valueAt } from '../data/values';
import { keysOf, type WorkloadKind, walk } from '../kinds';
import { type Model, model } from '../model';
import type { Edit } from '../model/edit';
import { type Resource, sourcePlaceOf } from '../model/resource';
import type { BuildObserver } from './after-steps';
import { build } from './build';
import { type Directories, directoriesOf, type Files } from './directories';
import { toResource } from './instance';
import type { LabelEntry } from './label-entries';
import { Meanings } from './meanings';
import { directoryOf } from './paths';
import type { Gap } from './steps';
import { withValue } from './with-value';

export type { LabelEntry, LabelWrite } from './label-entries';
export type { Gap, GapEffect, Ref } from './steps';
export { type Difference, differences, versions } from './versions';
export { withLabels } from './with-labels';

/** What is known of the sources of kustomizations: what each root makes of them, and what their authors meant. */
export interface Sources {
  readonly roots: readonly Root[];
  /** Kustomizations that others include: each can be built, and applied, by itself. */
  readonly layers: readonly Root[];
  /** Resources that no kustomization names: they belong to their package. */
  readonly strays: readonly Resource[];
  /** What can't be followed, each once. */
  readonly gaps: readonly Gap[];
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
  /** Its label entries in the order in which they are applied, and what they write. */
  readonly labelEntries: readonly LabelEntry[];
  /** The root as it would be had its kustomizations no labels. */
  readonly withoutLabels: () => Model;
  /** The root after edits to its sources, and what can't be built any more. */
  readonly after: (edits: readonly Edit[]) => {
    readonly resources: readonly Resource[];
    readonly gaps: readonly Gap[];
  };
}

const isBlinding = ({ effect }: Gap): boolean => effect === 'changes' || effect === 'breaks';

/** What the reader tells of the items: see krm/resources.ts. */
export interface SourceInput {
  readonly resources: readonly Resource[];
  readonly kustomizations: readonly Resource[];
  readonly files: Files;
  /** Files that hold nothing, where that is known. */
  readonly empty?: ReadonlySet<string>;
}

/** Follows all kustomizations of the input. */
export function sourcesOf({ resources, kustomizations, files, empty }: SourceInput): Sources {
  const listed = new Set(kustomizations);
  const directories = directoriesOf(files, resource => listed.has(resource), empty);
  const deployed = new Set(resources.map(sourcePlaceOf));
  const roots = directories.roots.map(directory => rootOf(directories, directory, deployed));
  const isLayer = (directory: string) =>
    !directories.roots.includes(directory) && !directories.kustomizations.get(directory)?.isComponent;
  const included = [...directories.kustomizations.keys()].filter(isLayer);
  return {
    roots,
    layers: included.map(directory => rootOf(directories, directory, deployed)).filter(({ unknown }) => !unknown),
    strays: straysOf(directories, resources, roots),
    gaps: gapsOf(roots),
  };
}

/** The gaps of all roots, each once. */
function gapsOf(roots: readonly Root[]): readonly Gap[] {
  const all = roots.flatMap(({ directory, gaps }) => gaps.map(gap => ({ directory, gap })));
  const same = grouped(all, ({ gap }) => `${gap.kustomization.item} ${gap.subject} ${gap.difference}`);
  return [...same.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first.gap, roots: [first, ...others].map(({ directory }) => directory) }] : [],
  );
}

function rootOf(directories: Directories, directory: string, deployed: ReadonlySet<string>): Root {
  const meanings = new Meanings();
  const only = (resources: readonly Resource[]) => resources.filter(resource => deployed.has(sourcePlaceOf(resource)));
  const built = (watch: BuildObserver) => {
    const { instances, gaps } = build(directories, directory, watch);
    return { resources: only(instances.map(toResource)), gaps };
  };
  const kustomization = directories.kustomizations.get(directory)?.resource as Resource;
  const labelled: LabelEntry[] = [];
  const { resources, gaps } = built({
    see: (gathered, moment) => meanings.see(only(gathered), moment),
    wrote: entry => labelled.push(entry),
  });
  const unseen = gaps.find(({ effect }) => effect === 'adds' || effect === 'changes');
  return {
    directory,
    kustomization,
    resources,
    gaps,
    unknown: gaps.some(isBlinding),
    meanings,
    // What its labels would do where kustomize can't build it, is no question.
    labelEntries: gaps.some(({ effect }) => effect === 'breaks')
      ? []
      : labelled.map(entry => (unseen ? { ...entry, unseen: unseen.subject } : entry)),
    withoutLabels: once(() => model(built({ withoutLabels: true }).resources)),
    after: edits => built({ dataOf: dataAfter(edits) }),
  };
}

/** `make`, and what it made from then on. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Resources as edits leave them. */
export function edited(resources: readonly Resource[], edits: readonly Edit[]): readonly Resource[] {
  const dataOf = dataAfter(edits);
  return resources.map(resource => ({ ...resource, value: dataOf(resource) }));
}

/** What sources hold after edits. */
function dataAfter(edits: readonly Edit[]): (resource: Resource) => Data {
  const bySource = grouped(edits, ({ resource }) => sourcePlaceOf(resource));
  return resource =>
    (bySource.get(sourcePlaceOf(resource)) ?? []).reduce(
      (value, { path, proposedValue }) => withValue(value, path, proposedValue) as Data,
      resource.value,
    );
}

/**
 * What no kustomization names is applied by itself (see applications/). Fragments, and what lies in a kustomization's directory under the name of something that is built, are patches that nobody lists: they are left alone.
 */
function straysOf(
  { named, files, kustomizations }: Directories,
  resources: readonly Resource[],
  roots: readonly Root[],
): readonly Resource[] {
  const ref = ({ group, kind, authoredName }: Resource) => `${group}/${kind}/${authoredName}`;
  const pathOf = new Map([...files].flatMap(([path, read]) => read.map(resource => [sourcePlaceOf(resource), path])));
  const built = new Set(roots.flatMap(root => root.resources.map(ref)));
  return resources.flatMap(resource => {
    const path = pathOf.get(sourcePlaceOf(resource));
    if (path === undefined) return [resource];
    const isPatch = isFragment(resource) || (kustomizations.has(directoryOf(path)) && built.has(ref(resource)));
    if (named.has(path) || isPatch) return [];
    return [resource];
  });
}

/** A workload without a selector of its own and without an image is only a part of one. */
function isFragment({ value, rows }: Resource): boolean {
  const isPart = (kind: WorkloadKind): boolean => {
    const hasSelector = kind.selector !== undefined && walk(value, kind.selector).length > 0;
    const podSpec = keysOf(kind.podSpec ?? 'spec');
    const containers = walk(value, kind.podTemplate).flatMap(template =>
      asList(valueAt(template.value, [...podSpec, 'containers'])),
    );
    return !hasSelector && containers.every(container => asMap(container)?.image === undefined);
  };
  return rows.workloads.length > 0 && rows.workloads.every(isPart);
}
