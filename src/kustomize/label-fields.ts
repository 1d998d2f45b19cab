/** A field that a label transformer writes, as kustomize's configuration has it. Lists on the way are walked. */
export interface LabelField {
  readonly path: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** Missing maps on the way are made. */
  readonly create?: boolean;
}

type Target = Pick<LabelField, 'group' | 'version' | 'kind'>;

const create = (targets: readonly Target[], path: string): LabelField[] =>
  targets.map(target => ({ ...target, path, create: true }));
const ifPresent = (targets: readonly Target[], path: string): LabelField[] =>
  targets.map(target => ({ ...target, path }));

const service: Target = { kind: 'Service', version: 'v1' };
const replicationController: Target = { kind: 'ReplicationController', version: 'v1' };
const statefulSet: Target = { kind: 'StatefulSet', group: 'apps' };
const job: Target = { kind: 'Job', group: 'batch' };
const cronJob: Target = { kind: 'CronJob', group: 'batch' };
const networkPolicy: Target = { kind: 'NetworkPolicy', group: 'networking.k8s.io' };
const controllers: readonly Target[] = [
  { kind: 'Deployment' },
  { kind: 'ReplicaSet' },
  { kind: 'DaemonSet' },
  statefulSet,
];
const placed: readonly Target[] = [{ kind: 'Deployment', group: 'apps' }, statefulSet];
const affinity = ['podAffinity', 'podAntiAffinity'].flatMap(kind => [
  `affinity/${kind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
  `affinity/${kind}/requiredDuringSchedulingIgnoredDuringExecution`,
]);

const selectorFields: readonly LabelField[] = [
  ...create([service, replicationController], 'spec/selector'),
  ...create(controllers, 'spec/selector/matchLabels'),
  ...[...affinity, 'topologySpreadConstraints'].flatMap(term =>
    ifPresent(placed, `spec/template/spec/${term}/labelSelector/matchLabels`),
  ),
  ...ifPresent([job], 'spec/selector/matchLabels'),
  ...ifPresent([cronJob], 'spec/jobTemplate/spec/selector/matchLabels'),
  ...ifPresent([{ kind: 'PodDisruptionBudget', group: 'policy' }], 'spec/selector/matchLabels'),
  ...['podSelector', 'ingress/from/podSelector', 'egress/to/podSelector'].flatMap(path =>
    ifPresent([networkPolicy], `spec/${path}/matchLabels`),
  ),
];

const metadata: readonly LabelField[] = create([{}], 'metadata/labels');

const templates: readonly LabelField[] = [
  ...create([replicationController, ...controllers, job], 'spec/template/metadata/labels'),
  ...create([cronJob], 'spec/jobTemplate/metadata/labels'),
  ...create([cronJob], 'spec/jobTemplate/spec/template/metadata/labels'),
];

const volumeClaimTemplates: readonly LabelField[] = create(
  [statefulSet],
  'spec/volumeClaimTemplates[]/metadata/labels',
);

/** Sections of kustomize's configuration by which `configurations` adds fields, as far as they are about labels and names. */
export const labelSections = ['commonLabels', 'labels', 'templateLabels', 'volumeClaimTemplateLabels'] as const;
export const nameSections = ['namePrefix', 'nameSuffix'] as const;
export const sections = [...labelSections, ...nameSections] as const;
export type LabelSection = (typeof labelSections)[number];
export type NameSection = (typeof nameSections)[number];
export type FieldSection = (typeof sections)[number];

const names: readonly LabelField[] = [{ path: 'metadata/name' }];

/**
 * What kustomize's labels and names reach where nothing else is configured, by section.
 * Source: kustomize v5.8, api/internal/konfig/builtinpluginconsts.
 */
export const defaultFields: Readonly<Record<FieldSection, readonly LabelField[]>> = {
  commonLabels: [...selectorFields, ...metadata, ...templates, ...volumeClaimTemplates],
  labels: [],
  templateLabels: [...metadata, ...templates],
  volumeClaimTemplateLabels: volumeClaimTemplates,
  namePrefix: names,
  nameSuffix: names,
};

/** `labels[]` always write the metadata of every object. */
export const metadataLabels = metadata;
