import { posix } from 'node:path';
import { deepFreeze } from '../data/freeze';
import { noRows, outsideLabels, plainKinds, transformerKinds } from '../kinds';
import type { Problem } from '../model/input-error';
import { labelMapsOf } from '../model/label-maps';
import type { Resource } from '../model/resource';
import { type Package, packageAt } from '../model/scope';
import { shapeOf } from '../model/unknown-kind-shape';
import type { Tree } from './tree';

/** The items that matter, read. */
export interface Input {
  readonly resources: readonly Resource[];
  /** What of them can't be understood. */
  readonly problems: readonly Problem[];
  /** Objects outside the tables that look like workloads or selectors, or may put labels on pods. */
  readonly unknownKinds: readonly Resource[];
  /** Objects that have labels written on what a package or a kustomization holds. */
  readonly labellers: readonly Resource[];
  /** The host that sent them shows its users the results. */
  readonly showsResults: boolean;
  /** Kustomization files among the items: then these are sources, not a rendered result. */
  readonly kustomizations: readonly Resource[];
  /** Every file among the items, by its path from the top, with what was read of it; empty without kustomizations. */
  readonly files: ReadonlyMap<string, readonly Resource[]>;
  /** What was read of the items, by place, for whoever writes them; empty where it would take too much memory. */
  readonly trees: ReadonlyMap<number, Tree>;
}

/** Keys of the annotations by which hosts speak. */
export const keys = {
  path: ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path'],
  index: ['internal.config.kubernetes.io/index', 'config.kubernetes.io/index'],
  packagePath: 'internal.config.kubernetes.io/package-path',
  kustomizeId: 'kustomize.config.k8s.io/id',
  kptId: 'internal.config.kubernetes.io/annotations-migration-resource-id',
  previousNames: 'internal.config.kubernetes.io/previousNames',
  previousNamespaces: 'internal.config.kubernetes.io/previousNamespaces',
  localConfig: 'config.kubernetes.io/local-config',
} as const;

const { join, normalize } = posix;

const kustomizationFiles = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** Sets apart what is no deployed resource, and gives every resource the package of its nearest Kptfile. */
export function classify(
  found: readonly Resource[],
  isRelevant: (kind: string) => boolean,
  problems: readonly Problem[],
  paths: () => readonly (string | undefined)[],
): Omit<Input, 'trees'> {
  const relevant = found.filter(r => isRelevant(r.kind) && r.annotations[keys.localConfig] !== 'true');
  const deployed = relevant.filter(({ name }) => name !== '');
  const packages = found
    .filter(({ kind }) => kind === 'Kptfile')
    .map(r => packageAt(r.package, directoryOf(r.file?.path ?? '')));
  const kustomizations = found.filter(isKustomization);
  // Beside kustomizations, what has no name is a patch, or told where it is built.
  const nameless = kustomizations.length > 0 ? [] : relevant.filter(r => r.name === '' && r.rows !== noRows);
  return {
    problems: [...problems, ...nameless.map(namelessProblem)],
    resources: deployed.map(resource => deepFreeze({ ...resource, package: packageOf(resource, packages) })),
    unknownKinds: found.filter(isStranger).map(deepFreeze),
    labellers: found.filter(isLabeller).map(deepFreeze),
    showsResults: found.some(isFromKpt),
    kustomizations,
    files: kustomizations.length > 0 ? filesOf(found, paths()) : new Map(),
  };
}

/**
 * `kpt fn eval` and `kpt fn render` sent it; `kpt fn source` only read it, and nobody behind it looks at results.
 * Source: kyaml v0.20, fn/runtime/runtimeutil (kustomize, which runs functions by the same, adds an id of its own).
 */
const isFromKpt = ({ annotations }: Resource): boolean =>
  annotations[keys.kptId] !== undefined && annotations[keys.kustomizeId] === undefined;

/** How a message names an object that has no name. */
export const whichOne = ({ kind, file, item }: Resource): string =>
  file ? `${kind} in file '${file.path}'` : `item ${item} (${kind})`;

/** It can't be applied, so it is no object of a cluster: a template that some program completes, or a mistake. */
const namelessProblem = (resource: Resource): Problem => ({
  message: `${whichOne(resource)} has no \`metadata.name\`, so it is left alone; it must have one`,
  resource,
  path: ['metadata'],
  severity: 'warning',
});

/** True for an object of a kind, or a group of a kind, that no table has, and that looks as if it made or selected pods, or labelled some. */
const isStranger = (resource: Resource): boolean =>
  resource.rows === noRows &&
  resource.kind !== '' &&
  !plainKinds.has(resource.kind) &&
  !transformerKinds.has(resource.kind) &&
  resource.annotations[keys.localConfig] !== 'true' &&
  (shapeOf(resource) !== undefined || labelMapsOf(resource).length > 0);

const isLabeller = ({ group, kind }: Resource): boolean =>
  outsideLabels.some(row => row.kind === kind && row.group === group);

/** The files of the items that were read, and those of which nothing was. */
function filesOf(
  found: readonly Resource[],
  paths: readonly (string | undefined)[],
): ReadonlyMap<string, readonly Resource[]> {
  const files = new Map<string, Resource[]>(paths.flatMap(path => (path === undefined ? [] : [[normalize(path), []]])));
  for (const resource of found) {
    if (!resource.file) continue;
    const path = normalize(join(resource.annotations[keys.packagePath] ?? '', resource.file.path));
    files.set(path, [...(files.get(path) ?? []), resource]);
  }
  return files;
}

/** True for the names that kustomize looks for. */
export const isKustomizationFile = (path: string): boolean => kustomizationFiles.test(path);

/** By the names that kustomize looks for; where no file is known, by kind. */
function isKustomization({ kind, group, file }: Resource): boolean {
  const isKind = kind === 'Kustomization' || kind === 'Component' || (kind === '' && file !== undefined);
  if (!isKind || (group !== 'kustomize.config.k8s.io' && group !== '')) return false;
  return file ? isKustomizationFile(file.path) : kind === 'Kustomization' || group !== '';
}

const directoryOf = (path: string): string => path.replace(/[^/]*$/, '');

function packageOf(resource: Resource, packages: readonly Package[]): Package {
  const place = packageAt(resource.package, directoryOf(resource.file?.path ?? ''));
  const around = packages.filter(directory => place.startsWith(directory));
  return around.reduce((a, b) => (b.length > a.length ? b : a), resource.package);
}
