import { fields, listOf } from './decode';

const gvk = { group: 'text', version: 'text', kind: 'text' } as const;
const id = { ...gvk, name: 'text', namespace: 'text' } as const;
const selector = fields({ ...id, annotationSelector: 'text', labelSelector: 'text' });
const fieldSpec = fields({ ...gvk, path: 'text', create: 'flag' });
const fieldSpecs = listOf(fieldSpec);

const fieldOptions = fields({ delimiter: 'text', index: 'whole number', encoding: 'text', create: 'flag' });
const replacement = {
  source: fields({ ...id, fieldPath: 'text', options: fieldOptions }),
  sourceValue: 'text',
  targets: listOf(
    fields({ select: selector, reject: listOf(selector), fieldPaths: listOf('text'), options: fieldOptions }),
  ),
} as const;

const patchOptions = fields({ allowNameChange: 'flag', allowKindChange: 'flag' });
const patch = fields({ path: 'text', patch: 'text', target: selector, options: patchOptions });
const metadata = fields({ name: 'text', namespace: 'text', labels: 'texts', annotations: 'texts' });

const generatorOptions = fields({
  labels: 'texts',
  annotations: 'texts',
  disableNameSuffixHash: 'flag',
  immutable: 'flag',
});
const generator = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: listOf('text'),
  files: listOf('text'),
  envs: listOf('text'),
  env: 'text',
  options: generatorOptions,
} as const;
const image = fields({ name: 'text', newName: 'text', tagSuffix: 'text', newTag: 'text', digest: 'text' });

/** A kustomization file. Source: kustomize v5.8, api/types/kustomization.go. */
export const kustomizationShape = fields({
  apiVersion: 'text',
  kind: 'text',
  metadata,
  openapi: 'texts',
  namePrefix: 'text',
  nameSuffix: 'text',
  namespace: 'text',
  commonLabels: 'texts',
  labels: listOf(
    fields({
      pairs: 'texts',
      includeSelectors: 'flag',
      includeTemplates: 'flag',
      includeVolumeClaimTemplates: 'flag',
      fields: fieldSpecs,
    }),
  ),
  commonAnnotations: 'texts',
  patchesStrategicMerge: listOf('text'),
  patchesJson6902: listOf(patch),
  patches: listOf(patch),
  images: listOf(image),
  imageTags: listOf(image),
  replacements: listOf(fields({ ...replacement, path: 'text' })),
  replicas: listOf(fields({ name: 'text', count: 'whole number' })),
  vars: listOf(
    fields({
      name: 'text',
      objref: fields({ apiVersion: 'text', ...id }),
      fieldref: fields({ fieldPath: 'text' }),
    }),
  ),
  sortOptions: fields({
    order: 'text',
    legacySortOptions: fields({ orderFirst: listOf('text'), orderLast: listOf('text') }),
  }),
  resources: listOf('text'),
  components: listOf('text'),
  crds: listOf('text'),
  bases: listOf('text'),
  configMapGenerator: listOf(fields(generator)),
  secretGenerator: listOf(fields({ ...generator, type: 'text' })),
  // What charts bring is not followed, whatever they are given.
  helmGlobals: 'any',
  helmCharts: listOf('any'),
  helmChartInflationGenerator: listOf('any'),
  generatorOptions,
  configurations: listOf('text'),
  generators: listOf('text'),
  transformers: listOf('text'),
  validators: listOf('text'),
  buildMetadata: listOf('text'),
});

/** A file that `configurations` names. Source: kustomize v5.8, builtinconfig/transformerconfig.go. */
export const configurationShape = fields({
  namePrefix: fieldSpecs,
  nameSuffix: fieldSpecs,
  namespace: fieldSpecs,
  commonLabels: fieldSpecs,
  labels: fieldSpecs,
  templateLabels: fieldSpecs,
  volumeClaimTemplateLabels: fieldSpecs,
  commonAnnotations: fieldSpecs,
  nameReference: listOf(fields({ ...gvk, fieldSpecs })),
  varReference: fieldSpecs,
  images: fieldSpecs,
  replicas: fieldSpecs,
});

/** A file that `replacements` names: one such map, or a list of them. */
export const replacementShape = fields(replacement);

/** Configurations of built-in transformers. Source: kustomize v5.8, api/internal/builtins. */
export const transformerShape = fields({
  apiVersion: 'text',
  kind: 'text',
  metadata,
  labels: 'texts',
  fieldSpecs,
  fields: fieldSpecs,
  unsetOnly: 'flag',
  prefix: 'text',
  suffix: 'text',
  path: 'text',
  paths: listOf('text'),
  patch: 'text',
  patches: 'text',
  jsonOp: 'text',
  target: selector,
  options: patchOptions,
  replica: fields({ name: 'text', count: 'whole number' }),
  replacements: listOf(fields({ ...replacement, path: 'text' })),
});
