import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { checks } from '../../src/checks';
import { formats, type Located, type Report } from '../../src/report';
import { located, reportOf, result, symptom } from './reports';

const {
  $schema: _,
  id: $id,
  ...official
} = JSON.parse(readFileSync(join(__dirname, 'sarif-schema-2.1.0.json'), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
ajv.addFormat('uri-reference', { validate: (text: string) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) });
ajv.addFormat('date-time', true);
// The official schema is of draft 04, which differs in what it uses only by the name of `$id`.
const validate = ajv.compile({ ...official, $id });

function runOf(report: Report) {
  const log = JSON.parse(formats.sarif.print(report));
  expect([validate(log), validate.errors]).toEqual([true, null]);
  return log.runs[0];
}

const resultsOf = (...given: readonly Located[]) => runOf(reportOf(given)).results;
const fingerprints = (...given: readonly Located[]) =>
  resultsOf(...given).map((one: { partialFingerprints: object }) => one.partialFingerprints);

test('the official schema accepts reports of every shape, and refuses what is none', () => {
  runOf(reportOf([]));
  runOf(reportOf([{ result: result() }, located({}, { path: 'db.yaml' }), located({ severity: 'info' })]));
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
});

test('every check is a rule with its summary, its page and its level', () => {
  const { driver } = runOf(reportOf([], { rules: checks })).tool;
  expect(driver).toMatchObject({ name: 'component-labels', version: '1.2.3' });
  expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(checks.map(({ id }) => id));
  expect(driver.rules.find(({ id }: { id: string }) => id === 'label-written')).toMatchObject({
    shortDescription: { text: 'A component label was written.' },
    help: { text: expect.stringContaining('src/checks/label-written.md') },
    defaultConfiguration: { level: 'note' },
  });
});

test('a result says what, how bad and where', () => {
  expect(resultsOf(located())).toEqual([
    {
      ruleId: 'service-selects-many',
      ruleIndex: 0,
      level: 'error',
      message: { text: "Service 'db' selects too much" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'db.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 7, startColumn: 3 },
          },
          logicalLocations: [
            { name: 'db', fullyQualifiedName: 'Service/db', kind: 'object' },
            { fullyQualifiedName: 'Service/db/spec.selector', kind: 'property' },
          ],
        },
      ],
      partialFingerprints: { 'componentLabels/v1': expect.any(String) },
    },
  ]);
});

test.each([
  ['my app/größe #1.yaml', 'my%20app/gr%C3%B6%C3%9Fe%20%231.yaml'],
  ['a:b?.yaml', 'a%3Ab%3F.yaml'],
  ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
])('path %s is URI %s', (path, uri) => {
  expect(resultsOf(located({}, { path }))[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test('a fingerprint stays where lines shift, and tells results apart', () => {
  const [one, other] = fingerprints(located(), located());
  expect(one).not.toEqual(other);
  expect(fingerprints(located({}, { path: 'db.yaml', line: 99 }))).toEqual([one]);
  expect(fingerprints(located({ field: { path: 'spec.other' } }))).not.toEqual([one]);
  expect(fingerprints(located({}, { path: 'other.yaml' }))).not.toEqual([one]);
});

test('the leading result shows where its symptoms are', () => {
  const cause = located();
  const [leading] = resultsOf(cause, symptom(cause, { message: 'a symptom' }, { path: 'web.yaml', line: 2 }));
  expect(leading.relatedLocations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'web.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 2 },
      },
      message: { text: 'a symptom' },
    },
  ]);
});
