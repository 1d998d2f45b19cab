import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { resolve } from '../src/meaning';
import { neighboursOf } from '../src/meaning/neighbours';
import { evidenceRules } from '../src/meaning/rules';
import { sharingRules } from '../src/meaning/sharing';
import { model } from '../src/model';
import { refOf } from '../src/model/resource';
import { selection, serving } from '../src/model/selection';
import { type Application, manifests, ruleCases, sharingCases } from './evidence-cases';

const noSaid = { components: new Map(), meanings: new Map(), problems: [] };
const options = { label: 'component', evidence: 'Certain' } as const;

/** The first Service of an application, with all that is known of its meaning. */
function judged(application: Application) {
  const received = model(resourcesFrom(manifests(application), kindTable()).resources);
  const selector = received.selectors.find(({ role }) => role === 'route');
  if (!selector) throw new Error('an application must begin with a Service');
  const selects = selection(received, ({ podLabels }) => podLabels)(selector);
  const { pointers } = neighboursOf(received, noSaid.components, options).judge(selector, serving(selects));
  const binding = resolve(received, noSaid, options).find(one => one.selector === selector);
  return { pointers: pointers.map(({ rule, pick }) => `${rule.id}: ${refOf(pick.resource)}`), binding };
}

test('every rule has applications for and against it', () => {
  expect(Object.keys(ruleCases).sort()).toEqual(evidenceRules.map(({ id }) => id).sort());
  expect(Object.keys(sharingCases).sort()).toEqual(sharingRules.map(({ id }) => id).sort());
});

describe.each(evidenceRules.map(({ id, weight }) => ({ id, weight, ...ruleCases[id] })))('the rule $id', rule => {
  test.each(rule.for)('points to $means: $what', ({ application, means }) => {
    const { pointers, binding } = judged(application);
    expect(pointers).toContain(`${rule.id}: ${means}`);
    expect(binding?.verdict).toBe(rule.weight === 'certain' ? 'one' : 'unknown');
    expect(binding?.means.map(({ resource }) => refOf(resource))[0]).toBe(means);
  });

  test.each(rule.against)('does not bind: $what', ({ application }) => {
    const { binding } = judged(application);
    expect([binding?.verdict, binding?.ground]).not.toEqual(['one', rule.id]);
  });
});

describe.each(sharingRules.map(({ id }) => ({ id, ...sharingCases[id] })))('sharing for the reason $id', reason => {
  test.each(reason.for)('stays: $what', ({ application }) => {
    expect(judged(application).binding).toMatchObject({ verdict: 'shared', ground: reason.id });
  });

  test.each(reason.against)('is not taken for deliberate: $what', ({ application }) => {
    expect(judged(application).binding?.ground).not.toBe(reason.id);
  });
});

test('a verdict bears its candidates with what speaks for and against each', () => {
  const { binding } = judged(['Service orders-db 5432', 'Deployment orders', 'StatefulSet postgres']);
  expect(binding).toMatchObject({ verdict: 'unknown', ground: 'no-evidence' });
  expect(
    binding?.candidates?.map(({ workload, for: pros, against }) => [
      refOf(workload.resource),
      pros.map(({ id }) => id),
      against.map(({ id }) => id),
    ]),
  ).toEqual([
    ['Deployment/orders', ['shares-words'], ['names-another-thing']],
    ['StatefulSet/postgres', [], []],
  ]);
});

test.each([
  ['a copied serviceName', ['Service db 5432', 'StatefulSet web service=db', 'StatefulSet db']],
  ['one serviceName in two', ['Service db 5432', 'StatefulSet web service=db', 'StatefulSet db service=db']],
])('an equal name comes before a reference: %s', (_, application) => {
  const { binding } = judged(application);
  expect(binding).toMatchObject({ verdict: 'unknown', ground: 'no-evidence' });
  expect(binding?.candidates?.map(({ workload }) => refOf(workload.resource))).toEqual([
    'StatefulSet/db',
    'StatefulSet/web',
  ]);
  expect(binding?.candidates?.every(one => one.for.some(({ id }) => /name/.test(id)))).toBe(true);
});
