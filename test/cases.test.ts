import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { answer, type Case, documentsOf, type Result, readCase, resourceList } from './cases';

/** Reports that follow every edit: a fixture lists them only where it is about them. */
const consequences = ['label-written', 'immutable-selector-changed', 'routing-before-rollout'];
const folder = join(__dirname, 'cases');
const fixtures = readdirSync(folder).filter(file => file.endsWith('.yaml'));

function documentOf({ given }: Case, { resourceRef, file }: Result): number {
  return given.findIndex(text => {
    const path = /^# file: (.*)$/m.exec(text)?.[1];
    if (path !== undefined && file !== undefined && path !== file.path) return false;
    const { kind = '', metadata } = parse(text, { uniqueKeys: false }) as {
      kind?: string;
      metadata?: { name: string; namespace?: string };
    };
    return (
      kind === (resourceRef?.kind ?? '') &&
      (metadata?.name ?? '') === (resourceRef?.name ?? '') &&
      metadata?.namespace === resourceRef?.namespace
    );
  });
}

describe.each(fixtures)('%s', file => {
  const fixture = readCase(readFileSync(join(folder, file), 'utf8'));
  const { stdout, results, exitCode } = answer(fixture.given, fixture.config);
  const about = (check: string) =>
    !consequences.includes(check) || fixture.reports.some(report => report.check === check);

  test('edits exactly the lines marked #+', () => {
    expect(documentsOf(stdout)).toEqual(documentsOf(resourceList(fixture.wanted)));
  });

  test('reports exactly what #! lines say', () => {
    const line = (document: number, severity: string, check: string) => `document ${document}: ${severity} ${check}`;
    const told = results.filter(({ tags }) => about(tags.check ?? ''));
    const marked = fixture.reports.map(({ document, severity, check }) => line(document, severity, check));
    const received = told.map(result => {
      const words = line(documentOf(fixture, result), result.severity, result.tags.check ?? '');
      return marked.includes(words) ? words : `${words} ${result.message}`;
    });
    expect(received.sort()).toEqual(marked.sort());
    for (const { check, document, text } of fixture.reports) {
      const messages = told.filter(result => result.tags.check === check && documentOf(fixture, result) === document);
      expect(messages.map(({ message }) => message).join('\n')).toContain(text);
    }
    expect(exitCode).toBe(fixture.reports.some(({ severity }) => severity === 'error') ? 1 : 0);
  });

  test('changes nothing when it runs again', () => {
    const again = answer(documentsOf(stdout), fixture.config);
    expect(documentsOf(again.stdout)).toEqual(documentsOf(stdout));
  });
});
