// Measures the built program beside peers in the same run: medians of several runs, and ratios to the first peer.
//   node bench/run.mjs [RUNS]
import { spawnSync } from 'node:child_process';

const runs = Number(process.argv[2] ?? 7);

const service = (name, app) => `- apiVersion: v1
  kind: Service
  metadata:
    name: ${name}
  spec:
    selector:
      app: ${app}
    ports:
    - port: 80
`;
const deployment = (name, app) => `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: ${name}
  spec:
    selector:
      matchLabels:
        app: ${app}
    template:
      metadata:
        labels:
          app: ${app}
      spec:
        containers:
        - name: ${name}
          image: example.org/${name}
`;
const configMap = name => `- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: ${name}
  data:
    text: |
${'      a line of text that nobody has to parse\n'.repeat(100)}`;

const list = (count, item) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${Array.from({ length: count }, (_, i) => item(i)).join('')}`;
const pair = (i, app) => service(`app-${i}`, app) + deployment(`app-${i}`, app);

const inFile = (path, item) =>
  item.replace(/metadata:\n/, `metadata:\n    annotations: {config.kubernetes.io/path: '${path}'}\n`);
const kustomization = (path, text) => `- ${text}\n  metadata: {annotations: {config.kubernetes.io/path: '${path}'}}\n`;
/** One base of `count` workloads with their Services, and environments with a common label each. */
const sources = (count, environments) =>
  list(1, () => {
    const apps = Array.from({ length: count }, (_, i) => i);
    const files = apps.map(i => `app-${i}.yaml`);
    const base = apps.flatMap(i =>
      [service, deployment].map(make => inFile(`base/app-${i}.yaml`, make(`app-${i}`, `app-${i}`))),
    );
    const roots = Array.from({ length: environments }, (_, i) =>
      kustomization(
        `env-${i}/kustomization.yaml`,
        `resources: [../base]\n  namePrefix: env-${i}-\n  commonLabels: {app: shop}`,
      ),
    );
    return [kustomization('base/kustomization.yaml', `resources: [${files}]`), ...base, ...roots].join('');
  });

const inputs = {
  'sources: 100 objects in 10 environments': sources(50, 10),
  'an application of 10 objects, one common label': list(5, i => pair(i, 'shop')),
  '5,000 ConfigMaps (22 MB)': list(5000, i => configMap(`config-${i}`)),
  '1,000 objects, labels of their own': list(500, i => pair(i, `app-${i}`)),
  '1,000 objects, one common label': list(500, i => pair(i, 'shop')),
  '2,000 objects, one common label': list(1000, i => pair(i, 'shop')),
  '10,000 objects, one common label': list(5000, i => pair(i, 'shop')),
};
const sdk = "require('kpt-functions').run(Object.assign(async () => {}, {usage: ''}))";
const programs = {
  'node -e 0': ['-e', '0'],
  'component-labels': ['dist/component-labels.cjs'],
  "the SDK's run(), doing nothing": ['-e', sdk],
};

function seconds(args, input) {
  const begin = process.hrtime.bigint();
  spawnSync(process.execPath, args, { input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'ignore'] });
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [name, input] of Object.entries(inputs)) {
  console.log(`\n${name}`);
  const times = Object.fromEntries(Object.keys(programs).map(program => [program, []]));
  for (let i = 0; i < runs; i++)
    for (const [program, args] of Object.entries(programs)) times[program].push(seconds(args, input));
  const [peer] = Object.values(times).map(median);
  for (const [program, all] of Object.entries(times)) {
    const time = median(all);
    console.log(`  ${program.padEnd(32)} ${time.toFixed(3)} s  ${(time / peer).toFixed(1)} ×`);
  }
}
