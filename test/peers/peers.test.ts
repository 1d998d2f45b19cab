import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../src/checks';
import { alikeChecks, peersLine } from './alike';
import { readPeerCases } from './manifests';
import { judgedOurs, saidByUs } from './ours';
import { isInstalled, peers, pinnedVersion, record } from './peers';
import { type Recordings, readRecordings, recordingFile } from './recorded';
import { areas, caseTable, summaryTable } from './table';
import { judged } from './verdict';

const cases = readPeerCases();
const defects = cases.flatMap(({ defect, ...one }) => (defect === undefined ? [] : [{ ...one, defect }]));
const lookAlikes = cases.filter(({ defect }) => defect === undefined);
const named = <Case extends { readonly name: string }>(some: readonly Case[]) =>
  some.map(one => [one.name, one] as const);

if (process.env.UPDATE_EXPECTED) update();
const recordings = readRecordings();

/** Writes anew what the installed peers say; what is recorded of the others stays. */
function update(): void {
  const installed = peers.filter(isInstalled);
  const said: Recordings = {
    ...readRecordings(),
    ...Object.fromEntries(installed.map(peer => [peer.name, record(peer, cases)])),
  };
  writeFileSync(recordingFile, `${JSON.stringify(said, null, 2)}\n`);
}

describe('the cases', () => {
  test('are at least 60 defects and 25 look-alikes', () => {
    expect(defects.length).toBeGreaterThanOrEqual(60);
    expect(lookAlikes.length).toBeGreaterThanOrEqual(25);
  });

  test('have each defect in one area of the table', () => {
    const listed = Object.values(areas).flat();
    expect(new Set(listed).size).toBe(listed.length);
    expect(defects.filter(({ defect }) => !listed.includes(defect)).map(({ name }) => name)).toEqual([]);
  });
});

describe('the pages', () => {
  test('are of checks that there are', () => {
    const ids = checks.map(({ id }) => id);
    expect(Object.keys(alikeChecks).filter(id => !ids.includes(id))).toEqual([]);
  });

  test.each(Object.keys(alikeChecks))('that of %s tells what the peers call it', id => {
    expect(readFileSync(join('src/checks', `${id}.md`), 'utf8')).toMatch(new RegExp(`\\n\\n${peersLine(id)}\\n$`));
  });
});

describe('ours calls the defect by its name', () => {
  test.each(named(defects))('%s', (_, one) => {
    expect(saidByUs(one)).toContain(one.defect);
  });
});

describe('ours has nothing to say against healthy sharing', () => {
  test.each(named(lookAlikes))('%s', (_, one) => {
    expect(saidByUs(one)).toEqual([]);
  });
});

describe.each(peers.map(peer => [peer.name, peer] as const))('%s', (name, peer) => {
  const recording = recordings[name];

  (isInstalled(peer) ? test : test.skip)(
    'says what is recorded (skipped unless .ci/install-peers installed it)',
    () => {
      expect(record(peer, cases)).toEqual(recording);
    },
  );

  (recording ? test : test.skip)(
    'was recorded in the version that .ci/install-peers installs (skipped unless recorded)',
    () => {
      expect(recording?.version).toBe(pinnedVersion(peer));
      expect(Object.keys(recording?.alarms ?? {}).sort()).toEqual(cases.map(one => one.name).sort());
    },
  );

  (recording ? test : test.skip)('finds no defect that ours does not find (skipped unless recorded)', () => {
    const theirs = judged(cases, recording?.alarms ?? {});
    const ours = judgedOurs(cases);
    const found = defects.filter(one => theirs[one.name] === 'found');
    expect(found.filter(one => ours[one.name] !== 'found').map(one => one.name)).toEqual([]);
  });
});

describe('the tables', () => {
  const one = { file: '', healthy: undefined, about: 'what is so', documents: [], text: '' };
  const two = [
    { ...one, name: 'a', defect: 'budget-selects-nothing' },
    { ...one, name: 'b', defect: 'budget-spans-workloads' },
    { ...one, name: 'c', defect: undefined, healthy: 'on purpose' },
  ];
  const tools = [
    { tool: 'x', verdicts: { a: 'found', b: 'missed', c: 'false alarm' } },
    { tool: 'y', verdicts: { a: 'found', b: 'found', c: 'quiet' } },
  ] as const;

  test('count by area, with all defects and look-alikes below', () => {
    const lines = summaryTable(two, tools).split('\n');
    expect(lines[0]).toBe('| about | cases | x | y |');
    expect(lines).toContain('| budgets | 2 | 1 found, 1 missed | 2 found |');
    expect(lines.slice(-2)).toEqual([
      '| **all defects** | 2 | 1 found, 1 missed | 2 found |',
      '| **look-alikes** | 1 | 1 false alarm | 1 quiet |',
    ]);
  });

  test('list every case with a link to it', () => {
    expect(caseTable(two, tools, 'cases').split('\n').slice(2)).toEqual([
      '| [a](cases/a.yaml) | `budget-selects-nothing` | what is so | found | found |',
      '| [b](cases/b.yaml) | `budget-spans-workloads` | what is so | missed | found |',
      '| [c](cases/c.yaml) | healthy: on purpose | what is so | false alarm | quiet |',
    ]);
  });
});
