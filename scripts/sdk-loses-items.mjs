// Shows why the program does not use the SDK's run(): of two objects of one identity in two files, one is lost.
import { spawnSync } from 'node:child_process';

const item = path => `- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: same
    annotations: {config.kubernetes.io/path: ${path}, config.kubernetes.io/index: '0'}
`;
const input = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${item('dev.yaml')}${item('prod.yaml')}`;
const count = text => [...text.matchAll(/path: /g)].length;

const sdk = "require('kpt-functions').run(Object.assign(async () => {}, {usage: ''}))";
const ways = { "the SDK's run(), doing nothing": ['-e', sdk], 'this program': ['dist/component-labels.cjs'] };
for (const [name, args] of Object.entries(ways)) {
  const { stdout } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  console.log(`${name}: ${count(input)} items in, ${count(stdout)} items out`);
}
