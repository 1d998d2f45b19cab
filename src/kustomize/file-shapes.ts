import { fields, list } from './decode';

const gvk = { group: 'text', version: 'text', kind: 'text' } as const;
const id = { ...gvk, name: 'text', namespace: 'text' } as const;
const selector = fields({ ...id, annotationSelector: 'text', labelSelector: 'text' });
const fieldSpec = fields({ ...gvk, path: 'text', create: 'flag' });
const fieldSpecs = list(fieldSpec);

const fieldOptions = fields({ delimiter: 'text', index: 'whole number', encoding: 'text', create: 'flag' });
const replacement = {
  source: fields({ ...id, fieldPath: 'text', options: fieldOptions }),
  sourceValue: 'text',
  targets: list(fields({ select: selector, reject: list(selector), fieldPaths: list('text'), options: fieldOptions })),
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
  literals: list('text'),
  files: list('text'),
  envs: list('text'),
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
  labels: list(
    fields({
      pairs: 'texts',
      includeSelectors: 'flag',
      includeTemplates: 'flag',
      includeVolumeClaimTemplates: 'flag',
      fields: fieldSpecs,
    }),
  ),
  commonAnnotations: 'texts',
  patchesStrategicMerge: list('text'),
  patchesJson6902: list(patch),
  patches: list(patch),
  images: list(image),
  imageTags: list(image),
  replacements: list(fields({ ...replacement, path: 'text' })),
  replicas: list(fields({ name: 'text', count: 'whole number' })),
  vars: list(
    fields({
      name: 'text',
      objref: fields({ apiVersion: 'text', ...id }),
      fieldref: fields({ fieldPath: 'text' }),
    }),
  ),
  sortOptions: fields({
    order: 'text',
    legacySortOptions: fields({ orderFirst: list('text'), orderLast: list('text') }),
  }),
  resources: list('text'),
  components: list('text'),
  crds: list('text'),
  bases: list('text'),
  configMapGenerator: list(fields(generator)),
  secretGenerator: list(fields({ ...generator, type: 'text' })),
  // What charts bring is not followed, whatever they are given.
  helmGlobals: 'any',
  helmCharts: list('any'),
  helmChartInflationGenerator: list('any'),
  generatorOptions,
  configurations: list('text'),
  generators: list('text'),
  transformers: list('text'),
  validators: list('text'),
  buildMetadata: list('text'),
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
  nameReference: list(fields({ ...gvk, fieldSpecs })),
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
  paths: list('text'),
  patch: 'text',
  patches: 'text',
  jsonOp: 'text',
  target: selector,
  options: patchOptions,
  replica: fields({ name: 'text', count: 'whole number' }),
  replacements: list(fields({ ...replacement, path: 'text' })),
});
