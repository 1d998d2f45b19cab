/** A program as people run it: what its workload is called, what kind of thing others call it, the port that it serves. */
export interface Program {
  readonly name: string;
  readonly thing: string;
  readonly port: number;
  readonly image: string;
}

const program = (name: string, thing: string, port: number): Program => ({ name, thing, port, image: name });

/** What an application is made of. Names of real style; several programs serve one port, as in life. */
export const programs: readonly Program[] = [
  ...['orders', 'cart', 'users', 'payments', 'catalog', 'billing'].map(name => program(name, 'backend', 8080)),
  program('api', 'backend', 8080),
  program('web', 'frontend', 8080),
  program('portal', 'frontend', 3000),
  program('dashboard', 'frontend', 3000),
  program('main', 'backend', 8000),
  program('postgres', 'db', 5432),
  program('mariadb', 'db', 3306),
  program('redis', 'cache', 6379),
  program('memcached', 'cache', 11211),
  program('rabbitmq', 'queue', 5672),
  program('nats', 'queue', 4222),
  program('nginx', 'proxy', 8080),
  program('envoy', 'proxy', 8000),
  program('elasticsearch', 'search', 9200),
  program('mailhog', 'mail', 1025),
  program('minio', 'storage', 9000),
  program('moc-xdmod', 'frontend', 8080),
];

/** Ports of an aspect of a program. */
export const aspects: Readonly<Record<string, number>> = { metrics: 9090, grpc: 50051, admin: 8081, internal: 8090 };

export const affixes = ['svc', 'service', 'headless', 'lb'] as const;
export const workloadAffixes = ['deployment', 'statefulset'] as const;
export const stems = ['shop', 'acme', 'store', 'hello'] as const;
export const helpers = ['worker', 'exporter', 'backup', 'db', 'cache', 'proxy', 'queue'] as const;
export const unrelated = ['entry', 'public', 'gate', 'front-door', 'zeta', 'legacy', 'bus'] as const;

/** Words that name another thing than the words before them: what a name says with one of them, it says of something else. */
const things: ReadonlySet<string> = new Set([
  ...programs.map(({ thing }) => thing),
  ...helpers,
  ...programs.flatMap(({ name }) => (name.includes('-') ? [] : [name])),
]);
const mere: ReadonlySet<string> = new Set([...affixes, ...workloadAffixes, ...Object.keys(aspects)]);

const coreOf = (name: string): readonly string[] => name.split('-').filter(word => !mere.has(word));
const startsWith = (whole: readonly string[], part: readonly string[]) => part.every((word, i) => whole[i] === word);

/**
 * The world's axiom of names: true where `name`, given to what does not mean a workload called `workload`, says nothing that is held for
 * certain. It says that where both are equal, equal but for affixes and aspects, or where it ends the workload's name; not where
 * further words name another thing, on either side (`orders-db` beside `orders`, `orders` beside `orders-worker`).
 */
export function mayBeAnothers(name: string, workload: string): boolean {
  const [said, its] = [coreOf(name), coreOf(workload)];
  if (said.length === 0 || name === workload) return false;
  const at = its.findIndex((_, i) => startsWith(its.slice(i), said));
  if (at < 0) return true;
  return its.slice(at + said.length).some(word => things.has(word));
}
