import { statSync } from 'node:fs';

/** The files that take longest, longest first. */
const slow = [
  'kustomize/effective',
  'worlds/worlds',
  'every-result',
  'kustomize/three-ways',
  'kustomize/property',
  'properties',
  'hosts/validators',
  'hosts/kustomize',
  'bad-input',
  'cases',
  'order',
  'checks',
  'worlds/names',
  'advice/values',
  'scale',
  'cli/same',
];

const rank = ({ path }) => {
  const at = slow.findIndex(name => path.endsWith(`/test/${name}.test.ts`));
  return at < 0 ? slow.length : at;
};
const sizeOf = ({ path }) => statSync(path).size;

/**
 * A jest sequencer: the longest files first, so that none of them runs alone at the end while the other cores wait. jest itself knows how long they
 * took only where they ran before.
 */
export default class SlowFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || sizeOf(b) - sizeOf(a));
  }
  shard(tests) {
    return tests;
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
}
