import { parse, stringify } from 'yaml';
import { applicationRules, inApplications } from '../src/applications';
import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { run } from '../src/run';
import { checked, deployment, service, type Tree } from './cli/worlds';
import fc from './random';

type Given = readonly [path: string, kind: string, name: string, app?: string];

const apiVersions: Readonly<Record<string, string>> = {
  Service: 'v1',
  'Knative Service': 'serving.knative.dev/v1',
  'former Deployment': 'extensions/v1beta1',
  Kptfile: 'kpt.dev/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
};

function object([path, kind, name, app = name]: Given) {
  const spec: Readonly<Record<string, unknown>> = {
    Service: { selector: { app } },
    HorizontalPodAutoscaler: { scaleTargetRef: { kind: 'Deployment', name: app } },
  };
  return {
    apiVersion: apiVersions[kind] ?? 'apps/v1',
    kind: kind.split(' ').at(-1),
    metadata: { name, annotations: path === '' ? {} : { 'config.kubernetes.io/path': path } },
    spec: spec[kind] ?? { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } } } },
  };
}

/** The applications as the files that each holds, in the order of names. */
function applications(given: readonly Given[]): readonly string[] {
  const { resources } = resourcesFrom(given.map(object), kindTable());
  const files = new Map<string, Set<string>>();
  for (const { package: home, file } of inApplications(resources, { selectors: [] }))
    files.set(home, (files.get(home) ?? new Set()).add(file?.path ?? '-'));
  return [...files.values()].map(paths => [...paths].sort().join(' ')).sort();
}

