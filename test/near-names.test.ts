import { areNear } from '../src/facts/near-names';

test.each([
  ['web', 'wbe', 'two letters changed places'],
  ['edge', 'egde', 'two letters changed places'],
  ['shop-frontend', 'shop-fronted', 'a letter too few'],
  ['shop-frontend', 'shop-frontendd', 'a letter too many'],
  ['shop-frontend', 'shop-fromtend', 'one letter for another in a long word'],
  ['order-queue', 'orderqueue', 'another separator'],
  ['order-queue', 'order_queue', 'another separator'],
  ['web', 'web-sa', 'a word for the kind'],
  ['web-gateway', 'web', 'a word for the kind'],
])('%s is meant by %s: %s', (a, b) => {
  expect([areNear(a, b), areNear(b, a)]).toEqual([true, true]);
});

test.each([
  ['web', 'web', 'the same'],
  ['web-1', 'web-2', 'another number'],
  ['api-v1', 'api-v11', 'another version'],
  ['node-a', 'node-b', 'another letter'],
  ['shop-dev', 'shop-prod', 'another environment'],
  ['api', 'app', 'short words'],
  ['read', 'road', 'short words'],
  ['web', 'webs', 'short words'],
  ['ingressgateway', 'egressgateway', 'two letters'],
  ['orders', 'orders-db', 'a further word'],
  ['service', 'gateway', 'nothing but words for kinds'],
  ['', 'sa', 'nothing'],
])('%s and %s are two things: %s', (a, b) => {
  expect([areNear(a, b), areNear(b, a)]).toEqual([false, false]);
});
