import { defaultConfig } from '../src/config';
import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { isLabelValue, matches } from '../src/labels/label-selector';
import { resolve } from '../src/meaning';
import { readStated } from '../src/meaning/stated';
import { model } from '../src/model';
import { settle } from '../src/repair/components';
import fc from './random';

/** A workload of a random application. */
interface Made {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** For how many of its labels its own selector asks. */
  readonly asked: number;
  readonly component?: string;
  readonly formerName?: string;
}

const words = ['web', 'api', 'db', 'v1', 'v2', 'blue', 'canary', '1108', 'deployment'];
const name = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map(parts => parts.join('-')),
  fc.constantFrom('a.b', 'a'.repeat(253), `${'a'.repeat(252)}b`, '1e3'),
);
const made: fc.Arbitrary<Made> = fc.record(
  {
    kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'),
    name,
    namespace: fc.constantFrom('one', 'two'),
    labels: fc.record(
      {
        app: fc.constantFrom('web', 'db'),
        version: fc.constantFrom('v1', 'v2', '1108'),
        color: fc.constantFrom('blue', 'green'),
        track: fc.constantFrom('canary', 'stable'),
      },
      { requiredKeys: ['app'] },
    ),
    asked: fc.integer({ min: 1, max: 4 }),
    component: fc.constantFrom('web', 'web-v1', 'db'),
    formerName: fc.constantFrom('web', 'api'),
  },
  { requiredKeys: ['kind', 'name', 'namespace', 'labels', 'asked'] },
);
const identityOf = ({ kind, name, namespace }: Made) => `${namespace} ${kind}/${name}`;
const applications = (workload: fc.Arbitrary<Made>) =>
  fc.uniqueArray(workload, { minLength: 1, maxLength: 7, selector: identityOf });
const unlabelled = made.map(({ component: _, ...workload }) => workload);

function manifestOf({ kind, name, namespace, labels, asked, component, formerName }: Made) {
  const own = { ...labels, ...(component && { component }) };
  const template = { metadata: { labels: own }, spec: { containers: [{ name: 'main', image: 'example.com/x' }] } };
  const matchLabels = Object.fromEntries(Object.entries(own).slice(0, asked));
  const annotations = { 'internal.config.kubernetes.io/previousNames': formerName };
  const metadata = { name, namespace, ...(formerName && { annotations }) };
  if (kind === 'CronJob')
    return { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: { template } } } };
  return { apiVersion: 'apps/v1', kind, metadata, spec: { selector: { matchLabels }, template } };
}

function settled(application: readonly Made[]) {
  const received = model(resourcesFrom(application.map(manifestOf), kindTable()).resources);
  const said = readStated(received, defaultConfig);
  return { received, ...settle(received, resolve(received, said, defaultConfig), said, defaultConfig) };
}

function valuesOf(application: readonly Made[]): ReadonlyMap<string, string | undefined> {
  const { received, of } = settled(application);
  const refOf = ({ resource: { namespace, kind, name } }: (typeof received.workloads)[number]) =>
    `${namespace} ${kind}/${name}`;
  return new Map(received.workloads.map(workload => [refOf(workload), of(workload)?.value]));
}

/** Nothing but the component can tell the pods of the two apart: one's own selector catches the other's pods, or asks for too little. */
const needsTelling = (a: Made, b: Made): boolean => {
  const asks = ({ kind, labels, asked }: Made) =>
    Object.entries(labels).slice(0, kind === 'CronJob' ? undefined : asked);
  return !asks(a).some(([key, value]) => asks(b).some(([other, theirs]) => other === key && theirs !== value));
};
const areOfOneNamespace = (a: Made, b: Made) => a.namespace === b.namespace;

test('a component that the program names is a label value', () => {
  fc.assert(
    fc.property(applications(unlabelled), application => {
      for (const value of valuesOf(application).values()) {
        expect(value).not.toBe('');
        expect(isLabelValue(value ?? '!')).toBe(true);
      }
    }),
  );
});

test('two workloads of a namespace bear one component only where the selectors of both ask for another label that tells them apart', () => {
  fc.assert(
    fc.property(applications(unlabelled), application => {
      const values = valuesOf(application);
      for (const a of application)
        for (const b of application) {
          if (a === b || !areOfOneNamespace(a, b) || values.get(identityOf(a)) !== values.get(identityOf(b))) continue;
          expect([a.kind, b.kind, needsTelling(a, b)]).toEqual([a.kind, b.kind, false]);
          const own = {
            matchLabels: Object.fromEntries(Object.entries(a.labels).slice(0, a.asked)),
            matchExpressions: [],
          };
          if (a.kind !== 'CronJob') expect(matches(own, b.labels)).toBe(false);
        }
    }),
  );
});

test('the order of the input is no matter', () => {
  fc.assert(
    fc.property(
      applications(made).chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([application, shuffled]) => {
        const [values, others] = [valuesOf(application), valuesOf(shuffled)];
        expect(Object.fromEntries([...others].sort())).toEqual(Object.fromEntries([...values].sort()));
      },
    ),
  );
});

test('a further workload changes no other component, where no name of theirs is one and nothing else tells them apart', () => {
  fc.assert(
    fc.property(applications(unlabelled), unlabelled, (application, added) => {
      fc.pre(application.every(workload => identityOf(workload) !== identityOf(added)));
      const [before, after] = [valuesOf(application), valuesOf([...application, added])];
      const met = metBy(added, application);
      const others = application.filter(workload => !met.has(workload));
      for (const workload of others) {
        const key = identityOf(workload);
        expect([key, after.get(key)]).toEqual([key, before.get(key)]);
      }
    }),
  );
});

/** All with whom the workload, or one that it meets, contends for a name. */
function metBy(workload: Made, application: readonly Made[], met = new Set<Made>()): ReadonlySet<Made> {
  for (const other of application.filter(each => !met.has(each) && areOfOneNamespace(each, workload)))
    if (mayMeet(other, workload)) metBy(other, application, met.add(other));
  return met;
}

/** Both may be called so, one by the other's whole name or by what is left of it, and nothing else tells them apart or their kinds differ. */
function mayMeet(a: Made, b: Made): boolean {
  const words = ({ name, formerName }: Made) => [name, ...(formerName ? [formerName] : [])].map(stem);
  const isNamesake = words(a).some(word => words(b).includes(word));
  return isNamesake && (a.kind !== b.kind || needsTelling(a, b) || a.formerName !== b.formerName);
}

const stem = (name: string): string =>
  name
    .split('-')
    .filter(word => !/^(v\d|blue|canary|1108)$/.test(word))
    .join('-');

test('what a run names, the next one keeps, and adds nothing to it', () => {
  fc.assert(
    fc.property(applications(unlabelled), application => {
      const values = valuesOf(application);
      const borne = application.map((workload): Made => {
        const component = values.get(identityOf(workload));
        return { ...workload, asked: workload.asked, ...(component !== undefined && { component }) };
      });
      const again = settled(borne);
      expect(valuesOf(borne)).toEqual(values);
      expect(again.problems).toEqual([]);
      expect(again.received.workloads.filter(w => again.of(w)?.changed)).toEqual([]);
    }),
  );
});
