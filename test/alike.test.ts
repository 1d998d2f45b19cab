import { alike } from '../src/facts/alike';

test.each([
  ['web', 'Web'],
  ['shop-web', 'shop_web'],
  ['web-svc', 'web'],
  ['web-v2', 'web-canary'],
  ['web', 'web-frontend'],
  ['xdmod', 'moc-xdmod'],
  ['cart', 'crat'],
  ['checkout', 'chekout'],
  ['recommendation', 'recomendations'],
  ['front', 'frontend'],
  ['worker', 'queue-worker'],
  ['web', 'wbe'],
])('%s and %s are alike', (a, b) => {
  expect([alike(a, b), alike(b, a)]).toEqual([true, true]);
});

test.each([
  ['kube-dns', 'node-dns'],
  ['dns', 'netplugin'],
  ['pipelines-controller', 'hook'],
  ['shop-frontend', 'shop-backend'],
  ['db', 'mq'],
  ['api', 'app'],
  ['web', 'db'],
  ['web', 'wep'],
  ['orders-db', 'payments-db'],
  ['', 'web'],
])('%s and %s are not', (a, b) => {
  expect([alike(a, b), alike(b, a)]).toEqual([false, false]);
});