const cases: readonly (readonly [rule: string, what: string, given: readonly Given[], expected: readonly string[]])[] =
  [
    [
      'stream',
      'without paths all is one',
      [
        ['', 'Deployment', 'a'],
        ['', 'Deployment', 'a'],
      ],
      ['-'],
    ],
    [
      'stream',
      'what comes with a stream belongs to it',
      [
        ['', 'Service', 'a'],
        ['x/a.yaml', 'Deployment', 'a'],
        ['y/b.yaml', 'Deployment', 'b'],
      ],
      ['- x/a.yaml y/b.yaml'],
    ],
    [
      'package',
      'the directories of a package are one',
      [
        ['p/Kptfile', 'Kptfile', 'p'],
        ['p/x/a.yaml', 'Deployment', 'a'],
        ['p/y/b.yaml', 'Deployment', 'b'],
        ['q/c.yaml', 'Deployment', 'c'],
      ],
      ['p/x/a.yaml p/y/b.yaml', 'q/c.yaml'],
    ],
    [
      'package',
      'alternatives in a package are told by their directories',
      [
        ['p/Kptfile', 'Kptfile', 'p'],
        ['p/dev/a.yaml', 'Deployment', 'a'],
        ['p/dev/b.yaml', 'Deployment', 'b'],
        ['p/prod/a.yaml', 'Deployment', 'a'],
        ['p/prod/b.yaml', 'Deployment', 'b'],
        ['p/service.yaml', 'Service', 'a'],
      ],
      ['p/dev/a.yaml p/dev/b.yaml p/service.yaml', 'p/prod/a.yaml p/prod/b.yaml p/service.yaml'],
    ],
    [
      'chart',
      'subcharts belong to their chart',
      [
        ['out/shop/templates/a.yaml', 'Deployment', 'a'],
        ['out/shop/charts/db/templates/b.yaml', 'Deployment', 'b'],
        ['out/x/templates/c.yaml', 'Deployment', 'c'],
      ],
      ['out/shop/charts/db/templates/b.yaml out/shop/templates/a.yaml', 'out/x/templates/c.yaml'],
    ],
    [
      'directory',
      'directories are apart, their files together',
      [
        ['x/a.yaml', 'Deployment', 'a'],
        ['x/b.yaml', 'Deployment', 'b'],
        ['y/c.yaml', 'Deployment', 'c'],
      ],
      ['x/a.yaml x/b.yaml', 'y/c.yaml'],
    ],
    [
      'alternatives',
      'files that define one object',
      [
        ['one.yaml', 'Deployment', 'a'],
        ['two.yaml', 'Deployment', 'a'],
        ['s.yaml', 'Deployment', 's'],
      ],
      ['one.yaml s.yaml', 's.yaml two.yaml'],
    ],
    [
      'alternatives',
      'one object in two API versions',
      [
        ['a.yaml', 'Deployment', 'a'],
        ['a-old.yaml', 'former Deployment', 'a'],
      ],
      ['a-old.yaml', 'a.yaml'],
    ],
    [
      'alternatives',
      'a Service, and what makes a Service of that name',
      [
        ['k8s.yaml', 'Service', 'a'],
        ['k8s.yaml', 'Deployment', 'a'],
        ['knative.yaml', 'Knative Service', 'a'],
      ],
      ['k8s.yaml', 'knative.yaml'],
    ],
    [
      'alternatives',
      'words in the names of files tell what belongs together',
      [
        ['a-dev.yaml', 'Deployment', 'a'],
        ['a-prod.yaml', 'Deployment', 'a'],
        ['b-dev.yaml', 'Deployment', 'b'],
        ['b-prod.yaml', 'Deployment', 'b'],
        ['debug-dev.yaml', 'Deployment', 'debug'],
      ],
      ['a-dev.yaml b-dev.yaml debug-dev.yaml', 'a-prod.yaml b-prod.yaml'],
    ],
    [
      'alternatives',
      'files without such a word belong together as well',
      [
        ['a.yaml', 'Deployment', 'a'],
        ['a-large.yaml', 'Deployment', 'a'],
        ['b.yaml', 'Deployment', 'b'],
        ['b-large.yaml', 'Deployment', 'b'],
      ],
      ['a-large.yaml b-large.yaml', 'a.yaml b.yaml'],
    ],
    [
      'alternatives',
      'a whole and its parts',
      [
        ['all.yaml', 'Deployment', 'a'],
        ['all.yaml', 'Deployment', 'b'],
        ['a.yaml', 'Deployment', 'a'],
        ['b.yaml', 'Deployment', 'b'],
      ],
      ['a.yaml b.yaml', 'all.yaml'],
    ],
    [
      'alternatives',
      'several choices that nothing ties make a collection: each file stands for itself',
      [
        ['one.yaml', 'Deployment', 'a'],
        ['two.yaml', 'Deployment', 'a'],
        ['three.yaml', 'Deployment', 'b'],
        ['four.yaml', 'Deployment', 'b'],
        ['five.yaml', 'Deployment', 'c'],
      ],
      ['five.yaml', 'four.yaml', 'one.yaml', 'three.yaml', 'two.yaml'],
    ],
    [
      'selectors',
      'a Service joins the directory that holds its pods',
      [
        ['services/a.yaml', 'Service', 'a'],
        ['deployments/a.yaml', 'Deployment', 'a'],
        ['z/c.yaml', 'Deployment', 'c'],
      ],
      ['deployments/a.yaml services/a.yaml', 'z/c.yaml'],
    ],
    [
      'selectors',
      'the nearest one',
      [
        ['dev/services/a.yaml', 'Service', 'a'],
        ['dev/deployments/a.yaml', 'Deployment', 'a'],
        ['prod/services/a.yaml', 'Service', 'a'],
        ['prod/deployments/a.yaml', 'Deployment', 'a'],
      ],
      ['dev/deployments/a.yaml dev/services/a.yaml', 'prod/deployments/a.yaml prod/services/a.yaml'],
    ],
    [
      'selectors',
      'beside each of several alternatives',
      [
        ['app/a.yaml', 'Service', 'a'],
        ['app/dev/a.yaml', 'Deployment', 'a'],
        ['app/prod/a.yaml', 'Deployment', 'a'],
      ],
      ['app/a.yaml app/dev/a.yaml', 'app/a.yaml app/prod/a.yaml'],
    ],
    [
      'selectors',
      'each of several alternatives beside one',
      [
        ['app/a.yaml', 'Deployment', 'a'],
        ['app/scaling/slow.yaml', 'HorizontalPodAutoscaler', 'scaler', 'a'],
        ['app/scaling/fast.yaml', 'HorizontalPodAutoscaler', 'scaler', 'a'],
      ],
      ['app/a.yaml app/scaling/fast.yaml', 'app/a.yaml app/scaling/slow.yaml'],
    ],
    [
      'selectors',
      'not one that is served already',
      [
        ['x/a.yaml', 'Service', 'a'],
        ['y/a.yaml', 'Deployment', 'a'],
        ['y/b.yaml', 'Service', 'b', 'a'],
      ],
      ['x/a.yaml', 'y/a.yaml y/b.yaml'],
    ],
    [
      'selectors',
      'not one of several that could be applied together',
      [
        ['x/a.yaml', 'Service', 'a'],
        ['y/b.yaml', 'Deployment', 'b', 'a'],
        ['z/c.yaml', 'Deployment', 'c', 'a'],
      ],
      ['x/a.yaml', 'y/b.yaml', 'z/c.yaml'],
    ],
    [
      'selectors',
      'nor cousins, if there are several',
      [
        ['x/s/a.yaml', 'Service', 'a'],
        ['y/s/b.yaml', 'Deployment', 'a'],
        ['z/s/c.yaml', 'Deployment', 'a'],
      ],
      ['x/s/a.yaml', 'y/s/b.yaml', 'z/s/c.yaml'],
    ],
    [
      'selectors',
      'a reference by name',
      [
        ['scaling/a.yaml', 'HorizontalPodAutoscaler', 'scaler', 'a'],
        ['app/a.yaml', 'Deployment', 'a'],
      ],
      ['app/a.yaml scaling/a.yaml'],
    ],
  ];

