import { parse } from 'yaml';
import { mayHaveShape, shapeOf } from '../src/model/unknown-kind-shape';

const shape = (spec: string) => shapeOf({ value: { spec: parse(spec) } });
const pod = '{metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}';

describe('what an object looks like', () => {
  test.each([
    ['a pod template', `{template: ${pod}}`, { podTemplates: ['spec/template'], selectors: [] }],
    [
      'a workload',
      `{selector: {matchLabels: {app: web}}, template: ${pod}}`,
      { podTemplates: ['spec/template'], selectors: ['spec/selector'] },
    ],
    [
      'templates in lists, once',
      `{groups: [{template: ${pod}}, {template: ${pod}}]}`,
      { podTemplates: ['spec/groups[]/template'], selectors: [] },
    ],
    [
      'selectors by their names',
      '{a: {podSelector: {matchLabels: {}}}, b: [{endpointSelector: {matchLabels: {x: y}}}]}',
      { podTemplates: [], selectors: ['spec/a/podSelector', 'spec/b[]/endpointSelector'] },
    ],
  ])('%s', (_, spec, expected) => {
    expect(shape(spec)).toEqual(expected);
  });

  test.each([
    ['nothing', '{replicas: 1}'],
    ['no spec', 'null'],
    ['a selector over other things', '{namespaceSelector: {matchLabels: {x: y}}}'],
    ['a plain map, which may be anything', '{selector: {app: web}}'],
    ['volumes', `{volumeClaimTemplates: [{spec: {selector: {matchLabels: {disk: fast}}}}]}`],
    ['a manifest that is carried', `{manifest: {spec: {template: ${pod}}}}`],
    ['a schema', `{openAPIV3Schema: {template: ${pod}}}`],
    ['what lies too deep', `${'{a: '.repeat(12)}{template: ${pod}}${'}'.repeat(12)}`],
    ['keys that no field has', `{"a/b": {template: ${pod}}}`],
  ])('none: %s', (_, spec) => {
    expect(shape(spec)).toBeUndefined();
  });
});

test('the text shows whether it is worth reading', () => {
  for (const text of ['      containers:\n', '"matchLabels": {', "'containers' : []", '{matchLabels: {}}'])
    expect(mayHaveShape(text)).toBe(true);
  for (const text of ['initContainer:\n', 'containers\n', 'matchLabelsX:\n', 'kind: ConfigMap\n'])
    expect(mayHaveShape(text)).toBe(false);
});
