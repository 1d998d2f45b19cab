import type { Format, Located, Report } from './report';
import { unreadIn } from './unread';

/** The KRM results; tag `line` says where in the file a result stands. */
export const json: Format = {
  is: '`results` of the KRM function specification',
  isFor: 'programs',
  whole: true,
  print,
};

function print(report: Report): string {
  const located = [...report.located, ...unreadIn(report)];
  return `${JSON.stringify({ results: located.map(resultOf) }, null, 2)}\n`;
}

function resultOf({ result, at }: Located): unknown {
  return at?.line === undefined ? result : { ...result, tags: { ...result.tags, line: String(at.line) } };
}
