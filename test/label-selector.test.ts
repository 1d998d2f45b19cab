import {
  formatSelector,
  isLabelKey,
  isLabelValue,
  type LabelSelector,
  matches,
  sameLabels,
} from '../src/labels/label-selector';

const selector = (
  matchLabels: Record<string, string>,
  ...matchExpressions: LabelSelector['matchExpressions']
): LabelSelector => ({
  matchLabels,
  matchExpressions,
});
const requirement = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });

describe('a selector', () => {
  test.each([
    ['is empty', selector({}), {}, true],
    ['asks for a label that is there', selector({ app: 'a' }), { app: 'a', tier: 'b' }, true],
    ['asks for another value', selector({ app: 'a' }), { app: 'b' }, false],
    ['asks for one of several', selector({}, requirement('app', 'In', 'a', 'b')), { app: 'b' }, true],
    ['asks for one of several, none there', selector({}, requirement('app', 'In', 'a')), {}, false],
    ['excludes, and the key is missing', selector({}, requirement('app', 'NotIn', 'a')), {}, true],
    ['excludes the value that is there', selector({}, requirement('app', 'NotIn', 'a')), { app: 'a' }, false],
    ['asks for a key', selector({}, requirement('app', 'Exists')), { app: '' }, true],
    ['asks for no such key', selector({}, requirement('app', 'DoesNotExist')), { app: '' }, false],
    [
      'has an operator that Kubernetes does not know',
      selector({}, requirement('app', 'constructor', 'a')),
      { app: 'a' },
      false,
    ],
    ['asks for a key that objects inherit', selector({ toString: 'a' }), {}, false],
  ])('that %s', (_, given, labels, wanted) => expect(matches(given, labels as Record<string, string>)).toBe(wanted));

  test('reads as people write it', () =>
    expect(
      formatSelector(selector({ app: 'a' }, requirement('tier', 'In', 'b', 'c'), requirement('x', 'Exists'))),
    ).toBe('app=a,tier In (b,c),x Exists'));
});

test('labels are the same whatever one key says', () => {
  expect(sameLabels({ app: 'a', component: 'x' }, { app: 'a', component: 'y' }, 'component')).toBe(true);
  expect(sameLabels({ app: 'a' }, { app: 'a', tier: 'b' }, 'component')).toBe(false);
  expect(sameLabels({ app: 'a' }, { tier: 'a' }, 'component')).toBe(false);
});

test.each([
  ['', true],
  ['a', true],
  ['a.b_C-9', true],
  ['-a', false],
  ['a.', false],
  ['a b', false],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
])('label value %j: %j', (value, valid) => expect(isLabelValue(value)).toBe(valid));

test.each([
  ['component', true],
  ['app.kubernetes.io/component', true],
  ['', false],
  ['a/b/c', false],
  ['/a', false],
  ['Upper.example/a', false],
  ['a/', false],
])('label key %j: %j', (key, valid) => expect(isLabelKey(key)).toBe(valid));
