/**
 * Kinds of which `kubectl logs KIND/NAME` finds a pod, by group.
 * Source: Kubernetes v1.33, k8s.io/kubectl/pkg/polymorphichelpers/helpers.go (`SelectorsForObject`).
 */
const targets: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ['', ['ReplicationController', 'Service']],
  ['apps', ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']],
  ['batch', ['Job']],
];

/** True where `kubectl logs` takes an object of the kind for its pods. */
export const isLogTarget = (group: string, kind: string): boolean =>
  targets.some(([of, kinds]) => of === group && kinds.includes(kind));
