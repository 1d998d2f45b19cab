import fc from '../random';

const pick = fc.nat(999);
const rarely = fc.integer({ min: 0, max: 9 }).map(n => n === 9);
const often = fc.integer({ min: 0, max: 9 }).map(n => n > 3);

/** Numbers and choices of which build.ts makes a family of workloads: plain data, so that fast-check can make it smaller. */
const family = fc.record({
  form: fc.oneof(
    { weight: 10, arbitrary: fc.constant('solo' as const) },
    { weight: 4, arbitrary: fc.constantFrom('helper' as const, 'job' as const) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        'canary' as const,
        'versions' as const,
        'colours' as const,
        'ring' as const,
        'exporters' as const,
        'roles' as const,
        'cluster' as const,
        'leader' as const,
        'migration' as const,
        'environments' as const,
      ),
    },
  ),
  program: pick,
  word: pick,
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('Deployment') },
    { weight: 3, arbitrary: fc.constant('StatefulSet') },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'DaemonSet',
        'Rollout',
        'ReplicaSet',
        'Pod',
        'DeploymentConfig',
        'ReplicationController',
      ),
    },
  ),
  stemmed: rarely,
  affix: rarely,
  oneImage: rarely,
  declares: fc.constantFrom('all' as const, 'all' as const, 'none' as const, 'some' as const),
  half: rarely,
  tier: fc.option(fc.constantFrom('front', 'back', 'data'), { freq: 2, nil: undefined }),
  role: rarely,
  version: fc.option(fc.constantFrom('v1', 'v2'), { freq: 1, nil: undefined }),
  released: often,
  asked: fc.boolean(),
  apart: rarely,
  near: fc.option(pick, { freq: 1, nil: undefined }),
  scaled: rarely,
  named: fc.boolean(),
  elsewhere: rarely,
});
export type Family = typeof family extends fc.Arbitrary<infer T> ? T : never;

const named = {
  target: pick,
  /** Means one workload of a family, not all. */
  one: fc.boolean(),
  word: pick,
  third: pick,
  asks: rarely,
  affix: fc.integer({ min: 0, max: 9 }),
};
const selector = fc.record({
  ...named,
  naming: fc.constantFrom(
    'own' as const,
    'own' as const,
    'own' as const,
    'affix' as const,
    'aspect' as const,
    'inner' as const,
    'client' as const,
    'client' as const,
    'thing' as const,
    'stem' as const,
    'third' as const,
    'nothing' as const,
    'outside' as const,
  ),
  headless: rarely,
  portNames: rarely,
  twoPorts: rarely,
});
export type Naming = typeof selector extends fc.Arbitrary<infer T> ? T : never;

export const plan = fc.record({
  stem: pick,
  prefix: fc.option(fc.constantFrom('dev-', 'moc-', 'rel-'), { freq: 1, nil: undefined }),
  suffix: fc.option(fc.constantFrom('-prod', '-x'), { freq: 1, nil: undefined }),
  key: fc.constantFrom('app', 'app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance'),
  /** The label reaches every pod template, or those that kustomize knows. */
  everywhere: fc.boolean(),
  families: fc.array(family, { minLength: 1, maxLength: 6 }),
  services: fc.array(selector, { minLength: 1, maxLength: 6 }),
  budgets: fc.array(selector, { maxLength: 1 }),
  policies: fc.array(selector, { maxLength: 1 }),
  order: fc.nat(20),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
