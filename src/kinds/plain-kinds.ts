const native = [
  'ConfigMap',
  'Secret',
  'CustomResourceDefinition',
  'ClusterRole',
  'Role',
  'ClusterRoleBinding',
  'RoleBinding',
  'ServiceAccount',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
  'PodTemplate',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ResourceQuota',
  'LimitRange',
  'PriorityClass',
  'ControllerRevision',
  'Event',
];

/** Of hosts, and of ours. */
const tools = ['Kptfile', 'Kustomization', 'Component', 'ComponentLabels'];

/** What labels Secrets, nodes, alerts or metrics with what looks like the labels of pods. */
const others = [
  'ExternalSecret',
  'ClusterExternalSecret',
  'SealedSecret',
  'Certificate',
  'PrometheusRule',
  'VMRule',
  'AlertmanagerConfig',
  'VMAlertmanagerConfig',
  'GrafanaDashboard',
  'NodePool',
  'NodeClaim',
  'Provisioner',
];

/** What holds other objects, or patterns of them: Argo CD, Crossplane, OpenShift, Kyverno, Kubeflow trainer. */
const carriers = [
  'Application',
  'ApplicationSet',
  'Composition',
  'Template',
  'ClusterPolicy',
  'Policy',
  'CleanupPolicy',
  'ClusterCleanupPolicy',
  'ValidatingPolicy',
  'MutatingPolicy',
  'GeneratingPolicy',
  'TrainingRuntime',
  'ClusterTrainingRuntime',
];

/** What selects something else than pods: Cluster API its machines, OLM namespaces, Linkerd its Servers. */
const selectingOthers = [
  'MachineSet',
  'MachineDeployment',
  'MachineHealthCheck',
  'MachinePool',
  'OperatorGroup',
  'ServerAuthorization',
];

/**
 * Kinds that select no pods and make none, though they may hold what looks so: schemas, volumes, webhooks, and what only carries
 * other objects as text. Of every other kind outside the tables that looks like a workload or a selector the user is told.
 */
export const plainKinds: ReadonlySet<string> = new Set([
  ...native,
  ...tools,
  ...others,
  ...carriers,
  ...selectingOthers,
]);

/**
 * Kinds that hold a chart's values: what looks like a pod template or a label there is whatever the chart makes of it, and no row could say
 * that. Sources: Flux, HelmRelease v2; k3s, HelmChart and HelmChartConfig v1.
 */
export const chartKinds: ReadonlySet<string> = new Set(['HelmRelease', 'HelmChart', 'HelmChartConfig']);
