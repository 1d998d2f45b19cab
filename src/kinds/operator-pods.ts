/** A kind whose controller makes pods with labels that no manifest holds, and that the object's name tells. */
export interface OperatorKind {
  readonly group: string;
  readonly kind: string;
  /** API groups of old clusters that held the kind. */
  readonly formerGroups?: readonly string[];
  /** A workload of the tables: all else of its pods is known, and it makes nothing but pods. */
  readonly onlyLabels?: true;
  /** The field of the object whose labels come to the pods as well. */
  readonly podLabels?: string;
  /** The object's own labels come to the pods: always, or as its operator is told by this setting. Absent: never, or nobody here knows. */
  readonly inherits?: true | string;
  /** Labels of the pods; `{name}` and `{namespace}` are the object's, and `*` at the end is what the operator makes up. */
  readonly labels: Readonly<Record<string, string>>;
}

const prometheusOperator = (kind: string, name: string): OperatorKind => ({
  group: 'monitoring.coreos.com',
  kind,
  podLabels: 'spec/podMetadata/labels',
  labels: {
    ...(kind !== 'PrometheusAgent' && { [name]: '{name}' }),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': '{name}',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'operator.prometheus.io/name': '{name}',
  },
});

const victoria = (kind: string, name = kind.toLowerCase()): OperatorKind => ({
  group: 'operator.victoriametrics.com',
  kind,
  podLabels: 'spec/podMetadata/labels',
  labels: {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': '{name}',
    'app.kubernetes.io/component': 'monitoring',
    'managed-by': 'vm-operator',
  },
});

const jobNamed = (name: string) => ({ 'job-name': name, 'batch.kubernetes.io/job-name': name });

/** Operators by which a label alone names the object. */
const byOneLabel: readonly (readonly [group: string, kind: string, key: string])[] = [
  ['postgresql.cnpg.io', 'Cluster', 'cnpg.io/cluster'],
  ['postgresql.cnpg.io', 'Pooler', 'cnpg.io/poolerName'],
  ['postgres-operator.crunchydata.com', 'PostgresCluster', 'postgres-operator.crunchydata.com/cluster'],
  ['acid.zalan.do', 'postgresql', 'cluster-name'],
  ['rabbitmq.com', 'RabbitmqCluster', 'app.kubernetes.io/name'],
  ['databases.spotahome.com', 'RedisFailover', 'app.kubernetes.io/name'],
  ['elasticsearch.k8s.elastic.co', 'Elasticsearch', 'elasticsearch.k8s.elastic.co/cluster-name'],
  ['kibana.k8s.elastic.co', 'Kibana', 'kibana.k8s.elastic.co/name'],
  ['kafka.strimzi.io', 'Kafka', 'strimzi.io/cluster'],
  ['kafka.strimzi.io', 'KafkaConnect', 'strimzi.io/cluster'],
  ['kafka.strimzi.io', 'KafkaBridge', 'strimzi.io/cluster'],
  ['kafka.strimzi.io', 'KafkaMirrorMaker2', 'strimzi.io/cluster'],
  ['minio.min.io', 'Tenant', 'v1.min.io/tenant'],
  ['ray.io', 'RayCluster', 'ray.io/cluster'],
  ['serving.knative.dev', 'Configuration', 'serving.knative.dev/configuration'],
  ['serving.kserve.io', 'InferenceService', 'serving.kserve.io/inferenceservice'],
  ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet', 'leaderworkerset.sigs.k8s.io/name'],
  ['jobset.x-k8s.io', 'JobSet', 'jobset.sigs.k8s.io/jobset-name'],
  ['trainer.kubeflow.org', 'TrainJob', 'jobset.sigs.k8s.io/jobset-name'],
  ['batch.volcano.sh', 'Job', 'volcano.sh/job-name'],
];

/**
 * How pods of these come by further labels. Sources: CloudNativePG, "Labels and annotations"; Zalando, "inherited_labels"; Crunchy PGO v5,
 * `spec.metadata`; Strimzi, Labels.java (`fromResource`); RabbitMQ cluster operator, metadata/label.go (`GetLabels`); Redis operator,
 * `labelWhitelist`.
 */
