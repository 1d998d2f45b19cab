import fc, { type Arbitrary } from 'fast-check';
import { parse, stringify } from 'yaml';
import type { FileShape } from '../../src/kustomize/decode';
import { kustomizationShape } from '../../src/kustomize/file-shapes';
import type { Files } from '../hosts/folder';
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

const copied = fc.oneof(
  fc.record({
    source: fc.record({
      kind: fc.constantFrom('Service', 'Deployment', 'StatefulSet'),
      name: fc.constantFrom('web', 'api', 'db'),
      fieldPath: fc.constantFrom('metadata.name', 'metadata.labels.env', 'metadata.namespace'),
    }),
  }),
  fc.record({ sourceValue: fc.constantFrom('shop', 'two-parts') }),
);

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

const target = fc
  .record(
    {
      place: fc.constantFrom(...places),
      name: fc.constantFrom('web', 'w.*|db', '.*b'),
      reject: fc.constantFrom([{ name: 'db' }], [{ labelSelector: 'env=dev' }], [{ kind: 'Service', name: 'a.*' }]),
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
export const replacement: Arbitrary<Manifest> = fc
  .tuple(copied, fc.array(target, { minLength: 1, maxLength: 2 }))
  .map(([from, targets]) => ({ ...from, targets }));

/** Files beside a kustomization: an empty patch, fields for labels and names, replacements of their own. */
const field = fc.record(
  {
    path: fc.constantFrom('metadata/labels', 'metadata/name', 'spec/selector', 'spec/template/metadata/labels'),
    kind: fc.constantFrom('Service', 'Deployment', 'Gadget'),
    create: fc.constant(true),
  },
  { requiredKeys: ['path', 'kind'] },
);

export const features = fc.record(
  {
    replacements: fc.array(replacement, { minLength: 1, maxLength: 2 }),
    copies: replacement,
    nothing: fc.constant(true),
    fields: fc.dictionary(
      fc.constantFrom('commonLabels', 'namePrefix', 'templateLabels'),
      fc.array(field, { minLength: 1, maxLength: 2 }),
      {
        minKeys: 1,
      },
    ),
    twice: fc.constant(true),
    spelling: fc.nat({ max: 3 }),
  },
  { requiredKeys: ['spelling'] },
);

type Features = typeof features extends Arbitrary<infer T> ? T : never;

/** The files with features in the kustomization of one directory. */
export function withFeatures(files: Files, directory: string, some: Features): Files {
  const path = `${directory}/kustomization.yaml`;
  const content: Manifest = parse(files[path] ?? '');
  const { replacements, copies, nothing, fields, twice, spelling } = some;
  const more: Manifest = {
    ...content,
    ...(replacements && { replacements }),
    ...(copies && { replacements: [...(replacements ?? []), { path: 'copies.yaml' }] }),
    ...(nothing && { patches: [...(content.patches ?? []), { path: 'nothing.yaml' }] }),
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
