// Runs every check over healthy applications: the corpus's, built without the common label that was put over them.
// usage, from the project's root:  node .ci/healthy.mjs CORPUS   (prints every error and warning with --list)
// Fails on an error that is not defended below: each of those was looked at, and the application has the defect.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const defended = {
  '018_istio': 'test data of an analyzer: two Deployments with one selector, and Services that reach both',
  '036_GoogleCloudPlatform':
    'two model servers of different size with one selector: kubectl logs and rollouts mix them',
};

const [corpus = '', ...flags] = process.argv.slice(2);
const counted = {};
let failed = false;
for (const name of readdirSync(corpus).sort()) {
  const file = join(corpus, name, 'resources.yaml');
  if (!existsSync(file)) continue;
  const args = ['dist/component-labels.cjs', 'check', '--output', 'json', file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status > 1) throw new Error(`${name}: ${stderr}`);
  for (const { severity, message, tags } of JSON.parse(stdout).results) {
    const key = `${severity} ${tags.check}`;
    counted[key] = (counted[key] ?? 0) + 1;
    const isKnown = Object.keys(defended).some(known => name.startsWith(known));
    const isWrong = severity === 'error' && !isKnown;
    failed ||= isWrong;
    if (isWrong || (severity !== 'info' && flags.includes('--list'))) console.log(`${name}\n  ${key}: ${message}`);
  }
}
for (const [key, n] of Object.entries(counted).sort()) console.log(`${String(n).padStart(4)} ${key}`);
process.exitCode = failed ? 1 : 0;
