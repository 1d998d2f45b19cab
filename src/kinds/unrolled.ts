import type { FieldSpec } from './walk';

/** A workload whose running pods keep the labels that they have: no rollout makes them anew, as a rule or as its fields say. */
export interface UnrolledKind {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
  /** The field by which it is so, and its value there, or any but nothing; always where it is absent. */
  readonly by?: readonly [FieldSpec, string | true | 'more than none'];
}

const onDelete = ['spec/updateStrategy/type', 'OnDelete'] as const;
const partition = (path: FieldSpec) => [path, 'more than none'] as const;
const rolling = partition('spec/updateStrategy/rollingUpdate/partition');
const former = { formerGroups: ['extensions'] } as const;
const kruise = { group: 'apps.kruise.io' } as const;

/**
 * Sources: Kubernetes API reference v1.31 (`updateStrategy`, `partition`, `paused`; a ReplicaSet and a ReplicationController use their
 * template for new pods only); OpenShift apps.openshift.io/v1; Argo Rollouts v1.8; OpenKruise apps.kruise.io/v1beta1.
 */
export const unrolledKinds: readonly UnrolledKind[] = [
  { group: 'apps', kind: 'StatefulSet', by: onDelete },
  { group: 'apps', kind: 'StatefulSet', by: rolling },
  { group: 'apps', kind: 'DaemonSet', by: onDelete, ...former },
  { group: 'apps', kind: 'ReplicaSet', ...former },
  { group: '', kind: 'ReplicationController' },
  { group: 'apps', kind: 'Deployment', by: ['spec/paused', true], ...former },
  { group: 'apps.openshift.io', kind: 'DeploymentConfig', by: ['spec/paused', true], formerGroups: [''] },
  { group: 'argoproj.io', kind: 'Rollout', by: ['spec/paused', true] },
  ...['StatefulSet', 'DaemonSet'].flatMap((kind): UnrolledKind[] => [
    { ...kruise, kind, by: onDelete },
    { ...kruise, kind, by: rolling },
    { ...kruise, kind, by: ['spec/updateStrategy/rollingUpdate/paused', true] },
  ]),
  { ...kruise, kind: 'CloneSet', by: partition('spec/updateStrategy/partition') },
  { ...kruise, kind: 'CloneSet', by: ['spec/updateStrategy/paused', true] },
];
