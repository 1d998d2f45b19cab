import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { deepFreeze } from '../../src/data/freeze';
import type { Data } from '../../src/data/values';
import { strategicMerge } from '../../src/kustomize/strategic-merge';
import { describeHost, output } from '../hosts/hosts';
import fc from '../random';

const deployment = 'apps/v1 Deployment';
const statefulSet = 'apps/v1 StatefulSet';
const cronJob = 'batch/v1 CronJob';
const service = 'v1 Service';
const rollout = 'argoproj.io/v1alpha1 Rollout';
const pdb = 'policy/v1 PodDisruptionBudget';
const policy = 'networking.k8s.io/v1 NetworkPolicy';

/** A kind, what its object holds beside name and kind, what the patch holds; and what becomes of it, where that is worth reading. */
type Row = readonly [title: string, kind: string, target: string, patch: string, result?: string];

const containers = (text: string) => `spec: {template: {spec: {containers: ${text}}}}`;
const ports = (text: string) => containers(`[{name: web, ports: ${text}}]`);
const spec = (text: string) => `spec: ${text}`;
const podSpec = (text: string) => `spec: {template: {spec: ${text}}}`;

const rows: readonly Row[] = [
  [
    'maps merge',
    deployment,
    'metadata: {labels: {a: "1"}}',
    'metadata: {labels: {b: "2"}}',
    'metadata: {labels: {a: "1", b: "2"}}',
  ],
  ['scalars replace', deployment, spec('{replicas: 1}'), spec('{replicas: 3}'), spec('{replicas: 3}')],
  [
    'null deletes a key',
    deployment,
    'metadata: {labels: {a: "1", b: "2"}}',
    'metadata: {labels: {a: null}}',
    'metadata: {labels: {b: "2"}}',
  ],
  [
    'null deletes a map',
    deployment,
    spec('{strategy: {type: Recreate}, replicas: 1}'),
    spec('{strategy: null}'),
    spec('{replicas: 1}'),
  ],
  [
    'null deletes a list',
    deployment,
    podSpec('{containers: [{name: a}], volumes: [{name: v}]}'),
    podSpec('{volumes: null}'),
    podSpec('{containers: [{name: a}]}'),
  ],
  [
    'null in what is new leaves nothing',
    deployment,
    spec('{}'),
    spec('{selector: {matchLabels: {a: null, b: "1"}}}'),
    spec('{selector: {matchLabels: {b: "1"}}}'),
  ],
  [
    'null of the target stays',
    deployment,
    spec('{replicas: null, paused: true}'),
    spec('{paused: false}'),
    spec('{replicas: null, paused: false}'),
  ],
  ['null of the target takes a map', deployment, spec('{strategy: null}'), spec('{strategy: {type: Recreate}}')],
  ['null for what is not there', deployment, spec('{replicas: 1}'), spec('{paused: null}')],
  [
    'pod labels merge',
    deployment,
    'spec: {template: {metadata: {labels: {app: a}}}}',
    'spec: {template: {metadata: {labels: {tier: b}}}}',
    'spec: {template: {metadata: {labels: {app: a, tier: b}}}}',
  ],
  [
    'matchLabels merge',
    deployment,
    spec('{selector: {matchLabels: {app: a}}}'),
    spec('{selector: {matchLabels: {tier: b}}}'),
  ],
  [
    'matchExpressions are replaced',
    deployment,
    spec('{selector: {matchExpressions: [{key: a, operator: Exists}]}}'),
    spec('{selector: {matchExpressions: [{key: b, operator: Exists}]}}'),
    spec('{selector: {matchExpressions: [{key: b, operator: Exists}]}}'),
  ],
  [
    '$patch: replace in a map',
    deployment,
    spec('{selector: {matchLabels: {app: a, tier: b}}}'),
    spec('{selector: {matchLabels: {$patch: replace, app: c}}}'),
    spec('{selector: {matchLabels: {app: c}}}'),
  ],
  [
    '$patch: delete in a map',
    deployment,
    spec('{strategy: {type: Recreate}, replicas: 1}'),
    spec('{strategy: {$patch: delete}}'),
    spec('{replicas: 1}'),
  ],
  [
    '$patch: merge in a map',
    deployment,
    spec('{strategy: {type: Recreate}}'),
    spec('{strategy: {$patch: merge, x: "1"}}'),
    spec('{strategy: {type: Recreate, x: "1"}}'),
  ],
  [
    '$patch: delete of what is not there',
    deployment,
    spec('{replicas: 1}'),
    spec('{strategy: {$patch: delete}}'),
    spec('{replicas: 1}'),
  ],
  [
    '$patch: replace of labels',
    deployment,
    'metadata: {labels: {a: "1"}}',
    'metadata: {labels: {$patch: replace, b: "2"}}',
    'metadata: {labels: {b: "2"}}',
  ],
  [
    'new containers come first',
    deployment,
    containers('[{name: a}, {name: b}]'),
    containers('[{name: c}, {name: d}]'),
    containers('[{name: c}, {name: d}, {name: a}, {name: b}]'),
  ],
  [
    'known containers go where the patch has them',
    deployment,
    containers('[{name: a}, {name: b, image: x}]'),
    containers('[{name: b, image: y}]'),
    containers('[{name: b, image: y}, {name: a}]'),
  ],
  [
    '$patch: delete of a container',
    deployment,
    containers('[{name: a}, {name: b}]'),
    containers('[{name: a, $patch: delete}]'),
    containers('[{name: b}]'),
  ],
  [
    '$patch: delete of the last container',
    deployment,
    containers('[{name: a}]'),
    containers('[{name: a, $patch: delete}]'),
    containers('[]'),
  ],
  [
    '$patch: replace in an element does nothing',
    deployment,
    containers('[{name: a, image: x}, {name: b}]'),
    containers('[{name: a, $patch: replace, args: [q]}]'),
    containers('[{name: a, image: x}, {name: b}]'),
  ],
  [
    '- $patch: replace replaces the list',
    deployment,
    containers('[{name: a}, {name: b}]'),
    containers('[{name: c}, {$patch: replace}]'),
    containers('[{name: c}]'),
  ],
  [
    '- $patch: delete deletes the list',
    deployment,
    podSpec('{volumes: [{name: a}], containers: [{name: a}]}'),
    podSpec('{volumes: [{$patch: delete}]}'),
    podSpec('{containers: [{name: a}]}'),
  ],
  [
    '- $patch: merge is a merge',
    deployment,
    containers('[{name: a}]'),
    containers('[{$patch: merge}, {name: b}]'),
    containers('[{name: b}, {name: a}]'),
  ],
  [
    '- $patch: replace for a list that is not there',
    deployment,
    spec('{replicas: 1}'),
    podSpec('{volumes: [{$patch: replace}, {name: a}]}'),
  ],
  [
    'args are replaced',
    deployment,
    containers('[{name: a, args: [x, q]}]'),
    containers('[{name: a, args: [z]}]'),
    containers('[{name: a, args: [z]}]'),
  ],
  [
    'env by name',
    deployment,
    containers('[{name: a, env: [{name: A, value: "1"}, {name: B, value: "2"}]}]'),
    containers('[{name: a, env: [{name: B, value: "3"}, {name: C, value: "4"}]}]'),
    containers('[{name: a, env: [{name: B, value: "3"}, {name: C, value: "4"}, {name: A, value: "1"}]}]'),
  ],
  [
    'env value becomes valueFrom',
    deployment,
    containers('[{name: a, env: [{name: A, value: "1"}]}]'),
    containers('[{name: a, env: [{name: A, value: null, valueFrom: {fieldRef: {fieldPath: x}}}]}]'),
  ],
  [
    'envFrom is replaced',
    deployment,
    containers('[{name: a, envFrom: [{configMapRef: {name: x}}]}]'),
    containers('[{name: a, envFrom: [{secretRef: {name: z}}]}]'),
  ],
  [
    'mounts and volumes',
    deployment,
    podSpec('{containers: [{name: a, volumeMounts: [{name: v, mountPath: /a}]}], volumes: [{name: v, emptyDir: {}}]}'),
    podSpec(
      '{containers: [{name: a, volumeMounts: [{name: w, mountPath: /b}]}], volumes: [{name: w, emptyDir: {}}, {name: v, emptyDir: null, configMap: {name: c}}]}',
    ),
  ],
  [
    'ports by number and protocol: known ones keep their order',
    deployment,
    ports('[{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}]'),
    ports('[{containerPort: 53, protocol: TCP, name: dns}]'),
    ports('[{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP, name: dns}]'),
  ],
  [
    'ports without a protocol',
    deployment,
    ports('[{containerPort: 80}, {containerPort: 81}]'),
    ports('[{containerPort: 80, name: http}]'),
    ports('[{containerPort: 80, name: http}, {containerPort: 81}]'),
  ],
  [
    'a port whose protocol only the patch says',
    deployment,
    ports('[{containerPort: 80, name: http}]'),
    ports('[{containerPort: 80, protocol: TCP, name: www}]'),
  ],
  [
    'a port whose protocol only the target says',
    deployment,
    ports('[{containerPort: 80, protocol: TCP}, {containerPort: 81, protocol: TCP}]'),
    ports('[{containerPort: 80, name: www}]'),
  ],
  [
    'init containers, pull secrets, aliases',
    deployment,
    podSpec(
      '{initContainers: [{name: a}], imagePullSecrets: [{name: s}], hostAliases: [{ip: "1.1.1.1", hostnames: [a]}]}',
    ),
    podSpec(
      '{initContainers: [{name: a, image: i}], imagePullSecrets: [{name: t}], hostAliases: [{ip: "1.1.1.1", hostnames: [b]}]}',
    ),
  ],
  [
    'tolerations are replaced',
    deployment,
    podSpec('{tolerations: [{key: a}]}'),
    podSpec('{tolerations: [{key: b}]}'),
    podSpec('{tolerations: [{key: b}]}'),
  ],
  [
    'spread constraints',
    deployment,
    podSpec(
      '{topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: a}}}]}',
    ),
    podSpec(
      '{topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1}, {topologyKey: host, whenUnsatisfiable: ScheduleAnyway}]}',
    ),
  ],
  [
    'affinity terms are replaced',
    deployment,
    podSpec(
      '{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}, {topologyKey: b}]}}}',
    ),
    podSpec('{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: c}]}}}'),
  ],
  ['elements without their key', deployment, containers('[{image: x}, {name: a}]'), containers('[{name: b}]')],
  [
    'twins in the target',
    deployment,
    containers('[{name: a, image: x}, {name: a, image: z}, {name: b}]'),
    spec('{replicas: 2}'),
  ],
  [
    'finalizers are a set',
    deployment,
    'metadata: {finalizers: [a, b]}',
    'metadata: {finalizers: [b, c]}',
    'metadata: {finalizers: [b, c, a]}',
  ],
  ['a whole deletion', deployment, spec('{replicas: 1}'), '$patch: delete'],
  [
    '$patch: replace of the whole object does nothing',
    deployment,
    spec('{replicas: 1}'),
    '{$patch: replace, spec: {paused: true}}',
    spec('{replicas: 1}'),
  ],
  [
    'StatefulSet containers',
    statefulSet,
    containers('[{name: a}]'),
    containers('[{name: a, image: x}]'),
    containers('[{name: a, image: x}]'),
  ],
  [
    'StatefulSet claims are replaced',
    statefulSet,
    spec('{volumeClaimTemplates: [{metadata: {name: a}}]}'),
    spec('{volumeClaimTemplates: [{metadata: {name: b}}]}'),
    spec('{volumeClaimTemplates: [{metadata: {name: b}}]}'),
  ],
  [
    'CronJob containers',
    cronJob,
    `spec: {jobTemplate: {${containers('[{name: a}]')}}}`,
    `spec: {jobTemplate: {${containers('[{name: b}]')}}}`,
    `spec: {jobTemplate: {${containers('[{name: b}, {name: a}]')}}}`,
  ],
  [
    'Pod containers',
    'v1 Pod',
    spec('{containers: [{name: a}]}'),
    spec('{containers: [{name: b}]}'),
    spec('{containers: [{name: b}, {name: a}]}'),
  ],
  [
    'Service ports',
    service,
    spec('{ports: [{port: 80, protocol: TCP, targetPort: 1}]}'),
    spec('{ports: [{port: 80, protocol: TCP, name: http}, {port: 81, protocol: TCP}]}'),
    spec('{ports: [{port: 81, protocol: TCP}, {port: 80, protocol: TCP, targetPort: 1, name: http}]}'),
  ],
  [
    'Service ports without a protocol',
    service,
    spec('{ports: [{port: 80, targetPort: 1}, {port: 90}]}'),
    spec('{ports: [{port: 80, name: http}]}'),
  ],
  [
    'Service selectors merge',
    service,
    spec('{selector: {app: a}}'),
    spec('{selector: {tier: b, app: null}}'),
    spec('{selector: {tier: b}}'),
  ],
  ['Service external IPs are replaced', service, spec('{externalIPs: [a]}'), spec('{externalIPs: [b]}')],
  [
    'PDB selectors merge',
    pdb,
    spec('{selector: {matchLabels: {app: a}}}'),
    spec('{selector: {matchLabels: {tier: b}}}'),
    spec('{selector: {matchLabels: {app: a, tier: b}}}'),
  ],
  [
    'NetworkPolicy rules are replaced',
    policy,
    spec('{podSelector: {matchLabels: {a: b}}, ingress: [{from: [{podSelector: {}}]}]}'),
    spec('{ingress: [{ports: [{port: 80}]}]}'),
    spec('{podSelector: {matchLabels: {a: b}}, ingress: [{ports: [{port: 80}]}]}'),
  ],
  [
    'ServiceAccount',
    'v1 ServiceAccount',
    'imagePullSecrets: [{name: a}]\nsecrets: [{name: a}]',
    'imagePullSecrets: [{name: b}]\nsecrets: [{name: b}]',
    'imagePullSecrets: [{name: b}]\nsecrets: [{name: b}, {name: a}]',
  ],
  [
    'Ingress rules are replaced',
    'networking.k8s.io/v1 Ingress',
    spec('{rules: [{host: a}, {host: b}]}'),
    spec('{rules: [{host: c}]}'),
  ],
  ['ConfigMap', 'v1 ConfigMap', 'data: {a: "1"}', 'data: {b: "2", a: null}\nmetadata: {finalizers: [f]}'],
  [
    'a version without a schema',
    'apps/v1beta1 Deployment',
    containers('[{name: a}]'),
    containers('[{name: b}]'),
    containers('[{name: b}]'),
  ],
  [
    'Rollout containers are replaced',
    rollout,
    containers('[{name: a, image: x}]'),
    containers('[{name: a, args: [q]}]'),
    containers('[{name: a, args: [q]}]'),
  ],
  [
    'Rollout maps merge',
    rollout,
    spec('{selector: {matchLabels: {a: "1"}}, strategy: {canary: {steps: [{pause: {}}]}}}'),
    spec('{selector: {matchLabels: {b: "2"}}, strategy: {canary: {steps: [{setWeight: 5}]}}}'),
  ],
  [
    'Rollout: directives in replaced lists are values',
    rollout,
    containers('[{name: a}]'),
    containers('[{name: a, $patch: delete}]'),
    containers('[{name: a, $patch: delete}]'),
  ],
  [
    'Rollout finalizers are replaced',
    rollout,
    'metadata: {finalizers: [a]}',
    'metadata: {finalizers: [b]}',
    'metadata: {finalizers: [b]}',
  ],
  [
    'an object inside of a foreign one has its own schema',
    'example.com/v1 Wrapper',
    'spec: {object: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a}]}}}',
    'spec: {object: {spec: {containers: [{name: b}]}}}',
    'spec: {object: {apiVersion: v1, kind: Pod, spec: {containers: [{name: b}, {name: a}]}}}',
  ],
];

