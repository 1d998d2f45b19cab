import { stringify } from 'yaml';
import fc from '../random';
import { build } from './build';
import { manifestsOf } from './manifests';
import { plan } from './plan';
import { faultsOf } from './properties';
import { survey } from './survey';

/** Who asks for more runs asks for all of each. */
const isLong = process.env.WORLDS_RUNS !== undefined;
const settings = { numRuns: Number(process.env.WORLDS_RUNS ?? 500), seed: Number(process.env.WORLDS_SEED ?? 9) };

test('in any application nothing is bound wrongly, hidden, or decided by what an earlier run wrote', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async given => {
      const world = build(given);
      const faults = await faultsOf(world, isLong);
      if (faults.length === 0) return;
      const manifests = manifestsOf(world).map(one => stringify(one));
      throw new Error(
        `${faults.map(({ fault, text }) => `${fault}: ${text}`).join('\n')}\n---\n${manifests.join('---\n')}`,
      );
    }),
    settings,
  );
}, 3_600_000);

// WORLDS_SURVEY=FILE writes a table of all faults there instead of stopping at the first.
const file = process.env.WORLDS_SURVEY;
if (file !== undefined) test('survey', () => survey(file, settings.numRuns, settings.seed), 3_600_000);
