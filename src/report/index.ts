import { github } from './github';
import { json } from './json';
import type { Report } from './report';
import { sarif } from './sarif';
import { text } from './text';

export type { FilePosition, Located, Report, ReportedCheck, Skipped, Unread } from './report';

/** Every format, by the name that users give. */
export const formats = { text, github, sarif, json } as const satisfies Readonly<
  Record<string, (report: Report) => string>
>;

/** The name of a format. */
export type Format = keyof typeof formats;
