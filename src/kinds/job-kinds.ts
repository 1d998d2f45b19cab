import type { WorkloadKind } from './workloads';

const once = { runsToCompletion: true, unreachedByCommonLabels: true } as const;

/** Kubeflow's training jobs: each kind has its own word for the map of replica types. */
const replicaSpecs: Readonly<Record<string, string>> = {
  TFJob: 'tfReplicaSpecs',
  PyTorchJob: 'pytorchReplicaSpecs',
  MPIJob: 'mpiReplicaSpecs',
  XGBoostJob: 'xgbReplicaSpecs',
  PaddleJob: 'paddleReplicaSpecs',
  JAXJob: 'jaxReplicaSpecs',
};

/**
 * The workload kinds whose pods run to completion: selectors catch their pods, no Service means them. Sources: Kubernetes API
 * reference v1.31 (batch/v1); KEDA keda.sh/v1alpha1; Kubeflow training operator kubeflow.org/v1; Spark operator
 * sparkoperator.k8s.io/v1beta2; JobSet jobset.x-k8s.io/v1alpha2; Volcano batch.volcano.sh/v1alpha1; KubeRay ray.io/v1;
 * OpenKruise apps.kruise.io/v1alpha1.
 */
export const jobKinds: readonly WorkloadKind[] = [
  {
    group: 'batch',
    kind: 'Job',
    podTemplate: 'spec/template',
    selector: 'spec/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/manualSelector',
    immutable: 'template',
    runsToCompletion: true,
    runsOnce: true,
  },
  {
    group: 'batch',
    kind: 'CronJob',
    podTemplate: 'spec/jobTemplate/spec/template',
    selector: 'spec/jobTemplate/spec/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/jobTemplate/spec/manualSelector',
    runsToCompletion: true,
  },
  {
    group: 'keda.sh',
    kind: 'ScaledJob',
    podTemplate: 'spec/jobTargetRef/template',
    selector: 'spec/jobTargetRef/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/jobTargetRef/manualSelector',
    ...once,
  },
  ...Object.entries(replicaSpecs).map(
    ([kind, specs]): WorkloadKind => ({
      group: 'kubeflow.org',
      kind,
      podTemplate: `spec/${specs}/*/template`,
      ...once,
    }),
  ),
  ...(
    [
      ['SparkApplication', 'spec'],
      ['ScheduledSparkApplication', 'spec/template'],
    ] as const
  ).flatMap(([kind, spec]) =>
    ['driver', 'executor'].map(
      (role): WorkloadKind => ({
        group: 'sparkoperator.k8s.io',
        kind,
        podTemplate: `${spec}/${role}`,
        labels: 'labels',
        podSpec: '',
        ...once,
      }),
    ),
  ),
  {
    group: 'jobset.x-k8s.io',
    kind: 'JobSet',
    podTemplate: 'spec/replicatedJobs[]/template/spec/template',
    ...once,
  },
  { group: 'batch.volcano.sh', kind: 'Job', podTemplate: 'spec/tasks[]/template', ...once },
  ...['headGroupSpec', 'workerGroupSpecs[]'].map(
    (group): WorkloadKind => ({
      group: 'ray.io',
      kind: 'RayJob',
      podTemplate: `spec/rayClusterSpec/${group}/template`,
      ...once,
    }),
  ),
  { group: 'apps.kruise.io', kind: 'BroadcastJob', podTemplate: 'spec/template', ...once },
];
