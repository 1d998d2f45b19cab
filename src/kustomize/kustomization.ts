import { readDocuments } from '../krm/documents';
import { asList, asMap, asString, type Data, type Path, type Resource, textOf, textsOf } from '../resource';
import { type LabelField, type LabelSection, metadataLabels } from './label-fields';
import type { Gap, LabelStep, PatchStep, PatchTarget, Report, Step } from './steps';

/** A kustomization file as the build needs it. */
export interface Kustomization {
  readonly resource: Resource;
  /** A Component acts on all that its parent has gathered. */
  readonly isComponent: boolean;
  /** Files and directories as written: `resources`, then `bases`. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly configurations: readonly string[];
  /** Texts or files of transformers, which act last. */
  readonly transformers: readonly string[];
  /** In kustomize's order, but for what stands in patch files. */
  readonly steps: readonly (Step | PatchFile)[];
  readonly gaps: readonly Gap[];
}

/** A patch that stands in a file. */
export interface PatchFile extends Omit<PatchStep, 'kind' | 'patch' | 'from'> {
  readonly kind: 'patch-file';
  readonly path: string;
}

/** Reads a kustomization file. What can't be read or followed becomes a gap. */
export function readKustomization(resource: Resource): Kustomization {
  const { value } = resource;
  const gaps: Gap[] = [];
  const gap: Report = (subject, problem, effect = 'changes') =>
    gaps.push({ kustomization: resource, subject, problem, effect });
  const strings = (field: string): string[] => {
    const list = value[field] ?? [];
    const read = asList(list).flatMap(element => (typeof element === 'string' ? [element] : []));
    if (!Array.isArray(list) || read.length < list.length) gap(`\`${field}\``, 'is no list of strings', 'breaks');
    return read;
  };
  const maps = (field: string): Data[] => {
    const list = value[field] ?? [];
    const read = asList(list).flatMap(element => {
      const map = asMap(element);
      return map ? [map] : [];
    });
    if (!Array.isArray(list) || read.length < list.length) gap(`\`${field}\``, 'is no list of maps', 'breaks');
    return read;
  };
  if (typeof value.unreadable === 'string') gap('it', `can't be read (${value.unreadable})`, 'breaks');
  for (const field of generators) {
    if (asList(value[field]).length > 0) gap(`\`${field}\``, 'makes resources that are not among the items', 'adds');
  }
  for (const [subject, problem] of labelReplacements(maps('replacements'))) gap(subject, problem);
  const steps = [
    ...strings('patchesStrategicMerge').flatMap((text, i) =>
      standing(['patchesStrategicMerge', i], inlineOrFile(text)),
    ),
    ...maps('patches').flatMap((entry, i) =>
      standing(['patches', i], patchOf(entry, entry.patch, `patches[${i}]`, gap)),
    ),
    ...namespaceSteps(asString(value.namespace)),
    ...nameSteps(asString(value.namePrefix), asString(value.nameSuffix)),
    ...labelSteps(value, maps('labels')),
    ...maps('patchesJson6902').flatMap((entry, i) =>
      standing(['patchesJson6902', i], operationsOf(entry, `patchesJson6902[${i}]`, gap)),
    ),
    ...maps('replicas').flatMap(replicaSteps),
  ];
  return {
    resource,
    isComponent: resource.kind === 'Component',
    resources: [...strings('resources'), ...strings('bases')],
    components: strings('components'),
    configurations: strings('configurations'),
    transformers: strings('transformers'),
    steps,
    gaps,
  };
}

/** The steps, each with the place of its entry in the kustomization. */
export const standing = <S extends Step | PatchFile>(entry: Path, steps: readonly S[]): readonly S[] =>
  steps.map(step => ({ ...step, entry }));

const generators = ['generators', 'helmCharts', 'helmChartInflationGenerator'];

/** Labels, selectors, names, ports, and the maps that hold them. */
const touching =
  /labels|selector|(?:^|\.)ports|metadata\.(?:name|namespace)$|(?:^|\.)(?:metadata|spec|template|jobTemplate)$/i;

/** Replacements whose target may be a label, a selector or a name. */
function labelReplacements(replacements: readonly Data[]): (readonly [string, string])[] {
  return replacements.flatMap((replacement, i): (readonly [string, string])[] => {
    const subject = `\`replacements[${i}]\``;
    if (replacement.path !== undefined) return [[subject, `stands in file '${textOf(replacement.path)}'`]];
    const paths = asList(replacement.targets).flatMap(target => {
      const fields = asMap(target)?.fieldPaths ?? asMap(target)?.fieldpaths;
      return fields === undefined ? ['metadata.name'] : asList(fields).map(textOf);
    });
    const path = paths.find(field => touching.test(field));
    return path === undefined ? [] : [[subject, `writes \`${path}\``]];
  });
}

