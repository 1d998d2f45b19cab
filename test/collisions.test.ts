import { collisionsOf } from '../src/meaning/collisions';
import { refOf } from '../src/model/resource';
import { modelOf, workload } from './model-of';

const collisions = (...manifests: readonly string[]) =>
  collisionsOf(modelOf(manifests.join('---\n')).bindings).map(({ workloads }) =>
    workloads.map(({ resource }) => refOf(resource)),
  );

test('workloads whose selectors select one another collide, however many', () => {
  expect(collisions(workload('a', 'app: x'), workload('b', 'app: x'), workload('c', 'app: x'))).toEqual([
    ['Deployment/a', 'Deployment/b', 'Deployment/c'],
  ]);
});

test('two that collide with a third are of one collision', () => {
  const ab = workload('a', 'app: x, left: "1"', 'left: "1"');
  const bc = workload('b', 'app: x, left: "1", right: "1"', 'app: x');
  const cb = workload('c', 'app: x, right: "1"', 'right: "1"');
  expect(collisions(ab, bc, cb)).toEqual([['Deployment/a', 'Deployment/b', 'Deployment/c']]);
});

test('one that only catches another collides with none', () => {
  expect(collisions(workload('wide', 'app: x', 'app: x'), workload('narrow', 'app: x, tier: y'))).toEqual([]);
});

test('what other labels or namespaces tell apart does not collide', () => {
  expect(collisions(workload('a', 'app: a'), workload('b', 'app: b'))).toEqual([]);
  const apart = ['shop', 'other'].map(namespace => workload('a', 'app: x', 'app: x', { namespace }));
  expect(collisions(...apart)).toEqual([]);
});

test('two collisions are two', () => {
  const four = [workload('a', 'app: x'), workload('b', 'app: y'), workload('c', 'app: x'), workload('d', 'app: y')];
  expect(collisions(...four)).toEqual([
    ['Deployment/a', 'Deployment/c'],
    ['Deployment/b', 'Deployment/d'],
  ]);
});