test.each(cases)('%s: %s', (_, __, given, expected) => {
  expect(applications(given)).toEqual(expected);
});

test('every rule has its case; roots are seen by fixtures of sources', () => {
  const seen = new Set(['root', ...cases.map(([rule]) => rule)]);
  expect([...seen].sort()).toEqual(applicationRules.map(({ id }) => id).sort());
});

describe('copies of an application', () => {
  const names = ['web', 'db', 'cache'];
  const parts = fc.array(fc.record({ name: fc.constantFrom(...names), isService: fc.boolean(), file: fc.nat(2) }), {
    minLength: 1,
    maxLength: 6,
  });
  type Parts = readonly { readonly name: string; readonly isService: boolean; readonly file: number }[];
  const filesOf = (application: Parts, pathOf: (file: number) => string): Tree => {
    const texts = new Map<string, string[]>();
    for (const { name, isService, file } of application) {
      const text = isService ? service(name) : deployment(name);
      const held = texts.get(pathOf(file)) ?? [];
      if (!held.includes(text)) texts.set(pathOf(file), [...held, text]);
    }
    return Object.fromEntries([...texts].map(([path, held]) => [path, held.join('---\n')]));
  };
  const errorsIn = async (tree: Tree) =>
    (await checked(tree)).stdout.split('\n').filter(line => / error: /.test(line)).length;

  test('in directories of their own add no error but the same once more', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.constantFrom('', 'k8s/', 'a/b/'), async (application, top) => {
        const once = await errorsIn(filesOf(application, file => `${top}one/${file}.yaml`));
        const copies = ['one', 'two', 'three'].map(copy => filesOf(application, file => `${top}${copy}/${file}.yaml`));
        expect(await errorsIn(Object.assign({}, ...copies))).toBe(once * copies.length);
      }),
      { numRuns: 60 },
    );
  });

  test('in files of their own, in one directory, add none that one of them has not', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async application => {
        const one = await errorsIn(filesOf(application, () => 'dev.yaml'));
        const all = { ...filesOf(application, () => 'dev.yaml'), ...filesOf(application, () => 'prod.yaml') };
        expect(await errorsIn(all)).toBe(2 * one);
      }),
      { numRuns: 60 },
    );
  });

  test('in directories: a repair takes no pods from a Service that nothing in their own directory serves', () => {
    fc.assert(
      fc.property(parts, application => {
        const once = [...new Map(application.map(part => [`${part.name} ${part.isService}`, part])).values()];
        const hasPods = (file: number) => once.some(part => !part.isService && part.file === file);
        // A Service without pods in its directory joins another one.
        fc.pre(once.every(({ isService, file }) => !isService || hasPods(file)));
        const items = once.map(({ name, isService, file }) => {
          const item = parse(isService ? service(name) : deployment(name));
          const annotations = { 'config.kubernetes.io/path': `${file}/${name}-${isService}.yaml` };
          return { ...item, metadata: { ...item.metadata, annotations } };
        });
        const { stdout } = run(
          stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items }),
          false,
        );
        const after: typeof items = parse(stdout).items;
        after.forEach((deployed, i) => {
          if (deployed.kind !== 'Deployment') return;
          const isServed = once.some(part => part.isService && part.file === once[i]?.file);
          const pods = deployed.spec.template.metadata.labels;
          const selecting = after.filter(
            ({ kind, spec }) =>
              kind === 'Service' && Object.entries(spec.selector).every(([key, value]) => pods[key] === value),
          );
          if (!isServed) expect(selecting).toHaveLength(once.filter(part => part.isService).length);
        });
      }),
    );
  });

  test('split into directories have no error that they have not in one', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async application => {
        const together = await errorsIn(filesOf(application, () => 'all.yaml'));
        const once = [...new Map(application.map(part => [`${part.name} ${part.isService}`, part])).values()];
        const split = filesOf(once, file => `${file}/x.yaml`);
        expect(await errorsIn(split)).toBeLessThanOrEqual(together);
      }),
      { numRuns: 60 },
    );
  });
});
