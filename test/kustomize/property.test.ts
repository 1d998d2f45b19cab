import fc from 'fast-check';
import { type Files, folder } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import { fix } from './disk';
import { built, effective, unfollowed, type Views } from './effective';
import { lostLines, wrongs } from './fixed';
import { features, withFeatures } from './random-features';
import { labelPatch, podLabelPatch, randomTree } from './random-tree';

const settings = {
  numRuns: Number(process.env.PROPERTY_RUNS ?? 15),
  seed: Number(process.env.PROPERTY_SEED ?? 3),
};

describeHost('kustomize 5', kustomize => {
  const builtIfAny = (files: Files): Views | undefined => {
    try {
      return built(kustomize, files, folder(files));
    } catch {
      return undefined;
    }
  };

  test('random trees have the labels, selectors, names and namespaces that are built', () => {
    fc.assert(
      fc.property(randomTree(labelPatch), files => {
        const views = builtIfAny(files);
        fc.pre(views !== undefined);
        expect(effective(files)).toEqual(views);
      }),
      settings,
    );
  });

  test('random trees with replacements, configurations, empty patches, keys twice and in any case are what is built', () => {
    const trees = fc
      .tuple(randomTree(labelPatch), features, fc.boolean())
      .map(([files, some, isTop]) => withFeatures(files, isTop ? 'top' : 'base', some));
    fc.assert(
      fc.property(trees, files => {
        const views = builtIfAny(files);
        fc.pre(views !== undefined);
        expect(unfollowed(files)).toEqual([]);
        expect(effective(files)).toEqual(views);
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