/** Legacy: the entry of `patchesStrategicMerge` may be the patch itself. */
export function inlineOrFile(text: string): (PatchStep | PatchFile)[] {
  const documents = readDocuments(text);
  const inline = documents?.every(document => asMap(document)?.kind !== undefined);
  const options = { allowNameChange: false, allowKindChange: false };
  if (!documents || !inline) return [{ kind: 'patch-file', path: text, ...options }];
  return documents.map(patch => ({ kind: 'patch', patch, ...options }));
}

/** One entry of `patches` or `patchesJson6902`, or a PatchTransformer. */
export function patchOf(entry: Data, text: unknown, where: string, gap: Report): (PatchStep | PatchFile)[] {
  const options = asMap(entry.options);
  const target = asMap(entry.target);
  const how = {
    ...(target && { target: targetOf(target) }),
    allowNameChange: options?.allowNameChange === true,
    allowKindChange: options?.allowKindChange === true,
  };
  if (typeof entry.path === 'string') return [{ kind: 'patch-file', path: entry.path, ...how }];
  const documents = typeof text === 'string' ? readDocuments(text) : undefined;
  if (!documents) {
    gap(`\`${where}.patch\``, 'is no YAML', 'breaks');
    return [];
  }
  return documents.filter(Boolean).map(patch => ({ kind: 'patch', patch, ...how }));
}

/** An entry of `patchesJson6902`: a list of operations and nothing else. */
function operationsOf(entry: Data, where: string, gap: Report): (PatchStep | PatchFile)[] {
  return patchOf(entry, entry.patch, where, gap).map(step => ({ ...step, onlyOperations: true }));
}

function targetOf(target: Data): PatchTarget {
  const keys = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];
  return Object.fromEntries(keys.flatMap(key => (target[key] ? [[key, textOf(target[key])]] : [])));
}

const namespaceSteps = (namespace: string | undefined): Step[] =>
  namespace ? [{ kind: 'namespace', namespace, unsetOnly: false }] : [];

const nameSteps = (prefix = '', suffix = ''): Step[] =>
  prefix || suffix ? [{ kind: 'name', prefix, suffix, fields: [{ path: 'metadata/name' }] }] : [];

function replicaSteps({ name, count }: Data): Step[] {
  return typeof name === 'string' && typeof count === 'number' ? [{ kind: 'replicas', name, count }] : [];
}

/** Every entry of `labels`, then `commonLabels`: kustomize's order. */
function labelSteps(value: Data, entries: readonly Data[]): LabelStep[] {
  const steps = entries.map((entry, i): LabelStep => {
    const sections: LabelSection[] = entry.includeSelectors
      ? ['labels', 'commonLabels']
      : [
          'labels',
          ...(entry.includeTemplates ? (['templateLabels'] as const) : []),
          ...(entry.includeVolumeClaimTemplates ? (['volumeClaimTemplateLabels'] as const) : []),
        ];
    const fields = [...fieldsOf(entry.fields), ...(entry.includeSelectors ? [] : metadataLabels)];
    return { kind: 'labels', entry: ['labels', i, 'pairs'], labels: textsOf(entry.pairs), fields, sections };
  });
  const common = textsOf(value.commonLabels);
  const step: LabelStep = {
    kind: 'labels',
    entry: ['commonLabels'],
    labels: common,
    fields: [],
    sections: ['commonLabels'],
  };
  return [...steps, step].filter(({ labels }) => Object.keys(labels).length > 0);
}

/** FieldSpecs as a kustomization or a configuration writes them. */
export function fieldsOf(value: unknown): LabelField[] {
  return asList(value).flatMap(element => {
    const map = asMap(element);
    const path = asString(map?.path);
    if (!map || path === undefined) return [];
    const parts = ['group', 'version', 'kind'].flatMap(key => (map[key] ? [[key, textOf(map[key])]] : []));
    return [{ path, create: map.create === true, ...Object.fromEntries(parts) }];
  });
}

/** The label fields of a configuration file. */
export function configuredFields(configuration: Data): Readonly<Record<LabelSection, readonly LabelField[]>> {
  const { commonLabels, labels, templateLabels, volumeClaimTemplateLabels } = configuration;
  return {
    commonLabels: fieldsOf(commonLabels),
    labels: fieldsOf(labels),
    templateLabels: fieldsOf(templateLabels),
    volumeClaimTemplateLabels: fieldsOf(volumeClaimTemplateLabels),
  };
}
