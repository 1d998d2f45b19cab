import { severities } from '../model/finding';
import { oneLine } from '../model/wording';
import { stories } from './related';
import type { FilePosition, Format, Located, Report, Skipped } from './report';

/** What people read in a terminal: a line for every result, what was skipped, and one line that sums it up. */
export const text: Format = {
  is: 'a line a finding, `file:line: severity: message [check]`; symptoms are indented under their cause',
  isFor: 'people',
  whole: false,
  print,
};

function print(report: Report): string {
  const lines = stories(report.located).flatMap(({ leading, related }) => [
    line(leading),
    ...related.map(one => `  ${line(one)}`),
  ]);
  return [...lines, ...unreadLines(report), ...report.skipped.map(skippedLine), summary(report)]
    .map(words => `${words}\n`)
    .join('');
}

function line(located: Located): string {
  const { result, at } = located;
  const { severity, message, tags } = result;
  return `${at ? `${placeText(at)}: ` : ''}${severity}: ${namespaceText(located)}${message} [${tags.check}]`;
}

/** A line of what came by a pipe can't be looked up: there, all of a cluster perhaps, the namespace says where. */
function namespaceText({ result: { resourceRef }, at }: Located): string {
  const isFile = at !== undefined && at.path !== 'stdin';
  return isFile || !resourceRef?.namespace ? '' : `namespace '${oneLine(resourceRef.namespace)}': `;
}

/** On one line: a file's name may hold line breaks, and other signs that a terminal obeys. */
const placeText = ({ path, line: number }: FilePosition): string =>
  number === undefined ? oneLine(path) : `${oneLine(path)}:${number}`;

/** A section of its own, with a count; what was to be read comes first. */
function unreadLines({ unread }: Report): readonly string[] {
  if (unread.length === 0) return [];
  const first = unread.filter(({ isProblem }) => isProblem);
  const rest = unread.filter(({ isProblem }) => !isProblem);
  const files = new Set(unread.map(({ at }) => at.path)).size;
  return [
    `could not be read: ${counted(files, 'file')}`,
    ...first.map(({ at, why }) => `  ${placeText(at)}: error: ${why}`),
    ...rest.map(({ at, why }) => `  ${placeText(at)}: ${why}`),
  ];
}

/** So many names are shown of what was skipped. */
const mostNames = 3;

function skippedLine({ paths, why }: Skipped): string {
  const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more` : '';
  return `skipped: ${paths.slice(0, mostNames).map(oneLine).join(', ')}${more} (${why})`;
}

function summary({ located, resources, files }: Report): string {
  if (resources === 0) return 'nothing was checked: there is no Kubernetes object';
  const found = severities.flatMap(severity => {
    const count = located.filter(({ result }) => result.severity === severity).length;
    return count === 0 ? [] : counted(count, severity);
  });
  return `${found.join(', ') || 'no problem'} in ${counted(resources, 'resource')} of ${counted(files, 'file')}`;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
