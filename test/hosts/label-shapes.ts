/** How applications of real style label their pods, with the key of the component: kustomize compares what it gets back with key order and quotes. */
export interface Shape {
  readonly manifests: string;
  /** The component's key, where it is not `component`. */
  readonly label?: string;
}

const quoted = (labels: readonly string[]) => `{${labels.join(', ')}}`;

/** A Deployment whose metadata, selector and pods bear these labels. */
function workload(name: string, labels: readonly string[], metadata: readonly string[] = labels, kind = 'Deployment') {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: "${name}"
  labels: ${quoted(metadata)}
spec:
  ${kind === 'StatefulSet' ? `serviceName: "${name}"\n  ` : ''}selector:
    matchLabels: ${quoted(labels)}
  template:
    metadata:
      labels: ${quoted(labels)}
    spec:
      containers:
        - name: main
          image: example.com/${kind.toLowerCase()}:1
          ports: [{containerPort: 8080, name: http}]
`;
}

function service(name: string, labels: readonly string[]) {
  return `apiVersion: v1
kind: Service
metadata:
  name: "${name}"
spec:
  selector: ${quoted(labels)}
  ports: [{port: 8080}]
`;
}

const all = (...manifests: string[]): string => manifests.join('---\n');

/** One workload and its Service, all with these labels. */
const pair = (...labels: string[]): Shape => ({ manifests: all(workload('loom', labels), service('loom', labels)) });

const recommended = [
  'app.kubernetes.io/name: loom',
  'app.kubernetes.io/instance: loom-a',
  'app.kubernetes.io/part-of: mill',
];

/** The pod template of a Job, with what `metadata` it has. */
const job = (metadata: string) => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: card
spec:
  schedule: "7 4 * * *"
  jobTemplate:
    spec:
      template:
        ${metadata}
        spec:
          restartPolicy: Never
          containers: [{name: main, image: "example.com/card:1"}]
`;

export const shapes: Readonly<Record<string, Shape>> = {
  'app alone': pair('app: loom'),
  'a key behind the component': pair('tier: back'),
  'keys before and behind the component': pair('app: loom', 'tier: back', 'zone: a'),
  'a key of which the component is the beginning': pair('component-set: loom', 'component.x/y: a'),
  'the recommended labels': pair(...recommended),
  'the recommended labels and a prefixed component': { ...pair(...recommended), label: 'app.kubernetes.io/component' },
  'many keys': pair(...Array.from({ length: 12 }, (_, i) => `k${i}: v${i}`), 'app: loom', 'release: a'),
  'keys of digits, capitals and underlines': pair(
    'Component: a',
    'c_x: a',
    'c10: a',
    'c9: a',
    'com_ponent: a',
    '"1": a',
  ),
  'values in quotes': pair('app: "1.10"', 'on: "on"', '"y": "no"', 'line: "0.10"'),
  'values in quotes behind the component': pair('zip: "0777"'),
  'a prefixed component among capitals': { ...pair('App: loom', 'zone: b'), label: 'mill.example.com/Component2' },
  'a component in quotes': {
    manifests: all(workload('1e3', ['app: x']), service('1e3', ['app: x']), workload('2024-01-01', ['app: x2'])),
  },
  'a component that begins with a digit': {
    manifests: all(workload('7-zip', ['app: x']), service('7-zip', ['app: x']), workload('1.2.3', ['app: y'])),
  },
  'a component to be filled': {
    manifests: all(
      workload('loom', ['app: loom', 'zone: a'], ['app: loom', 'component: ""', 'zone: a']),
      service('loom', ['app: loom']),
    ),
  },
  'a component in quotes to be replaced by one without': {
    manifests: workload('loom', ['app: loom', 'zone: a'], ['app: loom', 'component: "08"']).replace(
      '  labels:',
      '  annotations: {component-labels.fn.kpt.dev/component: thread}\n  labels:',
    ),
  },
  'empty labels': { manifests: all(workload('loom', ['app: loom'], []), service('loom', ['app: loom'])) },
  'no labels in metadata': {
    manifests: workload('loom', ['app: loom']).replace('  labels: {app: loom}\n', ''),
  },
  'annotations alone': {
    manifests: workload('loom', ['app: loom']).replace('  labels: {app: loom}\n', '  annotations: {zeal: much}\n'),
  },
  'pods without metadata': { manifests: job('') },
  'pods with annotations alone': { manifests: job('metadata: {annotations: {zeal: much}}') },
  'pods with a name alone': { manifests: job('metadata: {name: card}') },
  'pods with empty labels': { manifests: job('metadata: {labels: {}, name: card}') },
  'pods with null metadata': { manifests: job('metadata: null') },
  'expressions alone': {
    manifests: workload('loom', ['app: loom']).replace(
      'matchLabels: {app: loom}',
      'matchExpressions: [{key: app, operator: In, values: [loom]}]',
    ),
  },
  'affinity and spread': {
    manifests: all(
      workload('loom', ['tier: loom']).replace(
        'spec:\n      containers:',
        `spec:
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {tier: loom}}}
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm: {topologyKey: host, labelSelector: {matchLabels: {tier: loom}}}
      containers:`,
      ),
      service('loom', ['tier: loom']),
    ),
  },
  'several workloads under one label': {
    manifests: all(
      workload('loom', ['tier: mill']),
      workload('shed', ['tier: mill'], [], 'StatefulSet'),
      service('loom', ['tier: mill']),
      service('shed', ['tier: mill']),
      job('metadata: {labels: {tier: mill}}'),
    ),
  },
};
