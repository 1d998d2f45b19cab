import { describeHost } from '../hosts/hosts';
import { isThorough } from '../thorough';
import { built, effective, unfollowed } from './effective';
import { type Tree, trees } from './trees';

/** Before kustomize 4 patches anything it reads its schema, which takes most of a second: where time is short, one of six of these trees is built. */
const isLong = ({ files }: Tree, i: number): boolean => i % 6 > 0 && /patch/i.test(Object.values(files).join());

for (const version of ['kustomize 4', 'kustomize 5'] as const) {
  describeHost(version, kustomize => {
    const known = trees
      .filter(({ only5 }) => version === 'kustomize 5' || only5 === undefined)
      .filter((tree, i) => isThorough || version === 'kustomize 5' || !isLong(tree, i));

    test.each(known)('every root of $name has the labels, selectors, names and namespaces that are built', tree => {
      const but = (views: object) => Object.entries(views).filter(([root]) => !tree.unfollowed.includes(root));
      expect(Object.fromEntries(but(effective(tree.files)))).toEqual(
        Object.fromEntries(but(built(kustomize, tree.files, tree.path))),
      );
    });
  });
}

test.each(trees)('of $name no root is left that could be followed', ({ files, unfollowed: wanted }) => {
  expect(unfollowed(files)).toEqual(wanted);
});

test('there are trees of every kind', () => {
  expect(trees.length).toBeGreaterThanOrEqual(48);
});
