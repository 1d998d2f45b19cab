/**
 * Kinds that select no pods and make none, though they may hold what looks so: schemas, volumes, webhooks, and what only carries
 * other objects as text. Of every other kind outside the tables that looks like a workload or a selector the user is told.
 */
export const plainKinds: ReadonlySet<string> = new Set([
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
  'ResourceQuota',
  'LimitRange',
  'PriorityClass',
  'ControllerRevision',
  'Event',
  'Kptfile',
  'Kustomization',
  'Component',
  'ComponentLabels',
]);
