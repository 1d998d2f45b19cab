import { formatPath } from '../../src/data/path';
import { keysOf, kindTable, podSelectorFields, walk } from '../../src/kinds';
import { readResources } from '../../src/krm/resources';
import { cut } from '../../src/krm/stream';
import { sourcesOf } from '../../src/kustomize';
import type { Files } from '../hosts/folder';
import { buildFolder, joined, type Manifest, rootsIn, stdinFor } from './disk';

const table = kindTable();

type GroupKind = { readonly group: string; readonly kind: string };

/** What of a resource must be as kustomize builds it. */
export interface View {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: unknown;
  readonly podLabels: unknown;
  readonly selectors: Readonly<Record<string, unknown>>;
}

/** The views of each root's resources, by the root's directory. */
export type Views = Readonly<Record<string, readonly View[]>>;

/** What the program holds the roots of these files to be. */
export function effective(files: Files): Views {
  const roots = sourcesIn(files).roots.map(({ directory, resources }) => [
    joined('', directory),
    sorted(resources.filter(isSeen).map(resource => viewOf(resource, resource, resource.value))),
  ]);
  return Object.fromEntries(roots);
}

/** The roots of which the program says that they can't be followed. */
export function unfollowed(files: Files): string[] {
  return sourcesIn(files).roots.flatMap(({ directory, unknown }) => (unknown ? [joined('', directory)] : []));
}

/** True where the program says of these files that versions of kustomize build them otherwise, or that a patch may be empty. */
export function saysThatVersionsDiffer(files: Files): boolean {
  return sourcesIn(files).gaps.some(({ effect }) => effect === 'differs' || effect === 'assumes');
}

const sourcesIn = (files: Files) => sourcesOf(readResources(cut(stdinFor(files)), table));

/** What kustomize builds of the same files, which lie in a folder. */
export function built(kustomize: string, files: Files, path: string): Views {
  const roots = rootsIn(files).map(directory => [
    directory,
    sorted(
      buildFolder(kustomize, `${path}/${directory}`)
        .map(value => ({ groupKind: groupKindOf(value), value }))
        .filter(({ groupKind }) => isSeen(groupKind))
        .map(({ groupKind, value }) => viewOf(groupKind, value.metadata, value)),
    ),
  ]);
  return Object.fromEntries(roots);
}

export function groupKindOf({ apiVersion, kind }: Manifest): GroupKind {
  return { kind, group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '' };
}

/** The selectors over pods that a kind can hold, which of them is its own, and where its pods have their labels. */
export function fieldsOf(groupKind: GroupKind): {
  readonly selectors: readonly string[];
  readonly own?: string | undefined;
  readonly podLabels?: string;
} {
  const { workloads, selectors } = table.rowsOf(groupKind);
  const [workload] = workloads;
  const others = selectors.map(({ path }) => path);
  if (!workload) return { selectors: others };
  const own = workload.selector;
  const podSpec = [...keysOf(workload.podTemplate), ...keysOf(workload.podSpec ?? 'spec')].join('/');
  const ofPods = podSelectorFields.map(({ path }) => `${podSpec}/${path}`);
  return {
    selectors: [...others, ...(own === undefined ? [] : [own]), ...ofPods],
    own,
    podLabels: [...keysOf(workload.podTemplate), ...keysOf(workload.labels ?? 'metadata/labels')].join('/'),
  };
}

const isSeen = (groupKind: GroupKind): boolean => {
  const { workloads, selectors } = table.rowsOf(groupKind);
  return workloads.length > 0 || selectors.length > 0;
};

function viewOf(
  groupKind: GroupKind,
  { name, namespace }: { readonly name: string; readonly namespace?: string },
  value: Manifest,
): View {
  const { selectors, podLabels } = fieldsOf(groupKind);
  const found = selectors.flatMap(field => walk(value, field));
  return {
    kind: groupKind.kind,
    name,
    namespace: namespace ?? '',
    labels: value.metadata.labels ?? {},
    podLabels: (podLabels === undefined ? undefined : walk(value, podLabels)[0]?.value) ?? {},
    selectors: Object.fromEntries(found.map(({ path, value }) => [formatPath(path), value])),
  };
}

const sorted = (views: readonly View[]): readonly View[] => {
  const key = (view: View) => JSON.stringify([view.kind, view.namespace, view.name]);
  return [...views].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};
