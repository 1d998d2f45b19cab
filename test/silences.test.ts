import { checks } from '../src/checks';
import { answer } from './cases';

const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n';
const told = (off: Readonly<Record<string, string>>, mode = 'Validate') =>
  answer([service], { mode, checks: off })
    .results.filter(({ tags }) => tags.check === 'silence-unused')
    .map(({ message }) => message);

test('a check that is off and finds something is not idle', () => {
  expect(told({ 'service-selects-nothing': 'off' })).toEqual([]);
});

test('a check that is off and finds nothing is told, once', () => {
  expect(told({ 'service-selects-many': 'off' })).toEqual([
    "functionConfig `checks` turns 'service-selects-many' off, and it has nothing to say here; where it was for these resources, the entry must go, lest it hide what comes later",
  ]);
});

test('a check whose severity is set is not silenced', () => {
  expect(told({ 'service-selects-many': 'warning' })).toEqual([]);
});

test('what tells of edits may be off for good', () => {
  const ids = checks.filter(({ tellsOfEdits }) => tellsOfEdits).map(({ id }) => id);
  expect(ids).toEqual(['pods-not-relabelled', 'routing-before-rollout', 'immutable-selector-changed', 'label-written']);
  const off = Object.fromEntries(ids.map(id => [id, 'off']));
  expect([told(off), told(off, 'Fix')]).toEqual([[], []]);
});

test('the check itself can be turned off', () => {
  expect(told({ 'service-selects-many': 'off', 'silence-unused': 'off' })).toEqual([]);
});

test('what gathers the findings of others may be off for good', () => {
  expect(told({ 'stands-elsewhere': 'off' })).toEqual([]);
});
