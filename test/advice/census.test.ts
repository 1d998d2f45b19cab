import { checks } from '../../src/checks';
import type { Diagnostic } from '../../src/model/finding';
import { carriedOut, cases, foundIn, given, keyOf, table } from './carry-out';
import { diagnosed } from './values';

test('what every check advises is carried out, or there is a reason', () => {
  expect(Object.keys(table)).toEqual(checks.map(({ id }) => id));
});

test.each(cases)('$check, $words: it is gone, and nothing new came', ({ check, advice }) => {
  const application = given(check, advice);
  const before = diagnosed(application);
  const found = foundIn(before, check, advice);
  if (advice.fix && !advice.says && advice.way === undefined) expect(found.message).toContain("mode 'Fix' writes it");

  const after = diagnosed(carriedOut(application, advice, found));
  const isLeft = (one: Diagnostic) => keyOf(one) === keyOf(found) && one.message.includes(advice.about ?? '');
  expect(after.filter(isLeft).map(({ message }) => message)).toEqual([]);
  const known = new Set(before.map(keyOf));
  const fresh = after.filter(one => !known.has(keyOf(one)) && !advice.brings?.includes(one.check));
  expect(fresh.map(({ severity, check, message }) => `${severity} ${check}: ${message}`)).toEqual([]);
});
