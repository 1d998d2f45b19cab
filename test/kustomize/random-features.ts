import { parse, stringify } from 'yaml';
import type { FileShape } from '../../src/kustomize/decode';
import { kustomizationShape } from '../../src/kustomize/file-shapes';
import type { Files } from '../hosts/folder';
import fc, { type Arbitrary } from '../random';
import type { Manifest } from './disk';

// --- replacements ---

const options = fc.record(
  {
    create: fc.constant(true),
    delimiter: fc.constantFrom('-', 'e'),
    index: fc.constantFrom(-1, 0, 1, 9),
  },
  { requiredKeys: ['create'] },
);

/** Whether there may be what versions of kustomize are known to build otherwise. */
type Newer = boolean;

/** From what a tree may hold, and from what a generator makes of it: see `withFeatures`. */
const copied = (newer: Newer) =>
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        source: fc.record({
          kind: fc.constantFrom('Service', 'Deployment', 'StatefulSet'),
          name: fc.constantFrom('web', 'api', 'db'),
          fieldPath: fc.constantFrom('metadata.name', 'metadata.labels.env', 'metadata.namespace'),
        }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        source: fc.record({
          kind: fc.constantFrom('ConfigMap'),
          name: fc.constantFrom('facts'),
          fieldPath: fc.constantFrom('data.tier', 'data.parts', 'data.two', 'metadata.name'),
        }),
      }),
    },
    { weight: newer ? 1 : 0, arbitrary: fc.record({ sourceValue: fc.constantFrom('shop', 'two-parts') }) },
  );

const facts = { name: 'facts', literals: ['tier="gold"', 'parts=one-two', 'two=t2'] };

const places = [
  ['Service', 'metadata.labels.copied'],
  ['Service', 'spec.selector.tier'],
  ['Service', 'spec.ports.*.name'],
  ['Service', 'spec.ports.[port=80].name'],
  ['Deployment', 'spec.template.metadata.labels.tier'],
  ['Deployment', 'spec.selector.matchLabels.[example.com/part]'],
  ['Deployment', 'metadata.labels.example\\.com/dotted'],
  ['Deployment', 'spec.template.spec.nodeSelector.disk'],
  ['StatefulSet', 'metadata.name'],
  ['StatefulSet', 'spec.template.metadata.labels.app'],
  ['NetworkPolicy', 'spec.ingress.0.from.0.podSelector.matchLabels.tier'],
] as const;

const target = (newer: Newer) =>
  fc
    .record(
      {
        place: fc.constantFrom(...places),
        name: newer ? fc.constantFrom('web', 'w.*|db', '.*b') : fc.constantFrom('web', 'db'),
        reject: fc.constantFrom(
          [{ name: 'db' }],
          [{ labelSelector: 'env=dev' }],
          [{ kind: 'Service', name: newer ? 'a.*' : 'api' }],
        ),
        options,
      },
      { requiredKeys: ['place', 'options'] },
    )
    .map(({ place: [kind, path], name, ...rest }) => ({
      select: { kind, ...(name && { name }) },
      fieldPaths: [path],
      ...rest,
    }));

/** One entry of `replacements`. */
const replacement = (newer: Newer): Arbitrary<Manifest> =>
  fc
    .tuple(copied(newer), fc.array(target(newer), { minLength: 1, maxLength: 2 }))
    .map(([from, targets]) => ({ ...from, targets }));

const field = fc.record(
  {
    path: fc.constantFrom(
      'metadata/labels',
      'metadata/annotations',
      'spec/template/metadata/annotations',
      'spec/jobTemplate/spec/template/metadata/labels',
    ),
    kind: fc.constantFrom('Service', 'Deployment', 'CronJob', 'Gadget'),
    create: fc.constant(true),
  },
  { requiredKeys: ['path', 'kind'] },
);

const named = fc.record(
  {
    path: fc.constantFrom(
      'metadata/name',
      'spec/selector/app',
      'spec/template/metadata/labels/app',
      'spec/selector/matchLabels/name',
      'spec/template/spec/containers/name',
    ),
    kind: fc.constantFrom('Service', 'Deployment', 'Gadget'),
  },
  { requiredKeys: ['path', 'kind'] },
);

// --- transformers ---

const metadata = { name: 'any' };

