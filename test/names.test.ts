import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { byName } from '../src/meaning/likeness';
import { model } from '../src/model';

const workloads = (...names: string[]) =>
  model(
    resourcesFrom(
      names.map(name => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name },
        spec: { template: { spec: { containers: [{ name: 'main' }] } } },
      })),
      kindTable(),
    ).resources,
  ).workloads;

const pointsTo = (name: string, ...names: string[]) =>
  byName({ name, authoredName: name }, workloads(...names))?.pick.resource.name;

describe('a name points to', () => {
  test.each([
    ['web', ['web', 'db'], 'web'],
    ['web-svc', ['web', 'db'], 'web'],
    ['svc-web-headless', ['web', 'db'], 'web'],
    ['web', ['web-deployment', 'db'], 'web-deployment'],
    ['svc-opaque-pod', ['opaque-pod', 'opaque-service'], 'opaque-pod'],
    ['xdmod', ['mariadb', 'moc-xdmod'], 'moc-xdmod'],
    ['echo-1', ['echo-1', 'echo-2'], 'echo-1'],
    ['web-internal', ['web', 'web-internal'], 'web-internal'],
    ['shop-db', ['shop-web', 'shop-postgres-db'], 'shop-postgres-db'],
  ])('%s: of %j the one %s', (name, names, wanted) => expect(pointsTo(name, ...names)).toBe(wanted));

  test.each([
    ['web-v2', ['web-v1', 'db']],
    ['mysql', ['mysql-primary', 'mysql-replica']],
    ['api', ['orders-api', 'users-api']],
    ['redis-master', ['redis-leader', 'redis-follower']],
    ['oracle', ['web', 'db']],
    ['cache-3', ['cache-1', 'cache-2']],
  ])('%s: none of %j', (name, names) => expect(pointsTo(name, ...names)).toBeUndefined());
});
