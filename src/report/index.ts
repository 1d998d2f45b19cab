import { github } from './github';
import { json } from './json';
import type { Format } from './report';
import { sarif } from './sarif';
import { text } from './text';

export type { FilePosition, Format, Located, Report, ReportedCheck, Skipped, Unread } from './report';

/** Every format, by the name that users give. */
export const formats = { text, github, sarif, json } as const satisfies Readonly<Record<string, Format>>;

/** The name of a format. */
export type FormatName = keyof typeof formats;
