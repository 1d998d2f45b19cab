import { checks } from '../../src/checks';
import type { Result } from '../cases';
import { carriedOut, cases, foundIn, given, table, told } from './carry-out';

const keyOf = ({ tags, resourceRef, file, field }: Result) =>
  [tags.check, resourceRef?.kind, resourceRef?.name, file?.path, field?.path].join(' ');

test('what every check advises is carried out, or there is a reason', () => {
  expect(Object.keys(table)).toEqual(checks.map(({ id }) => id));
});

test.each(cases)('$check, $words: it is gone, and nothing new came', ({ check, advice }) => {
  const application = given(check, advice);
  const before = told(application);
  const found = foundIn(before, check, advice);
  if (advice.fix && !advice.says && !advice.paste) expect(found.message).toContain("mode 'Fix' writes it");

  const after = told(carriedOut(application, advice, found));
  const isLeft = (result: Result) => keyOf(result) === keyOf(found) && result.message.includes(advice.about ?? '');
  expect(after.filter(isLeft).map(({ message }) => message)).toEqual([]);
  const known = new Set(before.map(keyOf));
  const fresh = after.filter(result => !known.has(keyOf(result)) && !advice.brings?.includes(result.tags.check ?? ''));
  expect(fresh.map(({ severity, tags, message }) => `${severity} ${tags.check}: ${message}`)).toEqual([]);
});
