import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
// The library in the bundle travels with its licence.
const notice = `/*!\n${readFileSync('node_modules/yaml/LICENSE', 'utf8').trim()}\n*/`;
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  legalComments: 'none',
};

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/component-labels.cjs',
  banner: { js: '#!/usr/bin/env node' },
  footer: { js: `/* This bundle holds the library 'yaml': */\n${notice}` },
  define: { VERSION: JSON.stringify(version) },
  minify: true,
});
await build({
  ...common,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.cjs',
  external: ['kpt-functions', 'yaml'],
});
chmodSync('dist/component-labels.cjs', 0o755);
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
