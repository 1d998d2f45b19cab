import { parse } from 'yaml';
import { cut } from '../src/krm/stream';
import { run } from '../src/run';
import { writtenOut } from './brief';

/** What a fixture expects to be reported of one document. */
export interface Expected {
  readonly document: number;
  readonly severity: string;
  readonly check: string;
  readonly text: string;
}

/** A fixture: manifests as a user would write them, with the expectations on the lines that they are about. */
export interface Case {
  readonly config: unknown;
  readonly given: readonly string[];
  readonly wanted: readonly string[];
  readonly reports: readonly Expected[];
}

/**
 * Reads a fixture. `#config: {…}` is the functionConfig's spec; `#+ component: web` is a line that the function must
 * add right there; `#! error check-id words` is a result that it must give about this document. `# file: base/web.yaml` before
 * a document says where kpt found it. A document in one line, `#Deployment/web app=web`, is a whole workload: see brief.ts.
 */
export function readCase(text: string): Case {
  const config = /^#config: (.*)$/m.exec(text)?.[1];
  const documents = text
    .replace(/^#config: .*\n/m, '')
    .split(/^---\n/m)
    .map(writtenOut);
  const reports = documents.flatMap((document, i) =>
    [...document.matchAll(/#! (\w+) ([\w-]+) ?(.*)$/gm)].map(
      ([, severity = '', check = '', words = '']): Expected => ({ document: i, severity, check, text: words.trim() }),
    ),
  );
  const clean = documents.map(document => document.replace(/^[ \t]*#! .*\n/gm, '').replace(/[ \t]*#! .*$/gm, ''));
  return {
    config: config === undefined ? undefined : parse(config),
    given: clean.map(document => document.replace(/^ *#\+ .*\n/gm, '')),
    wanted: clean.map(document => document.replace(/^( *)#\+ /gm, '$1')),
    reports,
  };
}

const indented = (document: string): string =>
  document
    .replace(/^(?=.)/gm, '  ')
    .replace(/^ {2}(?=\S)/, '- ')
    .replace(/^(#.*\n)+- /, '- ');

/** The document with kpt's annotation of the file that a comment before it names. */
function withFile(document: string): string {
  const path = /^# file: (.*)$/m.exec(document)?.[1];
  if (path === undefined) return document;
  const annotation = `    config.kubernetes.io/path: ${path}\n`;
  if (/^ {2}annotations:\n/m.test(document)) return document.replace(/^( {2}annotations:\n)/m, `$1${annotation}`);
  if (/^metadata:\n/m.test(document))
    return document.replace(/^metadata:\n/m, `metadata:\n  annotations:\n${annotation}`);
  return `${document}metadata:\n  annotations:\n${annotation}`;
}

/** The documents as a host would send them. Leading comments stay outside of the items. */
export function resourceList(documents: readonly string[], spec?: unknown): string {
  const items = documents.map(document => indented(withFile(document).replace(/^(#.*\n|\n)+/, ''))).join('');
  const config =
    spec === undefined
      ? ''
      : `functionConfig: ${JSON.stringify({ apiVersion: 'fn.kpt.dev/v1alpha1', kind: 'ComponentLabels', spec })}\n`;
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items}${config}`;
}

/** The items of a ResourceList as the documents that they were. */
export function documentsOf(text: string): readonly string[] {
  const { items } = cut(text);
  return items.map(({ start, end }) => ` ${text.slice(start, end)}`.replace(/^ {2}/gm, ''));
}

/** The function's answer to documents, with the results read. */
export function answer(documents: readonly string[], spec?: unknown) {
  const { stdout, stderr, exitCode } = run(resourceList(documents, spec), false);
  const results = (parse(stdout, { uniqueKeys: false }) as { results?: readonly Result[] } | null)?.results ?? [];
  return { stdout, stderr, exitCode, results };
}

/** A KRM result as the tests read it. */
export interface Result {
  readonly message: string;
  readonly severity: string;
  readonly resourceRef?: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly file?: { readonly path: string };
  readonly field?: { readonly path: string; readonly currentValue?: unknown; readonly proposedValue?: unknown };
  readonly tags: Readonly<Record<string, string>>;
}
