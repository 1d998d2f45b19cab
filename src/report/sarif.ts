import { stories } from './related';
import type { FilePosition, Format, Located, Report, ReportedCheck } from './report';
import { unreadIn } from './unread';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanning services read. Source: OASIS, "Static Analysis Results Interchange Format". */
export const sarif: Format = {
  is: 'SARIF 2.1.0, with the pages of the checks as help',
  isFor: 'code scanning',
  whole: true,
  print,
};

function print(report: Report): string {
  const ids = report.rules.map(({ id }) => id);
  const related = new Map(stories(report.located).map(story => [story.leading, story.related]));
  const results = fingerprinted([...report.located, ...unreadIn(report)]).map(([one, fingerprint]) => ({
    ...resultOf(one, ids),
    partialFingerprints: { 'componentLabels/v1': fingerprint },
    ...relatedTo(related.get(one) ?? []),
  }));
  const driver = { name: 'component-labels', version: report.version, rules: report.rules.map(ruleOf) };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, severity, summary }: ReportedCheck) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: `${summary} What it means and what to do: src/checks/${id}.md of component-labels.` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf({ result, at }: Located, ids: readonly string[]) {
  const ruleId = result.tags.check ?? '';
  const ruleIndex = ids.indexOf(ruleId);
  return {
    ruleId,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: levels[result.severity],
    message: { text: result.message },
    ...(at && { locations: [{ ...physical(at), ...logical({ result }) }] }),
  };
}

const physical = ({ path, line, column }: FilePosition) => ({
  physicalLocation: {
    artifactLocation: artifact(path),
    ...(line !== undefined && { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } }),
  },
});

/** Relative to the directory in which the program was called, which code scanning takes for the repository's root. */
function artifact(path: string): Readonly<Record<string, string>> {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

function logical({ result: { resourceRef, field } }: Pick<Located, 'result'>) {
  if (!resourceRef) return {};
  const { kind, name } = resourceRef;
  const ref = `${kind}/${name}`;
  const part = field ? [{ fullyQualifiedName: `${ref}/${field.path}`, kind: 'property' }] : [];
  return { logicalLocations: [{ name, fullyQualifiedName: ref, kind: 'object' }, ...part] };
}

/** What a result is about, whatever line it stands on; a number tells those apart that are about the same. */
function fingerprinted(located: readonly Located[]): readonly (readonly [Located, string])[] {
  const seen = new Map<string, number>();
  return located.map(one => {
    const { tags, resourceRef, field } = one.result;
    const { namespace = '', kind = '', name = '' } = resourceRef ?? {};
    const about = [tags.check, one.at?.path ?? '', namespace, kind, name, field?.path ?? ''].join('|');
    const count = (seen.get(about) ?? 0) + 1;
    seen.set(about, count);
    return [one, `${about}|${count}`];
  });
}

/** The symptoms, for the result that tells their story. */
function relatedTo(related: readonly Located[]) {
  const places = related.flatMap(({ result, at }) =>
    at ? [{ ...physical(at), message: { text: result.message } }] : [],
  );
  return places.length > 0 ? { relatedLocations: places } : {};
}
