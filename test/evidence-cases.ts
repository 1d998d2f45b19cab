import type { RuleId } from '../src/meaning/rule';
import type { SharingId } from '../src/meaning/sharing';

/**
 * An application in a few words, under one common label that no pod and no selector lacks: `Service NAME PORT [headless]` (`80>8080` has a
 * targetPort, `80>http` a named one; several by comma), or `KIND NAME [port=8080] [port=http:8080] [image=…] [service=…]`.
 */
export type Application = readonly string[];

interface Case {
  readonly what: string;
  readonly application: Application;
}
interface Pointing extends Case {
  readonly means: string;
}

/** Applications whose first Service a rule binds, and like ones that it must not bind. */
export const ruleCases: Readonly<Record<RuleId, { for: readonly Pointing[]; against: readonly Case[] }>> = {
  'named-by-workload': {
    for: [
      {
        what: 'serviceName',
        application: ['Service peers 7000', 'StatefulSet ledger service=peers', 'Deployment web', 'Service web 80'],
        means: 'StatefulSet/ledger',
      },
    ],
    against: [
      {
        what: 'two name it',
        application: [
          'Service peers 7000',
          'StatefulSet a service=peers',
          'StatefulSet b service=peers',
          'Deployment c',
        ],
      },
      {
        what: 'another alone declares its port',
        application: ['Service peers 7000', 'StatefulSet ledger service=peers port=80', 'Deployment web port=7000'],
      },
    ],
  },
  'equal-name': {
    for: [
      { what: 'no ports', application: ['Service web 80', 'Deployment web', 'Deployment db'], means: 'Deployment/web' },
    ],
    against: [
      {
        what: 'another declares the port',
        application: ['Service api 80>8080', 'Deployment api', 'Deployment worker port=8080'],
      },
      { what: 'one image', application: ['Service api 80', 'Deployment api image=x', 'Deployment queue image=x'] },
    ],
  },
  'equal-but-for-affixes': {
    for: [
      {
        what: 'on the Service',
        application: ['Service web-svc 80', 'Deployment web', 'Deployment db'],
        means: 'Deployment/web',
      },
      {
        what: 'before a number',
        application: ['Service web-service-1 80', 'Deployment web-1', 'Deployment web-2', 'Service web-service-2 80'],
        means: 'Deployment/web-1',
      },
      {
        what: 'a word that all bear',
        application: ['Service db 5432', 'Deployment shop-db', 'Deployment shop-web'],
        means: 'Deployment/shop-db',
      },
    ],
    against: [
      {
        what: 'a word twice',
        application: ['Service cart-cache-cache 6379', 'Deployment cart-cache', 'StatefulSet billing-cache'],
      },
      { what: 'db is no affix', application: ['Service orders-db 5432', 'Deployment orders', 'StatefulSet postgres'] },
      {
        what: 'it declares other ports, another this one',
        application: ['Service web-svc 80>8080', 'Deployment web port=9090', 'Deployment db port=8080'],
      },
    ],
  },
  'same-instance': {
    for: [
      {
        what: 'two operators of one scaffold',
        application: [
          'Service lark-hook 443',
          'Service wren-hook 443',
          'Deployment lark-manager',
          'Deployment wren-manager',
        ],
        means: 'Deployment/lark-manager',
      },
      {
        what: 'of one image, and the word stands last',
        application: [
          'Service hook-east 443',
          'Service hook-west 443',
          'Deployment manager-east image=x',
          'Deployment manager-west image=x',
        ],
        means: 'Deployment/manager-east',
      },
    ],
    against: [
      {
        what: 'no Service of that kind for the other',
        application: ['Service orders-db 5432', 'Deployment orders-api', 'Deployment billing-api'],
      },
    ],
  },
  'only-named-port': {
    for: [
      {
        what: 'the others have no such port',
        application: ['Service entry 80>http', 'Deployment web port=http:8080', 'Deployment db'],
        means: 'Deployment/web',
      },
    ],
    against: [
      {
        what: 'DNS publishes all pods of a headless Service',
        application: ['Service entry 80>http headless', 'Deployment web port=http:8080', 'Deployment db'],
      },
    ],
  },
  'only-declared-port': {
    for: [
      {
        what: 'the others declare others',
        application: ['Service entry 80>8080', 'Deployment web port=8080', 'Deployment db port=5432'],
        means: 'Deployment/web',
      },
    ],
    against: [
      {
        what: 'one declares none',
        application: ['Service entry 80>8080', 'Deployment web port=8080', 'Deployment db'],
      },
      {
        what: 'the equal name is that of another',
        application: ['Service db 80>8080', 'Deployment web port=8080', 'Deployment db port=5432'],
      },
    ],
  },
  'part-and-port': {
    for: [
      {
        what: "the Service's name in the workload's",
        application: ['Service xdmod 80>8080', 'Deployment moc-xdmod port=8080', 'Deployment mariadb'],
        means: 'Deployment/moc-xdmod',
      },
      {
        what: 'an aspect',
        application: ['Service web-metrics 9090', 'Deployment web port=9090', 'Deployment db'],
        means: 'Deployment/web',
      },
    ],
    against: [
      { what: 'no port', application: ['Service xdmod 80>8080', 'Deployment moc-xdmod', 'Deployment mariadb'] },
      {
        what: 'two bear the word',
        application: [
          'Service orders 80>8080',
          'Deployment orders-api port=8080',
          'Deployment orders-worker',
          'Deployment cart',
        ],
      },
      {
        what: 'a word that names another thing',
        application: ['Service redis 9121', 'Deployment redis-exporter port=9121', 'Deployment cache'],
      },
    ],
  },
  'image-and-port': {
    for: [
      {
        what: 'a sidecar of that name',
        application: ['Service spool-webhook 443>9443', 'Deployment server image=spool port=9443', 'DaemonSet agent'],
        means: 'Deployment/server',
      },
    ],
    against: [
      {
        what: 'the name says more',
        application: ['Service shop-frontend 80', 'Deployment moc image=shop port=80', 'Deployment mail'],
      },
      {
        what: 'the name says a word once more: the queue of the press-queue',
        application: [
          'Service press-queue-queue 5672',
          'Deployment press image=press-queue port=5672',
          'Deployment rabbit',
        ],
      },
    ],
  },
  'numbered-services': {
    for: [
      {
        what: 'two Services, one workload',
        application: ['Service gate-1 80', 'Service gate-2 81', 'Deployment gate', 'Deployment db'],
        means: 'Deployment/gate',
      },
    ],
    against: [
      { what: 'a lone number', application: ['Service gate-1 80', 'Deployment gate', 'Deployment db'] },
      {
        what: 'a candidate is numbered',
        application: ['Service gate-3 80', 'Service gate-2 80', 'Deployment gate-1', 'Deployment gate-2'],
      },
    ],
  },
  'another-way-in': {
    for: [
      {
        what: 'the same target as the Service of that name',
        application: ['Service web-external 80>8080', 'Service web 8080', 'Deployment web', 'Deployment db'],
        means: 'Deployment/web',
      },
    ],
    against: [
      {
        what: 'another target',
        application: ['Service web-external 9090', 'Service web 80', 'Deployment web', 'Deployment db'],
      },
      {
        what: 'another aspect',
        application: ['Service web-metrics 80', 'Service web 80', 'Deployment web', 'Deployment db'],
      },
    ],
  },
  'part-by-elimination': {
    for: [
      {
        what: 'every other has a Service of its own name',
        application: ['Service xdmod 80', 'Service mariadb 3306', 'Deployment moc-xdmod', 'Deployment mariadb'],
        means: 'Deployment/moc-xdmod',
      },
      {
        what: 'an aspect',
        application: [
          'Service web-metrics 9090',
          'Service web 80',
          'Service db 5432',
          'Deployment web',
          'Deployment db',
        ],
        means: 'Deployment/web',
      },
    ],
    against: [
      {
        what: 'only another declares the port, though a Service of its own name means it',
        application: [
          'Service ledger-metrics 9121',
          'Deployment ledger',
          'Deployment exporter port=9121',
          'Service exporter 9121',
        ],
      },
      {
        what: 'one has none',
        application: ['Service web-metrics 9090', 'Service web 80', 'Deployment web', 'Deployment db'],
      },
      {
        what: 'a word that names another thing',
        application: [
          'Service orders-db 5432',
          'Service orders 80',
          'Service postgres 5432',
          'Deployment orders',
          'Deployment postgres',
        ],
      },
    ],
  },
  'part-of-name': {
    for: [
      {
        what: 'a word in front',
        application: ['Service xdmod 80', 'Deployment moc-xdmod', 'Deployment mariadb'],
        means: 'Deployment/moc-xdmod',
      },
    ],
    against: [
      { what: 'never by itself', application: ['Service xdmod 80', 'Deployment moc-xdmod', 'Deployment mariadb'] },
    ],
  },
  'only-port': {
    for: [
      {
        what: 'others declare none',
        application: ['Service entry 80', 'Deployment web port=80', 'Deployment db'],
        means: 'Deployment/web',
      },
    ],
    against: [
      { what: 'never by itself', application: ['Service entry 80', 'Deployment web port=80', 'Deployment db'] },
    ],
  },
  'image-of-that-name': {
    for: [
      {
        what: 'the last words of the name',
        application: ['Service orders-postgres 5432', 'Deployment web', 'StatefulSet main image=postgres'],
        means: 'StatefulSet/main',
      },
    ],
    against: [
      {
        what: 'never by itself',
        application: ['Service postgres 5432', 'Deployment web', 'StatefulSet main image=postgres'],
      },
    ],
  },
};

