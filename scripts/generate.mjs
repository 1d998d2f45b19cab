// Writes the tables of the documents and the JSON Schema from the values in src/.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundled } from './bundled.mjs';

const { generated } = await bundled('generated');

for (const [file, text] of Object.entries(generated)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(existsSync(file) ? readFileSync(file, 'utf8') : ''));
}
