import { noRows } from '../src/kinds';
import { mayBear, operatorOf, splitRuntime } from '../src/model/controller-labels';
import { operatedBy } from '../src/model/operated-pods';
import { refOf } from '../src/model/resource';
import { modelOf, service } from './model-of';

const prometheus = 'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main, namespace: shop}\n';
const collector = 'apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: otel}\n';

/** The object by whose operator's pods a Service with this selector is served. */
function operator(selector: string, namespace = 'shop', object = prometheus): string | undefined {
  const { model } = modelOf([object, service('any', selector, { namespace })].join('---\n'));
  const found = model.selectors.map(operatedBy(model)).find(Boolean);
  return found && refOf(found);
}

describe('pods that an operator makes', () => {
  test.each([
    ['by the label that bears its name', 'prometheus: main', 'Prometheus/main'],
    ['by a label that all of the kind bear', 'app.kubernetes.io/name: prometheus', 'Prometheus/main'],
    ['by a label that the table does not have beside one that it has', 'prometheus: main, team: x', 'Prometheus/main'],
    ['of another name', 'prometheus: other', undefined],
    ['one label right and one wrong', 'prometheus: main, app.kubernetes.io/name: grafana', undefined],
    ['by labels that it does not write', 'app: main', undefined],
  ])('are found %s', (_, selector, expected) => {
    expect(operator(selector)).toBe(expected);
  });

  test('stand in the namespace of the object', () => {
    expect(operator('prometheus: main', 'other')).toBeUndefined();
  });

  test('a namespace that no manifest says is in no label that is known', () => {
    const selector = 'app.kubernetes.io/instance: anywhere.otel, app.kubernetes.io/managed-by: opentelemetry-operator';
    expect(operator(selector, '', collector)).toBe('OpenTelemetryCollector/otel');
  });
});

describe('labels that controllers write', () => {
  const split = (matchLabels: Readonly<Record<string, string>>) =>
    splitRuntime({ matchLabels, matchExpressions: [] }, () => true);
  const named = (kind: string, name: string) => ({ kind, name, namespace: '', rows: noRows });

  test('are set apart from those of manifests', () => {
    const [runtime, { matchLabels }] = split({ app: 'web', 'pod-template-hash': 'x', 'ray.io/node-type': 'head' });
    expect([{ ...runtime }, { ...matchLabels }]).toEqual([
      { 'pod-template-hash': 'x', 'ray.io/node-type': 'head' },
      { app: 'web' },
    ]);
  });

  test.each([
    ['a pod of that StatefulSet', 'StatefulSet', 'db', { 'statefulset.kubernetes.io/pod-name': 'db-0' }, true],
    ['a pod of another', 'StatefulSet', 'db', { 'statefulset.kubernetes.io/pod-name': 'db-replica-0' }, false],
    ['a kind whose controller writes it', 'RayCluster', 'train', { 'ray.io/node-type': 'head' }, true],
    ['another kind', 'Deployment', 'train', { 'ray.io/node-type': 'head' }, false],
  ])('%s', (_, kind, name, runtime, expected) => {
    expect(mayBear(named(kind, name), {}, runtime)).toBe(expected);
  });

  test('what the template holds itself decides', () => {
    expect(mayBear(named('Deployment', 'web'), { statefulset: 'x' }, { statefulset: 'x' })).toBe(true);
    expect(mayBear(named('Notebook', 'web'), { statefulset: 'x' }, { statefulset: 'y' })).toBe(false);
  });

  test('tell the operator that makes the pods, also where they are asked for by expressions', () => {
    const none = { matchExpressions: [] };
    expect(operatorOf({ 'cnpg.io/cluster': 'orders' }, none)).toBe('CloudNativePG');
    expect(operatorOf({ 'pod-template-hash': 'x' }, none)).toBeUndefined();
    const asked = (operator: string) => ({
      matchExpressions: [{ key: 'strimzi.io/kind', operator, values: ['Kafka'] }],
    });
    expect(operatorOf({}, asked('In'))).toBe('Strimzi');
    expect(operatorOf({}, asked('NotIn'))).toBeUndefined();
  });
});