/** Applications whose first Service is shared on purpose for a reason, and like ones for which the reason does not hold. */
export const sharingCases: Readonly<Record<SharingId, { for: readonly Case[]; against: readonly Case[] }>> = {
  releases: {
    for: [{ what: 'a canary', application: ['Service web 80', 'Deployment web', 'Deployment web-canary'] }],
    against: [{ what: 'another program', application: ['Service web 80', 'Deployment web', 'Deployment db-canary'] }],
  },
  'one-name-in-several-kinds': {
    for: [{ what: 'a migration', application: ['Service mail 25', 'Deployment mail', 'StatefulSet mail'] }],
    against: [
      {
        what: 'and another',
        application: ['Service mail 25', 'Deployment mail', 'StatefulSet mail', 'Deployment web'],
      },
    ],
  },
  ring: {
    for: [
      {
        what: 'members of one image',
        application: [
          'Service loki-memberlist 7946 headless',
          'StatefulSet loki-ingester image=loki port=7946',
          'Deployment loki-querier image=loki port=7946',
        ],
      },
    ],
    against: [
      {
        what: 'not headless',
        application: [
          'Service loki-memberlist 7946',
          'StatefulSet loki-ingester image=loki port=7946',
          'Deployment loki-querier image=loki port=7946',
        ],
      },
      {
        what: 'two images',
        application: [
          'Service loki-memberlist 7946 headless',
          'StatefulSet a image=x port=7946',
          'Deployment b image=y port=7946',
        ],
      },
    ],
  },
  'one-program-in-several-kinds': {
    for: [
      {
        what: 'an exporter',
        application: [
          'Service node-metrics 9100',
          'Deployment node-exporter image=exporter port=9100',
          'DaemonSet node-exporter-linux image=exporter port=9100',
        ],
      },
      {
        what: 'an exporter whose Service bears its name but for an affix',
        application: [
          'Service node-exporter-svc 9100',
          'Deployment node-exporter image=exporter port=9100',
          'DaemonSet node-exporter-linux image=exporter port=9100',
        ],
      },
    ],
    against: [
      {
        what: 'roles, of which the Service bears the name of one, but for an affix',
        application: [
          'Service ledger-reader-service 8080',
          'StatefulSet ledger-writer image=ledger port=8080',
          'Deployment ledger-reader image=ledger port=8080',
        ],
      },
      {
        what: 'what stands beside the one of that name',
        application: [
          'Service ledger-svc 8080',
          'Deployment ledger image=ledger port=8080',
          'StatefulSet ledger-worker image=ledger port=8080',
        ],
      },
      {
        what: 'one kind',
        application: [
          'Service node-metrics 9100',
          'Deployment node-exporter image=exporter port=9100',
          'Deployment node-exporter-linux image=exporter port=9100',
        ],
      },
    ],
  },
};

const labels = { app: 'shop' };

/** The manifests of an application. */
export const manifests = (application: Application): unknown[] => application.map(manifest);

function manifest(line: string): unknown {
  const [kind = '', name = '', ...rest] = line.split(' ');
  const metadata = { name };
  if (kind === 'Service') {
    const ports = (rest[0] ?? '').split(',').map(text => {
      const [port, target] = text.split('>');
      return { port: Number(port), ...(target && { targetPort: numberOr(target) }) };
    });
    const headless = rest.includes('headless') && { clusterIP: 'None' };
    return { apiVersion: 'v1', kind, metadata, spec: { ...headless, selector: labels, ports } };
  }
  const all = (key: string) => rest.flatMap(word => (word.startsWith(`${key}=`) ? [word.slice(key.length + 1)] : []));
  const ports = all('port').map(text => {
    const [number, named] = text.split(':').reverse();
    return { containerPort: Number(number), ...(named && { name: named }) };
  });
  const [image = `example.com/${name}`] = all('image');
  const [serviceName] = all('service');
  const spec = { containers: [{ name: 'main', image, ports }] };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      ...(serviceName && { serviceName }),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
  };
}

const numberOr = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);