function objectOf(kind: string, name: string, text: string): Data {
  const [apiVersion, kindName] = kind.split(' ');
  const { metadata, ...rest } = parse(text);
  return deepFreeze({ apiVersion, kind: kindName, metadata: { ...metadata, name }, ...rest });
}

const pairs = rows.map(([title, kind, target, patch, result], i) => ({
  title,
  name: `pair-${i}`,
  target: objectOf(kind, `pair-${i}`, target),
  patch: objectOf(kind, `pair-${i}`, patch),
  result: result === undefined ? undefined : objectOf(kind, `pair-${i}`, result),
}));

describe('strategicMerge', () => {
  test.each(pairs.filter(({ result }) => result))('$title', ({ target, patch, result }) => {
    expect(strategicMerge(target, patch)).toEqual(result);
  });

  test('$patch: delete deletes the object', () => {
    expect(strategicMerge(objectOf(deployment, 'a', 'spec: {}'), parse('$patch: delete'))).toBeUndefined();
  });

  test('maps of the result have no prototype', () => {
    const target = objectOf(deployment, 'a', 'metadata: {labels: {b: c}}');
    const merged = strategicMerge(target, parse(containers('[{name: b, env: [{name: c}]}]')));
    const seen: unknown[] = [merged];
    for (const value of seen) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) expect(Object.getPrototypeOf(value)).toBeNull();
      seen.push(...Object.values(value));
    }
  });

  test.each([
    ['spec: {template: {spec: {containers: {name: a}}}}', 'the patch has a map in place of a list'],
    ['spec: {replicas: [1]}', 'the patch has a list in place of a scalar'],
    ['spec: {$patch: remove}', "unknown patch strategy 'remove'"],
  ])('%s is refused', (patch, message) => {
    const target = objectOf(deployment, 'a', 'spec: {replicas: 1, template: {spec: {containers: [{name: a}]}}}');
    expect(() => strategicMerge(target, parse(patch))).toThrow(message);
  });
});

