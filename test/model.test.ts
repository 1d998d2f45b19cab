import { refOf } from '../src/model/resource';
import { modelOf, workload } from './model-of';

const rollout = (name: string, spec: string) =>
  `\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
const own = (...manifests: readonly string[]) =>
  modelOf(manifests.join('---\n'))
    .bindings.filter(({ selector }) => selector.role === 'own')
    .map(({ selector, verdict }) => ({
      of: refOf(selector.resource),
      owner: selector.owner && refOf(selector.owner.resource),
      at: selector.path.join('.'),
      verdict,
    }));

describe('a Rollout that takes the pod template of a Deployment', () => {
  const web = workload('web', 'app: web');
  const ref = 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}';

  test('finds the pods of that one, however many Rollouts do', () => {
    const spec = `{${ref}, selector: {matchLabels: {app: web}}, strategy: {canary: {stableService: STABLE}}}`;
    const manifests = ['a', 'b'].map(name => rollout(name, spec.replace('STABLE', `${name}-stable`)));
    expect(own(web, ...manifests)).toEqual([
      { of: 'Deployment/web', owner: 'Deployment/web', at: 'spec.selector', verdict: 'one' },
      { of: 'Rollout/a', owner: 'Deployment/web', at: 'spec.selector', verdict: 'one' },
      { of: 'Rollout/b', owner: 'Deployment/web', at: 'spec.selector', verdict: 'one' },
    ]);
    const { workloads } = modelOf([web, ...manifests].join('---\n')).model;
    expect(workloads.map(({ services }) => services)).toEqual([['a-stable', 'b-stable']]);
  });

  test('has no selector of its own where it says none, and no pods where the Deployment is elsewhere', () => {
    expect(own(web, rollout('a', `{${ref}}`)).map(({ of }) => of)).toEqual(['Deployment/web']);
    expect(own(rollout('a', `{${ref}, selector: {matchLabels: {app: web}}}`))).toEqual([]);
  });
});

test('a selector stands beside each of the templates that have one, and is one where they share it', () => {
  const template = '{metadata: {labels: {app: x}}, spec: {containers: [{name: x}]}}';
  const experiment = `
apiVersion: argoproj.io/v1alpha1
kind: Experiment
metadata: {name: compare}
spec:
  templates:
    - {name: a, replicas: 2, selector: {matchLabels: {app: x}}, template: ${template}}
    - {name: b, selector: {matchLabels: {app: y}}, template: ${template}}
`;
  expect(own(experiment).map(({ at, verdict }) => [at, verdict])).toEqual([
    ['spec.templates.0.selector', 'one'],
    ['spec.templates.1.selector', 'unknown'],
  ]);
  expect(modelOf(experiment).model.workloads.map(({ replicas }) => replicas)).toEqual([2, 1]);
});

test('of a StrimziPodSet whole pods are the templates, and only matchLabels of its selector count', () => {
  const pod = (i: number) => `{metadata: {name: p-${i}, labels: {app: kafka}}, spec: {containers: [{name: kafka}]}}`;
  const set = `
apiVersion: core.strimzi.io/v1beta2
kind: StrimziPodSet
metadata: {name: p}
spec:
  selector: {matchLabels: {app: kafka}, matchExpressions: [{key: app, operator: DoesNotExist}]}
  pods: [${pod(0)}, ${pod(1)}]
`;
  expect(own(set)).toEqual([
    { of: 'StrimziPodSet/p', owner: 'StrimziPodSet/p', at: 'spec.selector.matchLabels', verdict: 'one' },
  ]);
  const { workloads } = modelOf(set).model;
  expect(new Set(workloads.map(({ identity }) => identity)).size).toBe(1);
  expect(workloads.map(({ podLabelsPath }) => podLabelsPath.join('.'))).toEqual([
    'spec.pods.0.metadata.labels',
    'spec.pods.1.metadata.labels',
  ]);
});

test("a Notebook's own labels are its pod's, and its name says nothing of how long it lives", () => {
  const notebook = `
apiVersion: kubeflow.org/v1
kind: Notebook
metadata: {name: test-notebook, labels: {team: ml}}
spec: {template: {spec: {containers: [{name: main, ports: [{containerPort: 8888}]}]}}}
`;
  const [found] = modelOf(notebook).model.workloads;
  expect(found).toMatchObject({ podLabels: { team: 'ml' }, replicas: 1, runsToCompletion: false });
  expect(found?.containers).toHaveLength(1);
});

test('a key that stands there with its source is not written again', () => {
  const policy = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web}
spec: {endpointSelector: {matchLabels: {"k8s:app": web, component: x}}}
`;
  const [selector] = modelOf(policy).model.selectors;
  expect({ ...selector?.asks.matchLabels }).toEqual({ app: 'web', component: 'x' });
  expect(selector?.reserved).toEqual(['app']);
});
