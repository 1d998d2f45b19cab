import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import fc from '../random';
import { build } from './build';
import { answer } from './cluster';
import { repaired } from './judge';
import { manifestsOf } from './manifests';
import { plan } from './plan';
import { faultsOf } from './properties';

/** Counts the faults of many worlds by kind, each with its smallest application, and writes them to a file. */
export async function survey(file: string, numRuns: number, seed: number): Promise<void> {
  const found = new Map<string, { count: number; size: number; text: string }>();
  const sum = { right: 0, broken: 0, worlds: 0, services: 0 };
  for (const given of fc.sample(plan, { numRuns, seed })) {
    const world = build(given);
    const items = manifestsOf(world);
    const { right, broken } = repaired({ world, items }, await answer(items));
    sum.right += right;
    sum.broken += broken;
    sum.worlds += 1;
    sum.services += world.selectors.filter(({ kind }) => kind === 'Service').length;
    for (const { fault, naming, text } of await faultsOf(world)) {
      const key = `${fault} | ${naming}`;
      const size = items.length;
      const known = found.get(key) ?? { count: 0, size: Number.POSITIVE_INFINITY, text: '' };
      const manifests = items.map(one => stringify(one, { collectionStyle: 'flow', lineWidth: 0 })).join('---\n');
      const better = size < known.size ? { size, text: `${text}\n${manifests}` } : known;
      found.set(key, { ...better, count: known.count + 1 });
    }
  }
  const rows = [...found].sort(([, a], [, b]) => b.count - a.count);
  const table = rows.map(([key, { count }]) => `${String(count).padStart(6)} ${key}`).join('\n');
  const examples = rows.map(([key, { count, text }]) => `\n##### ${key} (${count})\n${text}`).join('\n');
  writeFileSync(file, `${JSON.stringify(sum)}\n${table}\n${examples}`);
}
