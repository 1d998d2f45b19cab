import { answer } from './cluster';
import type { Manifest } from './manifests';
import { claims, type Declares, declarations, expected, type Outcome, type Row, type Word, words } from './name-table';

const ports = { this: 8080, other: 9900, none: undefined } as const;

const workload = (name: string, declares: Declares): Manifest => {
  const port = ports[declares];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: `example.com/${name}`,
              ...(port !== undefined && { ports: [{ containerPort: port }] }),
            },
          ],
        },
      },
    },
  };
};
const service = (name: string, port: number): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: 'shop' }, ports: [{ port }] },
});
const selector = (apiVersion: string, kind: string, name: string, field: string): Manifest => ({
  apiVersion,
  kind,
  metadata: { name },
  spec: { [field]: { matchLabels: { app: 'shop' } } },
});

const application = (first: Manifest, named: string, row: Omit<Row, 'word'>): Manifest[] => {
  const others = row.claims === 'one of two claimed' ? ['postgres', 'redis'] : ['postgres'];
  const claimed = row.claims === 'unclaimed' ? [] : ['postgres'];
  return [
    first,
    ...claimed.map(name => service(name, ports[row.others] ?? 5432)),
    workload(named, row.its),
    ...others.map(name => workload(name, row.others)),
  ];
};

/** What the first of the manifests is bound to, and whether a person is told where it is bound to nothing. */
async function outcome(items: readonly Manifest[], named: string, spec: Manifest = {}): Promise<Outcome | 'untold'> {
  const { items: after, results } = await answer(items, spec);
  const { kind, metadata, spec: got } = after[0];
  const asked = got.selector?.matchLabels ?? got.podSelector?.matchLabels ?? got.selector;
  if (asked.component !== undefined) {
    const bearer = after.find(one => one.spec.template?.metadata.labels.component === asked.component);
    return bearer?.metadata.name === named ? 'named' : 'other';
  }
  const told = results.some(
    ({ severity, resourceRef: ref }) => severity !== 'info' && ref?.kind === kind && ref?.name === metadata.name,
  );
  return told ? 'unresolved' : 'untold';
}

const rows = (word: Word): Row[] =>
  claims.flatMap(claims => declarations.flatMap(its => declarations.map(others => ({ word, its, others, claims }))));

/** Rows whose outcome is not among those expected, as lines. */
async function mistakes(word: Word, name: string, named: string): Promise<string[]> {
  const wrong = [];
  for (const row of rows(word)) {
    const is = await outcome(application(service(name, 8080), named, row), named);
    const right = expected(row);
    if (!right.includes(is as Outcome))
      wrong.push(
        `Service '${name}', '${named}' declares ${row.its}, others (${row.claims}) ${row.others}: ${right.join(' or ')}, not ${is}`,
      );
  }
  return wrong;
}

describe.each(Object.entries(words))("the word '%s'", (word, means) => {
  const longer = word === '' ? 'orders' : `orders-${word}`;
  test('in the name of a Service', async () => expect(await mistakes(means, longer, 'orders')).toEqual([]));
  if (word !== '' && word !== 'kiwi')
    test('in the name of a workload', async () => expect(await mistakes(means, 'orders', longer)).toEqual([]));

  test('in the name of a budget, for which ports say nothing', async () => {
    for (const row of rows(means).filter(({ its, others }) => its === 'none' && others === 'none')) {
      const budget = selector('policy/v1', 'PodDisruptionBudget', longer, 'selector');
      const right = means === 'thing' ? ['unresolved'] : means === 'aspect' ? ['named', 'unresolved'] : ['named'];
      expect(right).toContain(await outcome(application(budget, 'orders', row), 'orders'));
    }
  });

  test.each([{}, { evidence: 'Plausible' }])('never in the name of a policy, with %j', async spec => {
    const policy = selector('networking.k8s.io/v1', 'NetworkPolicy', longer, 'podSelector');
    const row = { its: 'this', others: 'other', claims: 'claimed' } as const;
    const is = await outcome(application(policy, 'orders', row), 'orders', spec);
    expect(means === 'equal' || means === 'affix' ? ['unresolved'] : ['unresolved', 'untold']).toContain(is);
  });
});

describe('a word in front', () => {
  test('of a workload is a prefix, and counts as part of the name', async () =>
    expect(await mistakes('front', 'orders', 'kiwi-orders')).toEqual([]));
  test('of a Service may be anything', async () =>
    expect(await mistakes('thing', 'kiwi-orders', 'orders')).toEqual([]));
});

/** Workloads whose names have words in common with a Service's, all of which it may be called after: it means none of them for sure. */
describe.each([
  ['orders-db', 5432, ['orders', 'postgres'], 'postgres'],
  ['orders-cache', 6379, ['orders', 'redis'], 'redis'],
  ['orders-queue', 5672, ['orders', 'rabbitmq'], 'rabbitmq'],
  ['orders-backend', 8080, ['orders', 'api'], 'api'],
  ['web-proxy', 8080, ['web', 'nginx'], 'nginx'],
  ['shop-db-main', 5432, ['main', 'postgres'], 'postgres'],
  ['cart-mail', 1025, ['cart', 'mailhog'], 'mailhog'],
  ['users-search', 9200, ['users', 'elasticsearch'], 'elasticsearch'],
] as const)("Service '%s', called after its client", (name, port, [client, truth], _) => {
  const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'];
  test.each(kinds)('is never bound to it: %s', async kind => {
    for (const claimed of [[], [client], [truth], [client, truth]]) {
      const items = [
        service(name, port),
        ...claimed.map(one => service(one, one === client ? 80 : port)),
        { ...workload(client, 'none'), kind },
        workload(truth, 'none'),
      ];
      expect([claimed, await outcome(items, client)]).toEqual([claimed, expect.stringMatching('other|unresolved')]);
    }
  });
});
