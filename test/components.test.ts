import { parseAllDocuments } from 'yaml';
import { defaultConfig } from '../src/config';
import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { resolve } from '../src/meaning';
import { readStated } from '../src/meaning/stated';
import { type Model, model, selectsPods } from '../src/model';
import { settle } from '../src/repair/components';
import { run } from '../src/run';
import { diagnosed, withChanges } from './advice/values';
import { answer, documentsOf, resourceList } from './cases';
import { service, workload } from './model-of';

/** The components by the names of the workloads. */
function componentsOf(...manifests: string[]): Record<string, string | undefined> {
  const values = manifests.flatMap(text => parseAllDocuments(text).map(document => document.toJS()));
  const received = model(resourcesFrom(values, kindTable()).resources);
  const said = readStated(received, defaultConfig);
  const { of } = settle(received, resolve(received, said, defaultConfig), said, defaultConfig);
  return Object.fromEntries(
    received.workloads.map(w => [`${w.resource.kind}/${w.resource.name}`, of(w)?.value] as const),
  );
}

/** What mode Fix makes of manifests. */
const fixed = (...manifests: string[]): string =>
  documentsOf(run(resourceList(manifests, {}), false).stdout).join('---\n');

const modelOf = (text: string): Model =>
  model(
    resourcesFrom(
      parseAllDocuments(text).map(document => document.toJS()),
      kindTable(),
    ).resources,
  );

/** The workloads that a Service reaches. */
function reached(text: string, name: string): string[] {
  const { selectors, workloads } = modelOf(text);
  const selector = selectors.find(({ resource }) => resource.kind === 'Service' && resource.name === name);
  if (!selector) throw new Error(`no Service ${name}`);
  return workloads.filter(w => selectsPods(selector, w, w.podLabels)).map(w => w.resource.name);
}

const keys = ['color', 'colour', 'track', 'version', 'rev', 'example.com/version', 'slot'];

