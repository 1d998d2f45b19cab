// Writes the tables of the README and the JSON Schema from the values in src/.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['scripts/generated.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { generated } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

for (const [file, text] of Object.entries(generated)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(existsSync(file) ? readFileSync(file, 'utf8') : ''));
}
