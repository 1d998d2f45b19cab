import { deepFreeze } from '../data/freeze';
import type { Path } from '../data/path';
import { asList, asMap, asString, type Data, textOf, textsOf } from '../data/values';
import { type KindTable, noRows } from '../kinds';
import type { InputError, Problem } from '../model/input-error';
import { type File, groupVersionOf, type Resource } from '../model/resource';
import { noPackage, packageNamed } from '../model/scope';
import { keys, whichOne } from './classify';

/** How the objects of one item are read. */
export interface Reader {
  readonly item: number;
  readonly known: (kind: string) => boolean;
  readonly table: KindTable;
  readonly problems: Problem[];
  readonly twice: readonly string[];
}

/** The resources of an item; none where it holds no object. */
export function resourcesOf(value: unknown, base: Path, reader: Reader): Resource[] {
  const map = asMap(value);
  if (!map) return [];
  const kind = asString(map.kind) ?? '';
  if (kind === 'List' || (kind.endsWith('List') && Array.isArray(map.items))) {
    const file = fileOf(textsOf(asMap(map.metadata)?.annotations));
    return asList(map.items)
      .flatMap((element, i) => resourcesOf(element, [...base, 'items', i], reader))
      .map(resource => (file && !resource.file ? { ...resource, file } : resource));
  }
  if (kind !== '' && !reader.known(kind)) return [];
  return [resourceOf(map, base, reader)];
}

function resourceOf(value: Data, base: Path, { item, table, problems, twice }: Reader): Resource {
  const metadata = asMap(value.metadata) ?? {};
  const annotations = textsOf(metadata.annotations);
  const apiVersion = asString(value.apiVersion) ?? '';
  const kind = asString(value.kind) ?? '';
  const [group] = groupVersionOf(apiVersion);
  const rows = table.rowsOf({ group, kind });
  const name = textOf(metadata.name ?? asString(metadata.generateName)?.replace(/-+$/, '') ?? '');
  const file = fileOf(annotations);
  const [formerNames, formerNamespaces] = [keys.previousNames, keys.previousNamespaces].map(key =>
    (annotations[key] ?? '').split(',').filter(Boolean),
  ) as [string[], string[]];
  const resource: Resource = deepFreeze({
    item,
    listPath: base,
    apiVersion,
    group,
    kind,
    rows,
    namespace: textOf(metadata.namespace ?? ''),
    name,
    authoredName: formerNames[0] ?? name,
    ...(formerNames.length > 0 && { formerNames }),
    ...(formerNamespaces.length > 0 && { formerNamespaces }),
    package: packageNamed(annotations[keys.packagePath] ?? ''),
    ...(file && { file }),
    via: [],
    annotations,
    ...(twice.length > 0 && { twice }),
    value,
  });
  if (rows !== noRows) problems.push(...nameProblems(resource, metadata));
  return resource;
}

/** What must be a string in an object's identity and is none: what it was meant to be is taken. */
function nameProblems(resource: Resource, metadata: Data): Problem[] {
  return ['name', 'namespace'].flatMap(key => {
    const value = metadata[key] ?? '';
    if (typeof value === 'string') return [];
    const path = ['metadata', key];
    const what =
      typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'a map') : `the ${typeof value} ${textOf(value)}`;
    const cure = typeof value === 'object' ? 'it must be a string' : 'it must be a string: it must be quoted';
    return [{ message: `${whichOne(resource)}: \`metadata.${key}\` is ${what}; ${cure}`, resource, path }];
  });
}

/** An item that can't be read; of a kustomization, it costs its root, not the run. */
export function unreadableResource(item: number, path: string | undefined, { problems }: InputError): Resource {
  const value = { unreadable: problems.map(({ message }) => message).join('; ') };
  const names = {
    apiVersion: '',
    group: '',
    kind: '',
    rows: noRows,
    namespace: '',
    name: '',
    authoredName: '',
    package: noPackage,
  };
  const file = path === undefined ? {} : { file: { path: path.replace(/^\.\//, '') } };
  return deepFreeze({ ...names, ...file, item, listPath: [], via: [], annotations: {}, value });
}

/** kpt's file; none under kustomize, which invents paths. */
function fileOf(annotations: Readonly<Record<string, string>>): File | undefined {
  const path = keys.path.map(key => annotations[key]).find(Boolean);
  if (path === undefined || annotations[keys.kustomizeId] !== undefined) return undefined;
  const index = keys.index.map(key => annotations[key]).find(Boolean);
  return { path, ...(index !== undefined && /^\d+$/.test(index) && { index: Number(index) }) };
}
