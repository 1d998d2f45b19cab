import type { Format, Located, Report } from './report';
import { unreadIn } from './unread';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Annotations on the lines of a pull request, as GitHub Actions reads them from a step's log.
 * Source: GitHub documentation, "Workflow commands for GitHub Actions"; escaping as in actions/toolkit.
 */
export const github: Format = {
  is: 'workflow commands of GitHub Actions',
  isFor: 'annotations on a pull request',
  whole: false,
  print,
};

function print(report: Report): string {
  return [...report.located, ...unreadIn(report)].map(one => `${command(one)}\n`).join('');
}

function command({ result: { severity, message, tags }, at }: Located): string {
  const properties = {
    file: at?.path,
    line: at?.line,
    col: at?.column,
    title: tags.check,
  };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escaped(message)}`;
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
