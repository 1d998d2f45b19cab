import { deepFreeze } from '../freeze';
import { InputError, type Problem } from '../input-error';
import { asList, asMap, asString, type Data, type File, type Path, type Resource } from '../resource';
import { nameOf, peekKind } from './peek';
import { read, type Stream } from './stream';
import type { Tree } from './tree';

/** What the items tell of the host that sent them. */
export type Host = 'kpt' | 'kustomize' | 'unknown';

/** The items that matter, read. */
export interface Input {
  readonly resources: readonly Resource[];
  readonly host: Host;
  /** Kustomization files among the items: then these are sources, not a rendered result. */
  readonly kustomizations: readonly Resource[];
  /** What was read of the items, by place, for whoever writes them; empty where it would take too much memory. */
  readonly trees: ReadonlyMap<number, Tree>;
}

/** A stream longer than this (UTF-16 units) is read again where it is written, rather than kept as trees. */
const keepTreesBelow = 16_000_000;

const keys = {
  path: ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path'],
  index: ['internal.config.kubernetes.io/index', 'config.kubernetes.io/index'],
  packagePath: 'internal.config.kubernetes.io/package-path',
  kustomizeId: 'kustomize.config.k8s.io/id',
  previousNames: 'internal.config.kubernetes.io/previousNames',
  localConfig: 'config.kubernetes.io/local-config',
} as const;

const kustomizationFiles = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/**
 * Reads the items whose kind is relevant; all others stay text. A `List` gives its elements.
 * @throws InputError where an item is no Kubernetes object, or a relevant one can't be read or has no name
 */
export function readResources(stream: Stream, isRelevant: (kind: string) => boolean): Input {
  const problems: Problem[] = [];
  const found: Resource[] = [];
  const trees = new Map<number, Tree>();
  const keep = stream.text.length < keepTreesBelow;
  const known = (kind: string) =>
    isRelevant(kind) || kind === 'Kptfile' || kind === 'Kustomization' || kind.endsWith('List');
  stream.items.forEach((item, i) => {
    const kind = peekKind(stream.text, item);
    if (kind !== undefined && !known(kind)) return;
    try {
      const tree = read(stream.text, item, item.column, nameOf(stream.text, item, i));
      if (keep) trees.set(i, tree);
      found.push(...resourcesOf(tree.value, i, [], known));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return { ...classify(found, isRelevant), trees };
}

/**
 * Resources made of objects that someone else has read (the SDK).
 * @throws InputError as readResources
 */
export function resourcesFrom(values: readonly unknown[], isRelevant: (kind: string) => boolean): Omit<Input, 'trees'> {
  return classify(
    values.flatMap((value, i) => resourcesOf(value, i, [], () => true)),
    isRelevant,
  );
}

/** True where kpt would delete files if items were omitted: an item bears kpt's path, and kustomize did not send it. */
export function itemsWouldBeLost({ text, items }: Stream): boolean {
  return items.some(({ start, end }) => {
    const item = text.slice(start, end);
    return /config\.kubernetes\.io\/path["']?:/.test(item) && !item.includes(keys.kustomizeId);
  });
}

function resourcesOf(value: unknown, item: number, base: Path, known: (kind: string) => boolean): Resource[] {
  const map = asMap(value);
  const where = base.length === 0 ? `item ${item}` : `element ${base.at(-1)} of the List in item ${item}`;
  if (!map)
    throw new InputError([
      `${where} is ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}; it must be a Kubernetes object`,
    ]);
  const kind = asString(map.kind) ?? '';
  if (kind === 'List' || (kind.endsWith('List') && Array.isArray(map.items))) {
    return asList(map.items).flatMap((element, i) => resourcesOf(element, item, [...base, 'items', i], known));
  }
  if (kind !== '' && !known(kind)) return [];
  return [resourceOf(map, item, base, where)];
}

function resourceOf(value: Data, item: number, base: Path, where: string): Resource {
  const metadata = asMap(value.metadata) ?? {};
  const annotations = stringsOf(metadata.annotations);
  const apiVersion = asString(value.apiVersion) ?? '';
  const kind = asString(value.kind) ?? '';
  const given = metadata.name ?? asString(metadata.generateName)?.replace(/-+$/, '');
  if (given !== undefined && typeof given !== 'string') {
    throw new InputError([
      `${where} (${kind}): \`metadata.name\` is the ${typeof given} ${String(given)}; it must be a string: it must be quoted`,
    ]);
  }
  if (typeof metadata.namespace === 'number' || typeof metadata.namespace === 'boolean') {
    throw new InputError([
      `${where} (${kind}): \`metadata.namespace\` is the ${typeof metadata.namespace} ${metadata.namespace}; it must be a string: it must be quoted`,
    ]);
  }
  const name = given ?? '';
  const file = fileOf(annotations);
  return deepFreeze({
    item,
    base,
    apiVersion,
    group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
    kind,
    namespace: asString(metadata.namespace) ?? '',
    name,
    authoredName: annotations[keys.previousNames]?.split(',')[0] || name,
    package: annotations[keys.packagePath] ?? '',
    ...(file && { file }),
    annotations,
    value,
  });
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  const strings: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(asMap(value) ?? {})) strings[key] = String(text ?? '');
  return Object.freeze(strings);
}

/** kpt's file; none under kustomize, which invents paths. */
function fileOf(annotations: Readonly<Record<string, string>>): File | undefined {
  const path = keys.path.map(key => annotations[key]).find(Boolean);
  if (path === undefined || annotations[keys.kustomizeId] !== undefined) return undefined;
  const index = keys.index.map(key => annotations[key]).find(Boolean);
  return { path, ...(index !== undefined && /^\d+$/.test(index) && { index: Number(index) }) };
}

/** Sets apart what is no deployed resource, and gives every resource the package of its nearest Kptfile. */
function classify(found: readonly Resource[], isRelevant: (kind: string) => boolean): Omit<Input, 'trees'> {
  const deployed = found.filter(r => isRelevant(r.kind) && r.annotations[keys.localConfig] !== 'true');
  const nameless = deployed.filter(({ name }) => name === '');
  if (nameless.length > 0) {
    throw new InputError(
      nameless.map(
        r =>
          `item ${r.item} (${r.kind}${r.file ? ` in file '${r.file.path}'` : ''}) has no \`metadata.name\`; it must have one`,
      ),
    );
  }
  const packages = found
    .filter(({ kind }) => kind === 'Kptfile')
    .map(r => `${r.package}\n${directoryOf(r.file?.path ?? '')}`);
  const kustomize = found.some(({ annotations }) => annotations[keys.kustomizeId] !== undefined);
  const kpt = found.some(({ file }) => file !== undefined);
  return {
    resources: deployed.map(resource => deepFreeze({ ...resource, package: packageOf(resource, packages) })),
    host: kustomize ? 'kustomize' : kpt ? 'kpt' : 'unknown',
    kustomizations: found.filter(isKustomization),
  };
}

function isKustomization({ kind, group, file }: Resource): boolean {
  if (file && kustomizationFiles.test(file.path) && kind === '') return true;
  return (
    (kind === 'Kustomization' || (kind === 'Component' && group !== '')) &&
    (group === 'kustomize.config.k8s.io' || group === '')
  );
}

const directoryOf = (path: string): string => path.replace(/[^/]*$/, '');

function packageOf(resource: Resource, packages: readonly string[]): string {
  const place = `${resource.package}\n${directoryOf(resource.file?.path ?? '')}`;
  const around = packages.filter(directory => place.startsWith(directory));
  return around.reduce((a, b) => (b.length > a.length ? b : a), resource.package);
}
