import { stringify } from 'yaml';
import type { Files } from '../hosts/folder';
import fc, { type Arbitrary } from '../random';
import type { Manifest } from './disk';

type Labels = Readonly<Record<string, string>>;

const maybe = <T>(arbitrary: Arbitrary<T>, freq = 1) => fc.option(arbitrary, { nil: undefined, freq });

// --- manifests ---

/** A workload whose labels nobody else in its file has, and what selects it alone. */
const unit = (name: string) =>
  fc
    .record({
      kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'CronJob'),
      key: fc.constantFrom('app', 'name'),
      tier: maybe(fc.constantFrom('front', 'back')),
      namespace: maybe(fc.constantFrom('one', 'two'), 4),
      spread: fc.boolean(),
      budget: fc.boolean(),
      policy: fc.boolean(),
    })
    .map(({ kind, key, tier, namespace, spread, budget, policy }) => {
      const own: Labels = { [key]: name };
      const labelSelector = { matchLabels: own };
      const metadata = { name, ...(namespace && { namespace }) };
      const template = {
        metadata: { labels: { ...own, ...(tier && { tier }) } },
        spec: {
          containers: [{ name, image: name }],
          ...(spread && {
            topologySpreadConstraints: [
              { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
            ],
          }),
        },
      };
      if (kind === 'CronJob') {
        const spec = { schedule: '0 3 * * *', jobTemplate: { spec: { template } } };
        return [{ apiVersion: 'batch/v1', kind, metadata, spec }];
      }
      return [
        { apiVersion: 'apps/v1', kind, metadata, spec: { selector: labelSelector, template } },
        { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: own, ports: [{ port: 80 }] } },
        ...(budget
          ? [{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { selector: labelSelector } }]
          : []),
        ...(policy
          ? [
              {
                apiVersion: 'networking.k8s.io/v1',
                kind: 'NetworkPolicy',
                metadata,
                spec: { podSelector: labelSelector, ingress: [{ from: [{ podSelector: labelSelector }] }] },
              },
            ]
          : []),
      ];
    });

const manifests = fc
  .subarray(['web', 'api', 'db'], { minLength: 1 })
  .chain(names => fc.tuple(...names.map(unit)))
  .map(units => units.flat());

const documents = (values: readonly Manifest[]): string =>
  values.map(value => stringify(value, { aliasDuplicateObjects: false })).join('---\n');

// --- patches ---

const kinds = { Deployment: 'apps/v1', StatefulSet: 'apps/v1', Service: 'v1', PodDisruptionBudget: 'policy/v1' };

const places = {
  pods: ['spec', 'template', 'metadata', 'labels'],
  metadata: ['metadata', 'labels'],
  selector: ['spec', 'selector'],
  matchLabels: ['spec', 'selector', 'matchLabels'],
};

const nested = (path: readonly string[], value: unknown): Manifest =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

const patchAt = (kind: keyof typeof kinds, place: readonly string[], key: string, how: 'merge' | 'add' | 'remove') => {
  const { metadata, ...body } = nested(place, { [key]: 'patched' });
  const merged = { apiVersion: kinds[kind], kind, metadata: { name: 'any', ...metadata }, ...body };
  const operation = { op: how, path: `/${[...place, key].join('/')}`, ...(how === 'add' && { value: 'patched' }) };
  return { target: { kind }, patch: stringify(how === 'merge' ? merged : [operation]) };
};

/** Adds a label to the pods of a kind. */
export const podLabelPatch = fc
  .tuple(
    fc.constantFrom('Deployment', 'StatefulSet'),
    fc.constantFrom('tier', 'side'),
    fc.constantFrom(...(['merge', 'add'] as const)),
  )
  .map(([kind, key, how]) => patchAt(kind, places.pods, key, how));

const labelled = [
  ['Deployment', places.pods],
  ['Deployment', places.metadata],
  ['Deployment', places.matchLabels],
  ['StatefulSet', places.pods],
  ['Service', places.metadata],
  ['Service', places.selector],
  ['PodDisruptionBudget', places.matchLabels],
] as const;

/** Writes a label or takes it away, wherever labels stand. Some of these can't be built. */
export const labelPatch = fc
  .tuple(
    fc.constantFrom(...labelled),
    fc.constantFrom('app', 'name', 'env', 'tier'),
    fc.constantFrom(...(['merge', 'add', 'remove'] as const)),
  )
  .map(([[kind, place], key, how]) => patchAt(kind, place, key, how));

// --- kustomizations ---

const pairs = fc.dictionary(fc.constantFrom('app', 'name', 'env', 'tier'), fc.constantFrom('shop', 'dev', 'web'), {
  minKeys: 1,
  maxKeys: 2,
});

const labels = fc.record(
  { pairs, includeSelectors: fc.boolean(), includeTemplates: fc.boolean() },
  { requiredKeys: ['pairs', 'includeSelectors'] },
);

const within = (directory: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]));

const kustomization = (directory: string, content: Manifest): Files => ({
  [`${directory}/kustomization.yaml`]: stringify(content),
});

/**
 * Two to four layers: a base, perhaps once more under another name, perhaps a second base; overlays that write labels, names,
 * namespaces and patches; perhaps a component.
 */
export function randomTree(patch: Arbitrary<Manifest>): Arbitrary<Files> {
  const doings = fc.record(
    {
      commonLabels: pairs,
      labels: fc.array(labels, { minLength: 1, maxLength: 2 }),
      namePrefix: fc.constantFrom('a-', 'b-'),
      nameSuffix: fc.constantFrom('-x', '-y'),
      namespace: fc.constantFrom('one', 'two'),
      patches: fc.array(patch, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const base = fc.record({ manifests, doings }).map(({ manifests, doings }) => ({
    'all.yaml': documents(manifests),
    'kustomization.yaml': stringify({ resources: ['all.yaml'], ...doings }),
  }));
  return fc
    .record({
      base,
      top: doings,
      middle: maybe(doings),
      other: maybe(base),
      again: maybe(doings, 3),
      component: maybe(doings, 3),
    })
    .map(({ base, top, middle, other, again, component }) => ({
      ...within('base', base),
      ...(middle && kustomization('middle', { resources: ['../base'], ...middle })),
      ...(again && kustomization('again', { resources: ['../base'], ...again, nameSuffix: '-again' })),
      ...(other && within('other', other)),
      ...(other && kustomization('renamed', { resources: ['../other'], namePrefix: 'other-' })),
      ...(component &&
        kustomization('component', {
          apiVersion: 'kustomize.config.k8s.io/v1alpha1',
          kind: 'Component',
          commonAnnotations: { by: 'component' },
          ...component,
        })),
      ...kustomization('top', {
        resources: [middle ? '../middle' : '../base', ...(again ? ['../again'] : []), ...(other ? ['../renamed'] : [])],
        ...(component && { components: ['../component'] }),
        ...top,
      }),
    }));
}
