import { ran } from '../every-input';
import fc from '../random';
import { shownBy } from '../result-values';
import { stdinFor } from './disk';
import { features, withFeatures } from './random-features';
import { labelPatch, podLabelPatch, randomTree } from './random-tree';

const settings = { numRuns: Number(process.env.PROPERTY_RUNS ?? 20) };

const tree = fc
  .tuple(
    fc.oneof(randomTree(labelPatch), randomTree(podLabelPatch)),
    features(true),
    fc.constantFrom('top', 'base', ''),
  )
  .map(([files, some, where]) => (where === '' ? files : withFeatures(files, where, some)));

test('of random trees, what results show at a path stands there, or is what mode Fix writes there', () => {
  let [current, proposed] = [0, 0];
  fc.assert(
    fc.property(tree, files => {
      const input = { name: 'tree', text: (spec?: object) => stdinFor(files, spec) };
      const [fixed, validated] = [ran(input, { mode: 'Fix' }), ran(input, { mode: 'Validate' })];
      const shown = shownBy([...fixed.results, ...validated.results], validated.items, fixed.after);
      expect(shown.wrong).toEqual([]);
      current += shown.currentValue;
      proposed += shown.proposedValue;
    }),
    settings,
  );
  expect([current > 3 * settings.numRuns, proposed > settings.numRuns]).toEqual([true, true]);
}, 600_000);
