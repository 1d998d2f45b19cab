import type { Path } from '../data/path';
import { asList, asMap, asString, type Data, textsOf } from '../data/values';
import type { Resource } from '../model/resource';
import { asWritten, decode } from './decode';
import { fieldsOf } from './fields';
import { kustomizationShape } from './file-shapes';
import { type Generator, generatorsOf } from './generators';
import type { LabelSection } from './label-fields';
import { inlineOrFile, operationsOf, type PatchFile, patchOf } from './patch-entries';
import { type ReplacementFile, replacementOf } from './read-replacements';
import { type Differs, differing, type Gap, type LabelStep, type NoteGap, type Step } from './steps';

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
  readonly generators: readonly Generator[];
  /** The file of `openapi`, whose schema takes the place of kustomize's own. */
  readonly schema: string | undefined;
  /** The names of `vars`. */
  readonly vars: readonly string[];
  /** In kustomize's order, but for what stands in patch files. */
  readonly steps: readonly AnyStep[];
  readonly gaps: readonly Gap[];
}

/** A step, or the file that holds it. */
export type AnyStep = Step | PatchFile | ReplacementFile;

/** Reads a kustomization file. What can't be read or followed becomes a gap. */
export function readKustomization(resource: Resource): Kustomization {
  const gaps: Gap[] = [];
  const gap: NoteGap = (subject, problem, effect = 'changes', more = {}) =>
    gaps.push({ kustomization: resource, subject, problem, effect, ...more });
  const { unreadable, ...raw } = resource.value;
  const { value, misfits } = decode(raw, kustomizationShape, { unknown: 'refused', texts: 'strings' });
  for (const { subject, problem } of misfits) gap(subject, problem, 'breaks');
  const written = (path: Path) => asWritten(raw, path);
  const differs = differing(gap);
  const differsAt =
    (at: Path): Differs =>
    (id, subject, problem) =>
      differs(id, subject, problem, at);
  for (const key of resource.twice ?? []) gap(`key '${key}'`, 'stands twice in one map', 'twice');
  if (typeof unreadable === 'string') gap('it', `can't be read (${unreadable})`, 'breaks');
  for (const field of unseen) {
    if (asList(value[field]).length > 0) gap(`\`${field}\``, 'makes resources that are not among the files', 'adds');
  }
  const { path: schema, version } = textsOf(value.openapi);
  if (version && version !== builtinSchema)
    gap(`\`openapi.version\` '${version}'`, `is not '${builtinSchema}', the only one that kustomize has`, 'breaks');
  const steps = [
    ...textsIn(value.patchesStrategicMerge).flatMap((text, i) =>
      standing(written(['patchesStrategicMerge', i]), inlineOrFile(text)),
    ),
    ...mapsOf(value.patches).flatMap((entry, i) =>
      standing(
        written(['patches', i]),
        patchOf(entry, entry.patch, `patches[${i}]`, gap, differsAt(written(['patches', i]))),
      ),
    ),
    ...namespaceSteps(asString(value.namespace)),
    ...nameSteps(asString(value.namePrefix), asString(value.nameSuffix)),
    ...labelSteps(value, written),
    ...mapsOf(value.patchesJson6902).flatMap((entry, i) =>
      standing(
        written(['patchesJson6902', i]),
        operationsOf(entry, `patchesJson6902[${i}]`, gap, differsAt(written(['patchesJson6902', i]))),
      ),
    ),
    ...mapsOf(value.replicas).flatMap(replicaSteps),
    ...mapsOf(value.replacements).flatMap((entry, i) =>
      standing(written(['replacements', i]), replacementSteps(entry, `\`replacements[${i}]\``, gap)),
    ),
  ];
  mapsOf(value.labels).forEach((entry, i) => {
    if (entry.includeVolumeClaimTemplates !== undefined)
      differs('claims-field', `\`labels[${i}]\``, 'has the field `includeVolumeClaimTemplates`');
  });
  return {
    resource,
    isComponent: value.kind === 'Component',
    resources: [...textsIn(value.resources), ...textsIn(value.bases)],
    components: textsIn(value.components),
    configurations: textsIn(value.configurations),
    transformers: textsIn(value.transformers),
    generators: generatorsOf(value),
    schema,
    vars: mapsOf(value.vars).flatMap(({ name }) => asString(name) ?? []),
    steps,
    gaps,
  };
}

/** The steps, each with the place of its entry in the kustomization. */
export const standing = <S extends AnyStep>(entry: Path, steps: readonly S[]): readonly S[] =>
  steps.map(step => ({ ...step, entry }));

/** Source: kustomize v5.8, kyaml/openapi/kubernetesapi/openapiinfo.go. */
const builtinSchema = 'v1.21.2';

const unseen = ['generators', 'helmCharts', 'helmChartInflationGenerator'];

const namespaceSteps = (namespace: string | undefined): Step[] =>
  namespace ? [{ kind: 'namespace', namespace, unsetOnly: false }] : [];

const nameSteps = (prefix = '', suffix = ''): Step[] => [
  ...(prefix ? [{ kind: 'name', prefix, suffix: '', fields: 'namePrefix' } as const] : []),
  ...(suffix ? [{ kind: 'name', prefix: '', suffix, fields: 'nameSuffix' } as const] : []),
];

function replicaSteps({ name, count }: Data): Step[] {
  return typeof name === 'string' && typeof count === 'number' ? [{ kind: 'replicas', name, count }] : [];
}

/** Every entry of `labels`, then `commonLabels`: kustomize's order. */
function labelSteps(value: Data, written: (path: Path) => Path): LabelStep[] {
  const entries = mapsOf(value.labels);
  const steps = entries.map((entry, i): LabelStep => {
    const sections: LabelSection[] = entry.includeSelectors
      ? ['labels', 'commonLabels']
      : [
          'labels',
          ...(entry.includeTemplates ? (['templateLabels'] as const) : []),
          ...(entry.includeVolumeClaimTemplates ? (['volumeClaimTemplateLabels'] as const) : []),
        ];
    return {
      kind: 'labels',
      entry: written(['labels', i, 'pairs']),
      labels: textsOf(entry.pairs),
      fields: fieldsOf(entry.fields),
      sections,
      ...(!entry.includeSelectors && { metadata: true as const }),
    };
  });
  const common = textsOf(value.commonLabels);
  const step: LabelStep = {
    kind: 'labels',
    entry: written(['commonLabels']),
    labels: common,
    fields: 'commonLabels',
    sections: [],
  };
  return [...steps, step].filter(({ labels }) => Object.keys(labels).length > 0);
}

/** One entry of `replacements`: itself, or the file that holds some. */
export function replacementSteps(entry: Data, subject: string, gap: NoteGap): (Step | ReplacementFile)[] {
  const path = asString(entry.path);
  if (path && (entry.source !== undefined || asList(entry.targets).length > 0))
    gap(subject, 'must have one of `path` and `source` with `targets`', 'breaks');
  if (path) return [{ kind: 'replacement-file', subject, path }];
  return [{ kind: 'replacements', subject, replacements: [replacementOf(entry)] }];
}

const mapsOf = (value: unknown): Data[] =>
  asList(value).flatMap(element => {
    const map = asMap(element);
    return map ? [map] : [];
  });
const textsIn = (value: unknown): string[] => asList(value).flatMap(element => asString(element) ?? []);
