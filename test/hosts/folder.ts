import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Record<string, string>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A temporary folder with these files. */
export function folder(files: Files): string {
  const path = mkdtempSync(join(tmpdir(), 'component-labels-'));
  made.push(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** Every file of a folder, by its path in there. */
export function filesIn(path: string): Files {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = entries.map(entry => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map(file => [file.slice(path.length + 1), readFileSync(file, 'utf8')]));
}
