/** A label that a controller writes on pods when it makes them: no manifest holds it. */
export interface RuntimeLabel {
  /** The key; one that ends in `/` is what keys begin with that have no row of their own before it. */
  readonly key: string;
  /** The workload kinds whose pods may bear it. */
  readonly on: readonly string[];
  /** A word that others use as well: it is the controller's only where such a workload is in the namespace. */
  readonly isPlain?: true;
  /** The operator that makes such pods also of objects that are in no table, or elsewhere. */
  readonly by?: string;
}

const jobs = ['Job', 'CronJob', 'ScaledJob', 'JobSet', 'AdvancedCronJob', 'RayJob'];
const trainingJobs = ['TFJob', 'PyTorchJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob', 'MXJob'];
const sparkApplications = ['SparkApplication', 'ScheduledSparkApplication'];

/**
 * A selector that asks for one of these selects some of the pods that its other keys select, of these kinds only. Where a pod template
 * holds such a key itself, it is a label as any other. Sources: Kubernetes "Well-Known Labels" v1.31; Argo Rollouts v1.8; OpenKruise
 * apps.kruise.io/v1beta1; KubeRay v1.4; JobSet v0.8; LeaderWorkerSet v0.6; Volcano v1.12; Kubeflow training operator v1.8 and notebook
 * controller; Spark operator v2.3; Knative Serving (pkg/reconciler/revision/resources); KEDA v2.21; Prometheus operator v0.85; CloudNativePG
 * (pkg/utils/labels_annotations.go); Strimzi (Labels.java); KServe (pkg/constants); ECK (pkg/controller/.../label); Crunchy PGO; MinIO v2; OpenShift apps.openshift.io/v1
 * (`DeploymentConfigLabel`, `DeploymentLabel`).
 */
export const runtimeLabels: readonly RuntimeLabel[] = [
  { key: 'statefulset.kubernetes.io/pod-name', on: ['StatefulSet'] },
  { key: 'apps.kubernetes.io/pod-index', on: ['StatefulSet'] },
  { key: 'pod-template-hash', on: ['Deployment', 'ReplicaSet'] },
  { key: 'pod-template-generation', on: ['DaemonSet'] },
  { key: 'controller-revision-hash', on: ['StatefulSet', 'DaemonSet', 'CloneSet'] },
  { key: 'rollouts-pod-template-hash', on: ['Rollout', 'Experiment'] },
  { key: 'job-name', on: jobs },
  { key: 'controller-uid', on: jobs },
  { key: 'batch.kubernetes.io/', on: jobs },
  { key: 'apps.kruise.io/cloneset-instance-id', on: ['CloneSet'] },
  { key: 'apps.kruise.io/', on: ['CloneSet', 'StatefulSet', 'DaemonSet', 'BroadcastJob', 'AdvancedCronJob'] },
  { key: 'scaledjob.keda.sh/name', on: ['ScaledJob'] },
  { key: 'ray.io/', on: ['RayCluster', 'RayService', 'RayJob'], by: 'KubeRay' },
  { key: 'jobset.sigs.k8s.io/', on: ['JobSet'], by: 'JobSet' },
  { key: 'leaderworkerset.sigs.k8s.io/', on: ['LeaderWorkerSet'], by: 'LeaderWorkerSet' },
  { key: 'volcano.sh/', on: ['Job'], by: 'Volcano' },
  { key: 'training.kubeflow.org/', on: trainingJobs, by: 'the Kubeflow training operator' },
  { key: 'notebook-name', on: ['Notebook'], by: 'the Kubeflow notebook controller' },
  { key: 'statefulset', on: ['Notebook'], isPlain: true },
  { key: 'deploymentconfig', on: ['DeploymentConfig'], isPlain: true },
  { key: 'deployment', on: ['DeploymentConfig'], isPlain: true },
  { key: 'spark-role', on: sparkApplications, by: 'the Spark operator' },
  { key: 'spark-app-selector', on: sparkApplications, by: 'the Spark operator' },
  { key: 'sparkoperator.k8s.io/', on: sparkApplications, by: 'the Spark operator' },
  { key: 'serving.knative.dev/service', on: ['Service'], by: 'Knative' },
  { key: 'serving.knative.dev/', on: ['Service', 'Configuration'], by: 'Knative' },
  { key: 'serving.kserve.io/', on: [], by: 'KServe' },
  { key: 'operator.prometheus.io/', on: [], by: 'the Prometheus operator' },
  { key: 'cnpg.io/', on: [], by: 'CloudNativePG' },
  { key: 'postgres-operator.crunchydata.com/', on: [], by: 'the Crunchy Postgres operator' },
  { key: 'strimzi.io/', on: ['StrimziPodSet'], by: 'Strimzi' },
  { key: 'common.k8s.elastic.co/', on: [], by: 'ECK' },
  { key: 'elasticsearch.k8s.elastic.co/', on: [], by: 'ECK' },
  { key: 'kibana.k8s.elastic.co/', on: [], by: 'ECK' },
  { key: 'v1.min.io/', on: [], by: 'the MinIO operator' },
];

/** Keys of labels by which programs such as Patroni, Vault or Redis mark a pod's part among its like, as they elect. */
export const electedLabel = /(^|[-/])(role|active|leader|master|primary)$/;
