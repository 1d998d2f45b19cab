export type MergeFields = Readonly<Record<string, MergeShape>>;
/** What kustomize's builtin OpenAPI schema says about a field: list elements with equal `keys` are one element. */
export interface MergeShape {
  readonly keys?: readonly string[];
  readonly fields?: MergeFields;
}

const list = (keys: string, fields: MergeFields = {}): MergeShape => ({
  keys: keys === '' ? [] : keys.split(' '),
  fields,
});
const map = (fields: MergeFields): MergeShape => ({ fields });

const metadata = map({ finalizers: list(''), ownerReferences: list('uid') });
const status = map({ conditions: list('type') });
const mounts = { env: list('name'), volumeDevices: list('devicePath'), volumeMounts: list('mountPath') };
const containers = list('name', { ...mounts, ports: list('containerPort protocol') });
const podSpec = map({
  containers,
  initContainers: containers,
  ephemeralContainers: list('name', mounts), // without their ports
  hostAliases: list('ip'),
  imagePullSecrets: list('name'),
  topologySpreadConstraints: list('topologyKey whenUnsatisfiable'),
  volumes: list('name'),
});
const template = map({ metadata, spec: podSpec });
const workload = map({ metadata, spec: map({ template }), status });
const pod = map({ metadata, spec: podSpec, status: map({ conditions: list('type'), podIPs: list('ip') }) });
const webhooks = map({ metadata, webhooks: list('name') });
const plain = map({ metadata, status });

/**
 * The lists that a strategic merge patch merges by key; all others, and all lists of kinds that stand not here, are
 * replaced. Source: `x-kubernetes-patch-strategy: merge` with its merge keys in the Kubernetes 1.21.2 OpenAPI that kyaml
 * 0.21.2 embeds (`openapi/kubernetesapi/v1_21_2/swagger.pb.gz`). Its other kinds merge `metadata` alone; those that
 * people patch are here as `plain`.
 */
const kinds: readonly (readonly [string, MergeShape])[] = [
  ['v1/Pod', pod],
  ['v1/PodTemplate', map({ metadata, template })],
  ['v1/ReplicationController apps/v1/DaemonSet apps/v1/Deployment apps/v1/ReplicaSet apps/v1/StatefulSet', workload],
  ['batch/v1/Job', workload],
  ['batch/v1/CronJob batch/v1beta1/CronJob', map({ metadata, spec: map({ jobTemplate: workload }) })],
  ['v1/Service', map({ metadata, spec: map({ ports: list('port protocol') }), status })],
  ['v1/ServiceAccount', map({ metadata, secrets: list('name') })],
  ['admissionregistration.k8s.io/v1/MutatingWebhookConfiguration', webhooks],
  ['admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration', webhooks],
  ['v1/ConfigMap v1/Namespace v1/PersistentVolume v1/PersistentVolumeClaim v1/Secret', plain],
  ['networking.k8s.io/v1/Ingress networking.k8s.io/v1/NetworkPolicy', plain],
  ['policy/v1/PodDisruptionBudget policy/v1beta1/PodDisruptionBudget', plain],
];
/** The lists of a kind that merge, by apiVersion and kind. */
export const shapes: ReadonlyMap<string, MergeShape> = new Map(
  kinds.flatMap(([names, shape]) => names.split(' ').map(name => [name, shape])),
);
