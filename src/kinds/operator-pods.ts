/** A kind whose operator makes pods with labels that the object's name tells. */
export interface OperatorKind {
  readonly group: string;
  readonly kind: string;
  /** Labels of the pods; `{name}` and `{namespace}` are the object's. */
  readonly labels: Readonly<Record<string, string>>;
}

const prometheusOperator = (kind: string, name: string, key = name): OperatorKind => ({
  group: 'monitoring.coreos.com',
  kind,
  labels: {
    [key]: '{name}',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': '{name}',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'operator.prometheus.io/name': '{name}',
  },
});

const victoria = (kind: string): OperatorKind => ({
  group: 'operator.victoriametrics.com',
  kind,
  labels: {
    'app.kubernetes.io/name': kind.toLowerCase(),
    'app.kubernetes.io/instance': '{name}',
    'app.kubernetes.io/component': 'monitoring',
    'managed-by': 'vm-operator',
  },
});

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
  ['minio.min.io', 'Tenant', 'v1.min.io/tenant'],
  ['ray.io', 'RayCluster', 'ray.io/cluster'],
  ['serving.knative.dev', 'Service', 'serving.knative.dev/service'],
  ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet', 'leaderworkerset.sigs.k8s.io/name'],
  ['jobset.x-k8s.io', 'JobSet', 'jobset.sigs.k8s.io/jobset-name'],
  ['batch.volcano.sh', 'Job', 'volcano.sh/job-name'],
];

/**
 * Operators whose pods, or labels on them, are in no manifest: a Service over them has endpoints all the same. Sources: Prometheus
 * operator v0.85 (pkg/prometheus, pkg/alertmanager, pkg/thanos); VictoriaMetrics operator v1beta1; CloudNativePG; Crunchy PGO;
 * Zalando; RabbitMQ cluster operator; ECK; Strimzi; MinIO v2; KubeRay v1.4; Knative; LeaderWorkerSet v0.6; JobSet v0.8; Volcano v1.12.
 */
export const operatorKinds: readonly OperatorKind[] = [
  prometheusOperator('Prometheus', 'prometheus'),
  prometheusOperator('PrometheusAgent', 'prometheus-agent'),
  prometheusOperator('Alertmanager', 'alertmanager'),
  prometheusOperator('ThanosRuler', 'thanos-ruler'),
  ...['VMSingle', 'VMAgent', 'VMAlert', 'VMAuth', 'VMAlertmanager'].map(victoria),
  ...byOneLabel.map(([group, kind, key]): OperatorKind => ({ group, kind, labels: { [key]: '{name}' } })),
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