describeHost('kustomize 5', kustomize => {
  let built: Map<string, unknown>;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'strategic-merge-'));
    const targets = pairs.map(({ target }) => stringify(target)).join('---\n');
    const patches = pairs.map(({ patch }) => ({ patch: stringify(patch) }));
    writeFileSync(join(folder, 'targets.yaml'), targets);
    writeFileSync(join(folder, 'kustomization.yaml'), stringify({ resources: ['targets.yaml'], patches }));
    const documents = parseAllDocuments(output(kustomize, ['build', folder])).map(document => document.toJS());
    built = new Map(documents.map(document => [document.metadata.name, document]));
    rmSync(folder, { recursive: true });
  });

  test.each(pairs)('$title', ({ name, target, patch }) => {
    expect(strategicMerge(target, patch)).toEqual(built.get(name));
  });
});

describe('any Deployment', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const labels = fc.dictionary(word, word, { maxKeys: 3 });
  const container = fc.record({ name: word, image: word, args: fc.array(word) }, { requiredKeys: ['name'] });
  const deploymentOf = (container: fc.Arbitrary<unknown>, label: fc.Arbitrary<unknown>) =>
    fc
      .record({
        labels: label,
        replicas: fc.constantFrom(1, 2),
        matchLabels: label,
        containers: fc.uniqueArray(container, { selector: one => (one as Data).name, maxLength: 3 }),
      })
      .map(({ labels, replicas, matchLabels, containers }) =>
        deepFreeze({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'a', labels },
          spec: { replicas, selector: { matchLabels }, template: { spec: { containers } } },
        }),
      );
  const target = deploymentOf(container, labels);
  const patch = deploymentOf(container, fc.dictionary(word, fc.option(word), { maxKeys: 3 }));

  test('is unchanged by a patch that only says which object it means', () => {
    const identity = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } };
    fc.assert(fc.property(target, target => expect(strategicMerge(target, identity)).toEqual(target)));
  });

  test('is the same after the same patch again', () => {
    fc.assert(
      fc.property(target, patch, (target, patch) => {
        const once = strategicMerge(target, patch) as Data;
        expect(strategicMerge(once, patch)).toEqual(once);
      }),
    );
  });
});
