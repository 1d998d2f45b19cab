import type { Result } from './cases';
import { everyInput, type Item, ran } from './every-input';

/** `spec.ports[0].name`, `metadata.labels['a/b']` as its steps. */
const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = '']) =>
    index === undefined ? (quoted ?? key) : Number(index),
  );

const at = (item: Item, path: string): unknown => stepsOf(path).reduce((value, step) => value?.[step], item);

/** The items that a result may be about: two may bear one name. */
function about({ resourceRef, file }: Result, items: readonly Item[]): number[] {
  return items.flatMap((item, i) => {
    const annotations = item?.metadata?.annotations ?? {};
    const path = annotations['config.kubernetes.io/path'];
    const isThere = file === undefined || path === undefined || path === file.path;
    const isList = item?.kind?.endsWith('List') === true;
    const isNamed =
      resourceRef === undefined ||
      (item?.kind === resourceRef.kind && (item?.metadata?.name ?? '') === (resourceRef.name ?? ''));
    return isThere && (isList || isNamed) ? [i] : [];
  });
}

const fields = (results: readonly Result[]) =>
  results.flatMap(result => (result.field ? [{ ...result, field: result.field }] : []));

const stages = ['Complete', 'Labels', 'Routing'];

test('`currentValue` is what stands at the path in the item, `proposedValue` what mode Fix leaves there', () => {
  const counted = { current: 0, proposed: 0 };
  const wrong: unknown[] = [];
  everyInput.forEach((input, i) => {
    const stage = stages[i % stages.length];
    const validated = ran(input, { mode: 'Validate', stage });
    const fixed = ran(input, { mode: 'Fix', stage });
    const look = (result: Result, items: readonly Item[], path: string, value: unknown) => {
      const found = about(result, validated.items).map(i => at(items[i], path));
      if (!found.some(other => JSON.stringify(other) === JSON.stringify(value)))
        wrong.push({ input: input.name, check: result.tags.check, path, value, found });
    };
    for (const { field, ...result } of fields([...validated.results, ...fixed.results])) {
      if (field.currentValue !== undefined) {
        counted.current++;
        look(result, validated.items, field.path, field.currentValue);
      }
      if (field.proposedValue !== undefined) {
        counted.proposed++;
        look(result, fixed.after, field.path, field.proposedValue);
      }
    }
  });
  expect(wrong).toEqual([]);
  expect([counted.current > 300, counted.proposed > 100]).toEqual([true, true]);
});