const handing: Readonly<Record<string, Pick<OperatorKind, 'podLabels' | 'inherits'>>> = {
  'postgresql.cnpg.io': { podLabels: 'spec/inheritedMetadata/labels', inherits: 'INHERITED_LABELS' },
  'acid.zalan.do': { inherits: 'inherited_labels' },
  'postgres-operator.crunchydata.com': { podLabels: 'spec/metadata/labels' },
  'kafka.strimzi.io': { inherits: true },
  'rabbitmq.com': { inherits: true },
  'databases.spotahome.com': { inherits: 'labelWhitelist' },
};

/**
 * Operators whose pods, or labels on them, are in no manifest: a Service over them has endpoints all the same. Sources: Prometheus
 * operator v0.85 (pkg/prometheus, pkg/alertmanager, pkg/thanos); VictoriaMetrics operator v1beta1 (vmagent_types.go); CloudNativePG
 * (pkg/utils/labels_annotations.go); Crunchy PGO (internal/naming/labels.go); Zalando (pkg/util/config/config.go); RabbitMQ cluster operator
 * (internal/metadata/label.go); Redis operator of spotahome; ECK (pkg/controller/…/label); Strimzi (Labels.java); MinIO v2; MongoDB
 * Community; Jaeger (pkg/util/util.go); OpenTelemetry operator (manifestutils/labels.go); Keycloak (Utils.java); KubeRay v1.4; Knative;
 * KServe (pkg/constants); LeaderWorkerSet v0.6; JobSet v0.8; Kubeflow trainer v1alpha1 and notebook controller; Volcano v1.12; OpenShift
 * apps.openshift.io/v1.
 */
export const operatorKinds: readonly OperatorKind[] = [
  prometheusOperator('Prometheus', 'prometheus'),
  prometheusOperator('PrometheusAgent', 'prometheus-agent'),
  prometheusOperator('Alertmanager', 'alertmanager'),
  prometheusOperator('ThanosRuler', 'thanos-ruler'),
  ...['VMSingle', 'VMAgent', 'VMAlert', 'VMAuth', 'VMAlertmanager'].map(kind => victoria(kind)),
  ...['vmstorage', 'vmselect', 'vminsert'].map(name => victoria('VMCluster', name)),
  ...byOneLabel.map(
    ([group, kind, key]): OperatorKind => ({
      group,
      kind,
      labels: { [key]: '{name}' },
      ...handing[group],
    }),
  ),
  { group: 'batch', kind: 'Job', labels: jobNamed('{name}'), onlyLabels: true },
  { group: 'batch', kind: 'CronJob', labels: jobNamed('{name}-*'), onlyLabels: true },
  {
    group: 'keda.sh',
    kind: 'ScaledJob',
    labels: { 'scaledjob.keda.sh/name': '{name}', ...jobNamed('{name}-*') },
    onlyLabels: true,
  },
  ...['RayService', 'RayJob'].map(
    (kind): OperatorKind => ({ group: 'ray.io', kind, labels: { 'ray.io/cluster': '{name}-*' } }),
  ),
  {
    group: 'serving.knative.dev',
    kind: 'Service',
    labels: { 'serving.knative.dev/service': '{name}', 'serving.knative.dev/configuration': '{name}' },
  },
  {
    group: 'kubeflow.org',
    kind: 'Notebook',
    labels: { statefulset: '{name}', 'notebook-name': '{name}' },
  },
  {
    group: 'apps.openshift.io',
    kind: 'DeploymentConfig',
    formerGroups: [''],
    labels: { deploymentconfig: '{name}', deployment: '{name}-*' },
    onlyLabels: true,
  },
  { group: 'mongodbcommunity.mongodb.com', kind: 'MongoDBCommunity', labels: { app: '{name}-svc' } },
  {
    group: 'jaegertracing.io',
    kind: 'Jaeger',
    labels: { app: 'jaeger', 'app.kubernetes.io/instance': '{name}', 'app.kubernetes.io/part-of': 'jaeger' },
  },
  {
    group: 'opentelemetry.io',
    kind: 'OpenTelemetryCollector',
    labels: {
      'app.kubernetes.io/name': '{name}-collector',
      'app.kubernetes.io/instance': '{namespace}.{name}',
      'app.kubernetes.io/component': 'opentelemetry-collector',
      'app.kubernetes.io/managed-by': 'opentelemetry-operator',
    },
  },
  {
    group: 'k8s.keycloak.org',
    kind: 'Keycloak',
    labels: {
      app: 'keycloak',
      'app.kubernetes.io/instance': '{name}',
      'app.kubernetes.io/managed-by': 'keycloak-operator',
    },
  },
];
