// Writes the tables of the README and the JSON Schema from the values in src/.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';

const outfile = resolve('node_modules/.cache/generated.cjs');
await build({
  entryPoints: ['scripts/generated.ts'],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  packages: 'external',
  outfile,
});
const { generated } = createRequire(import.meta.url)(outfile);

for (const [file, text] of Object.entries(generated)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(existsSync(file) ? readFileSync(file, 'utf8') : ''));
}
