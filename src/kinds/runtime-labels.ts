/**
 * Label keys that controllers write on pods when they make them: no manifest holds them, so a selector that has one
 * selects some of the pods that its other keys select. Source: Kubernetes "Well-Known Labels"; Argo Rollouts.
 */
export const runtimeLabels: readonly string[] = [
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-hash',
  'controller-revision-hash',
  'rollouts-pod-template-hash',
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];