describe('the next release is reached', () => {
  test.each(keys)('when a Service is switched by `%s`', key => {
    const after = fixed(
      workload('web-blue', `app: web, ${key}: blue`),
      workload('web-green', `app: web, ${key}: green`),
      service('web', `app: web, ${key}: blue`),
    );
    expect(reached(after, 'web')).toEqual(['web-blue']);
    const switched = after.replace(/(selector: \{app: web, .*?: )blue/, '$1green');
    expect(reached(switched, 'web')).toEqual(['web-green']);
  });

  test.each(keys)('when a release with its own `%s` is added as a copy', key => {
    const after = fixed(workload('web-v1', `app: web, ${key}: v1`), service('web', 'app: web'));
    const [deployment = '', ...others] = after.split('---\n');
    const both = [deployment, deployment.replaceAll('v1', 'v2').replace('apps/v2', 'apps/v1'), ...others].join('---\n');
    expect(reached(both, 'web')).toEqual(['web-v1', 'web-v2']);
  });

  test.each([
    ['no label bears it', workload('web-v1', 'app: web'), workload('web-v2', 'app: web')],
    ['it is a number', workload('web-15', 'app: web'), workload('web-16', 'app: web')],
    [
      'its own selector does not ask for it',
      workload('web-v1', 'app: web, version: v1', 'app: web'),
      workload('web-v2', 'app: web, version: v2', 'app: web'),
    ],
  ])('when %s: the Service is left alone', (_, first, second) => {
    const after = fixed(first, service('web', 'app: web'));
    expect(after).toContain('selector: {app: web}');
    expect(reached(`${after}---\n${second}`, 'web')).toHaveLength(2);
  });
});

describe('the name without its release', () => {
  test.each([
    ['web-v1', 'version: v1', 'web'],
    ['web-1', 'version: v1', 'web'],
    ['web-v1', 'version: "1"', 'web'],
    ['web-1.2.3', 'version: 1.2.3', 'web'],
    ['web-1-2', 'version: "1.2"', 'web'],
    ['v2.web', 'version: v2', 'web'],
    ['web-v1-api', 'version: v1', 'web-api'],
    ['web-blue-v1', 'version: v1, color: blue', 'web'],
    ['web-blue-v1', 'version: v1', 'web-blue'],
    ['web-Blue', 'color: blue', 'web'],
    ['web-v10', 'version: v1', 'web-v10'],
    ['blueberry', 'color: blue', 'blueberry'],
    ['v1', 'version: v1', 'v1'],
    ['1-v1', 'version: v1', '1-v1'],
    ['web-1108', 'build: "1108"', 'web'],
    ['web-1108', 'edition: "1108"', 'web'],
    ['web-r7', 'release: r7', 'web'],
    ['web-a', 'slot: a', 'web'],
    ['web-cart', 'release: web', 'web-cart'],
    ['web-cart', 'tier: cart', 'web-cart'],
    ['web-1', 'shard: "1"', 'web-1'],
  ])('%s with %s is %s', (name, labels, component) => {
    expect(componentsOf(workload(name, `app: a, ${labels}`))).toEqual({ [`Deployment/${name}`]: component });
  });

  test('counts where the own selector asks for the release by an expression', () => {
    const expression = 'matchExpressions: [{key: version, operator: In, values: [v1]}]';
    const text = workload('web-v1', 'app: web, version: v1', 'app: web');
    expect(componentsOf(text.replace('{matchLabels: {app: web}}', `{matchLabels: {app: web}, ${expression}}`))).toEqual(
      {
        'Deployment/web-v1': 'web',
      },
    );
  });

  test('is for those only that another label tells apart', () => {
    expect(
      componentsOf(
        workload('web', 'app: web'),
        workload('web-blue', 'app: web, color: blue'),
        workload('db', 'app: db, track: stable'),
        workload('db-canary', 'app: db, track: canary'),
      ),
    ).toEqual({
      'Deployment/web': 'web',
      'Deployment/web-blue': 'web-blue',
      'Deployment/db': 'db',
      'Deployment/db-canary': 'db',
    });
  });

  test('is not for what a Service of another name means by itself', () => {
    const releases = [workload('web-v1', 'app: web, version: v1'), workload('web-v2', 'app: web, version: v2')];
    expect(componentsOf(...releases, service('web-v2', 'app: web'))).toEqual({
      'Deployment/web-v1': 'web',
      'Deployment/web-v2': 'web-v2',
    });
  });

  test('goes to a Deployment before a Job', () => {
    const job = workload('web', 'app: job').replace('apps/v1', 'batch/v1').replace('kind: Deployment', 'kind: Job');
    expect(componentsOf(job, workload('web-v1', 'app: web, version: v1'))).toEqual({
      'Job/web': 'web-job',
      'Deployment/web-v1': 'web',
    });
  });
});

describe('what release 0.1.0 wrote', () => {
  const written = [
    workload('web-v1', 'app: web, version: v1, component: web-v1'),
    workload('web-v2', 'app: web, version: v2, component: web-v2'),
  ];

  test('is kept', () => {
    expect(componentsOf(...written)).toEqual({ 'Deployment/web-v1': 'web-v1', 'Deployment/web-v2': 'web-v2' });
  });

  const told = (...manifests: string[]) =>
    answer(manifests, {}).results.filter(({ tags }) => tags.check === 'component-value-changed');
  const pinned = (text: string) => {
    const application = { documents: [text], spec: {} };
    const way = diagnosed(application).flatMap(({ advice = [] }) => advice)[0];
    return withChanges(application, way ?? []).documents[0] ?? '';
  };

  test('is no longer told where the annotation is pasted that pins it, and stays', () => {
    const pasted = written.map(pinned);
    expect(told(...written)).toHaveLength(2);
    expect(told(...pasted)).toEqual([]);
    expect(componentsOf(...pasted)).toEqual(componentsOf(...written));
  });

  test('binds no Service once the advice is taken', () => {
    const bound = service('web', 'app: web, component: web-v1');
    const first = written.slice(0, 1);
    expect(told(...first, bound)).toEqual([expect.objectContaining({ severity: 'warning' })]);
    const after = fixed(...first.map(pinned), service('web', 'app: web'));
    expect(after).toContain('selector: {app: web}');
    expect(told(...after.split('---\n'))).toEqual([]);
  });
});

describe('an empty label', () => {
  const [reel, others] = [
    workload('reel', 'app: film, component: ""'),
    [workload('lamp', 'app: film'), service('reel', 'app: film')],
  ];

  test('is a component where the own selector asks for it: that is immutable', () => {
    const after = fixed(reel, ...others);
    expect(reached(after, 'reel')).toEqual(['reel']);
    expect(after).toContain('selector: {app: film, component: ""}');
  });

  test('is replaced where only the pods bear it', () => {
    const after = fixed(
      reel
        .replace('matchLabels: {app: film, component: ""}', 'matchLabels: {app: film}')
        .replace('labels: {component: ""}', 'labels: {}'),
      ...others,
    );
    expect(reached(after, 'reel')).toEqual(['reel']);
    expect(after).not.toContain('component: ""');
  });
});
