import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, readCase } from '../cases';

/** `commonLabels` of a kustomization as `labels` that write metadata alone: what several checks advise. */
const asLabels = (text: string): string =>
  text.replace(
    /^commonLabels:\n((?: {2}.*\n)+)/m,
    (_, pairs: string) => `labels:\n  - pairs:\n${pairs.replace(/^/gm, '    ').trimEnd()}\n`,
  );

/** Fixtures of which a result says that a kustomization must write its labels without `includeSelectors`. */
const advised = [
  ['label-gives-selector', 'one-advice-about-common-labels.yaml'],
  ['label-empties-selector', 'label-on-an-operators-pods.yaml'],
  ['label-reaches-other-namespace', 'label-reaches-other-namespace.yaml'],
  ['selector-over-unstable-label', 'unstable-labels-of-a-kustomization.yaml'],
] as const;

test.each(advised)('%s: with the labels that it advises it is gone, and nothing new came', (check, file) => {
  const { given, config } = readCase(readFileSync(join(__dirname, '../cases', file), 'utf8'));
  const told = (documents: readonly string[]) =>
    answer(documents, { ...Object(config), checks: {}, mode: 'Validate' }).results.map(
      ({ tags, resourceRef, file, message }) => ({
        key: [tags.check, resourceRef?.kind, resourceRef?.name, file?.path].join(' '),
        check: tags.check,
        isAdvised: message.includes('without `includeSelectors`'),
      }),
    );
  const [before, after] = [told(given), told(given.map(asLabels))];
  expect(given.map(asLabels)).not.toEqual(given);
  expect(before.filter(one => one.check === check && one.isAdvised)).not.toEqual([]);
  expect(after.filter(one => one.check === check && one.isAdvised)).toEqual([]);
  const known = new Set(before.map(({ key }) => key));
  expect(after.filter(({ key }) => !known.has(key))).toEqual([]);
});
