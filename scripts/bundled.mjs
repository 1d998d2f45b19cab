import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** What a TypeScript file of this folder exports. */
export async function bundled(name) {
  const outfile = resolve(`node_modules/.cache/${name}.cjs`);
  await build({
    entryPoints: [`scripts/${name}.ts`],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    outfile,
  });
  return createRequire(import.meta.url)(outfile);
}
