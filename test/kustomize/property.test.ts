import { type Files, folder } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import fc from '../random';
import { fix } from './disk';
import { built, effective, saysThatVersionsDiffer, unfollowed, type Views } from './effective';
import { lostLines, wrongs } from './fixed';
import { features, withFeatures } from './random-features';
import { labelPatch, podLabelPatch, randomTree } from './random-tree';

const settings = {
  numRuns: Number(process.env.PROPERTY_RUNS ?? 15),
};

function builtIfAny(kustomize: string, files: Files): Views | undefined {
  try {
    return built(kustomize, files, folder(files));
  } catch {
    return undefined;
  }
}

/** Random trees with features in one of their kustomizations. */
const withAny = (newer: boolean) =>
  fc
    .tuple(randomTree(labelPatch), features(newer), fc.boolean())
    .map(([files, some, isTop]) => withFeatures(files, isTop ? 'top' : 'base', some));

// 4.5.4 does not know all fields, but what it builds must be the same.
for (const version of ['kustomize 4', 'kustomize 5.5.0', 'kustomize 5.8.1'] as const) {
  describeHost(version, kustomize => {
    test('random trees are built as by the newest, unless it is told', () => {
      fc.assert(
        fc.property(withAny(false), files => {
          fc.pre(unfollowed(files).length === 0 && !saysThatVersionsDiffer(files));
          const views = builtIfAny(kustomize, files);
          if (views || version !== 'kustomize 4') expect(views).toEqual(effective(files));
        }),
        { ...settings, numRuns: Math.ceil(settings.numRuns / 2) },
      );
    }, 600_000);
  });
}

describeHost('kustomize 5', kustomize => {
  test('random trees have the labels, selectors, names and namespaces that are built', () => {
    fc.assert(
      fc.property(randomTree(labelPatch), files => {
        const views = builtIfAny(kustomize, files);
        fc.pre(views !== undefined);
        expect(effective(files)).toEqual(views);
      }),
      settings,
    );
  });

  test('random trees with replacements, configurations, transformers, generators, labels of all forms, empty patches, keys twice and in any case are what is built', () => {
    fc.assert(
      fc.property(withAny(true), files => {
        const views = builtIfAny(kustomize, files);
        expect(unfollowed(files).length > 0).toBe(views === undefined);
        if (views) expect(effective(files)).toEqual(views);
      }),
      settings,
    );
  }, 600_000);

  test('in random trees every selector selects what it meant, once they are fixed', () => {
    fc.assert(
      fc.property(randomTree(podLabelPatch), files => {
        const fixed = fix(files);
        expect(wrongs(kustomize, files, fixed, 'any')).toEqual([]);
        expect(fix(fixed.files).files).toEqual(fixed.files);
        expect(Object.entries(files).flatMap(([path, text]) => lostLines(text, fixed.files[path] ?? ''))).toEqual([]);
      }),
      settings,
    );
  });
});
