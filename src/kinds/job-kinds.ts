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
  MXJob: 'mxReplicaSpecs',
};

/**
 * The workload kinds whose pods run to completion: selectors catch their pods, no Service means them. Sources: Kubernetes API
 * reference v1.31 (batch/v1); KEDA v2.21 keda.sh/v1alpha1 (its jobTargetRef is a whole JobSpec); Kubeflow training operator
 * kubeflow.org/v1 (MXJob until v1.8); Spark operator v2.3 sparkoperator.k8s.io/v1beta2; JobSet v0.8 jobset.x-k8s.io/v1alpha2; Volcano v1.12
 * batch.volcano.sh/v1alpha1; KubeRay v1.4 ray.io/v1; OpenKruise apps.kruise.io/v1alpha1 and v1beta1.
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
      replicas: `spec/${specs}/*/replicas`,
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
    immutable: 'template',
    ...once,
  },
  {
    group: 'batch.volcano.sh',
    kind: 'Job',
    podTemplate: 'spec/tasks[]/template',
    replicas: 'spec/tasks[]/replicas',
    immutable: 'template',
    ...once,
  },
  ...[
    'rayClusterSpec/headGroupSpec/template',
    'rayClusterSpec/workerGroupSpecs[]/template',
    'submitterPodTemplate',
  ].map((path): WorkloadKind => ({ group: 'ray.io', kind: 'RayJob', podTemplate: `spec/${path}`, ...once })),
  { group: 'apps.kruise.io', kind: 'BroadcastJob', podTemplate: 'spec/template', ...once },
  {
    group: 'apps.kruise.io',
    kind: 'AdvancedCronJob',
    podTemplate: 'spec/template/jobTemplate/spec/template',
    selector: 'spec/template/jobTemplate/spec/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/template/jobTemplate/spec/manualSelector',
    ...once,
  },
  {
    group: 'apps.kruise.io',
    kind: 'AdvancedCronJob',
    podTemplate: 'spec/template/broadcastJobTemplate/spec/template',
    ...once,
  },
];