const transformer = (newer: Newer): Arbitrary<Manifest> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('LabelTransformer'),
      labels: fc.constantFrom({ env: 'late' }, { tier: 'late', lane: 'one' }),
      fieldSpecs: fc.array(field, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ kind: fc.constant('PrefixTransformer'), prefix: fc.constant('c-'), fieldSpecs: fc.tuple(named) }),
    fc.record({
      kind: fc.constant('PrefixSuffixTransformer'),
      prefix: fc.constant('d-'),
      suffix: fc.constant('-z'),
      fieldSpecs: fc.constant([{ path: 'metadata/name' }]),
    }),
    fc.record({
      kind: fc.constant('NamespaceTransformer'),
      metadata: fc.constant({ ...metadata, namespace: 'three' }),
      unsetOnly: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('ReplacementTransformer'), replacements: fc.tuple(replacement(newer)) }),
  );

const anyLabels = (newer: Newer) =>
  fc.record(
    {
      pairs: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom<Manifest>({ lane: 'one' }, { lane: '1', env: 'live' }) },
        { weight: 1, arbitrary: fc.constantFrom<Manifest>({ lane: 1 }, { lane: true }) },
      ),
      includeSelectors: fc.boolean(),
      includeTemplates: fc.boolean(),
      ...(newer && { includeVolumeClaimTemplates: fc.boolean() }),
      fields: fc.tuple(field),
    },
    { requiredKeys: ['pairs'] },
  );

/**
 * What stands in a kustomization and in files beside it, as far as `random-tree` does not make it.
 * @param newer also what versions of kustomize are known to build otherwise
 */
export const features = (newer: Newer) =>
  fc.record(
    {
      transformers: fc.array(transformer(newer), { minLength: 1, maxLength: 2 }),
      labels: fc.array(anyLabels(newer), { minLength: 1, maxLength: 2 }),
      replacements: fc.array(replacement(newer), { minLength: 1, maxLength: 2 }),
      copies: replacement(newer),
      ...(newer && { nothing: fc.constant(true), emptied: fc.constantFrom('---\n', '# later\n', '[]\n') }),
      fields: fc.oneof(
        fc.dictionary(
          fc.constantFrom('commonLabels', 'templateLabels', 'labels'),
          fc.array(field, { minLength: 1, maxLength: 2 }),
          { minKeys: 1 },
        ),
        fc.record({ namePrefix: fc.array(named, { minLength: 1, maxLength: 2 }) }),
      ),
      twice: fc.constant(true),
      spelling: fc.nat({ max: 3 }),
    },
    { requiredKeys: ['spelling'] },
  );

type Features = ReturnType<typeof features> extends Arbitrary<infer T> ? T : never;

/** The files with features in the kustomization of one directory. */
export function withFeatures(files: Files, directory: string, some: Features): Files {
  const path = `${directory}/kustomization.yaml`;
  const content: Manifest = parse(files[path] ?? '');
  const { transformers, labels, replacements, copies, nothing, emptied, fields, twice, spelling } = some;
  const patches = [
    ...(content.patches ?? []),
    ...(nothing ? [{ path: 'nothing.yaml' }] : []),
    ...(emptied ? [{ patch: emptied }] : []),
  ];
  const more: Manifest = {
    ...content,
    configMapGenerator: [facts],
    ...(labels && { labels: [...(content.labels ?? []), ...labels] }),
    ...(transformers && { transformers: transformers.map(inline) }),
    ...(replacements && { replacements }),
    ...(copies && { replacements: [...(replacements ?? []), { path: 'copies.yaml' }] }),
    ...(patches.length > 0 && { patches }),
    ...(fields && { configurations: ['fields.yaml'] }),
  };
  const text = stringify(spelled(more, kustomizationShape, spelling));
  const first = Object.keys(spelled({ nameSuffix: '' }, kustomizationShape, spelling))[0];
  return {
    ...files,
    [path]: twice && more.nameSuffix ? `${first}: -lost\n${text}` : text,
    ...(copies && { [`${directory}/copies.yaml`]: stringify(copies) }),
    ...(nothing && { [`${directory}/nothing.yaml`]: '# later\n' }),
    ...(fields && { [`${directory}/fields.yaml`]: stringify(fields) }),
  };
}

const inline = (config: Manifest): string => stringify({ apiVersion: 'builtin', metadata, ...config });

/** Fields in another case; the keys of labels stay. */
function spelled(value: Manifest, shape: FileShape, spelling: number): Manifest {
  if (typeof shape === 'string' || value === undefined) return value;
  if ('list' in shape) return value.map((element: Manifest) => spelled(element, shape.list, spelling));
  const spellings = [
    (key: string) => key,
    (key: string) => key.toLowerCase(),
    (key: string) => key.toUpperCase(),
    (key: string) => `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
  ];
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [
      spellings[spelling]?.(key) ?? key,
      shape.fields[key] ? spelled(inner, shape.fields[key], spelling) : inner,
    ]),
  );
}
