import { applicationRules } from '../src/applications';
import { checks } from '../src/checks';
import { annotationRows } from '../src/config';
import { configMapOptions, configSchema, optionsSchema, type Schema } from '../src/config/schema';
import { formats } from '../src/report';
import { readPeerCases } from '../test/peers/manifests';
import { columns, readRecordings } from '../test/peers/recorded';
import { summaryTable } from '../test/peers/table';
import { evidencePage } from './evidence-page';
import { folders, importPicture } from './house';
import { kindTables } from './kind-tables';
import { code, table } from './markdown';

const checkIds = checks.map(({ id }) => id);

const checkTable = () =>
  table(
    ['check', 'severity', 'what it finds'],
    checks.map(({ id, severity, summary }) => [`[${id}](../../src/checks/${id}.md)`, severity, summary]),
  );

const allowed = ({ enum: values, type }: Schema) => (values ? values.map(code).join(', ') : (type ?? ''));
const shown = (value: unknown) => (typeof value === 'string' ? code(value) : '');
const optionTable = () =>
  table(
    ['field', 'values', 'default', 'what it does', 'in a ConfigMap'],
    Object.entries(optionsSchema(checkIds).properties ?? {}).map(([name, schema]) => [
      code(name),
      allowed(schema),
      shown(schema.default),
      schema.description ?? '',
      (configMapOptions as readonly string[]).includes(name) ? 'yes' : '',
    ]),
  );

const applicationTable = () =>
  table(
    ['what', 'is applied together'],
    applicationRules.map(({ what, means }) => [what, means]),
  );

const annotationTable = () =>
  table(
    ['annotation', 'on', 'says'],
    annotationRows.map(({ key, example, on, says }) => [code(`${key}: ${example}`), on, says]),
  );

const formatTable = () =>
  table(
    ['format', 'is', 'for'],
    Object.entries(formats).map(([name, { is, isFor }]) => [code(name), is, isFor]),
  );

/** Every table of the documents, by the name in its markers. */
export const tables: Readonly<Record<string, () => string>> = {
  ...kindTables,
  annotations: annotationTable,
  applications: applicationTable,
  folders: () =>
    table(
      ['', 'is for', 'may not'],
      folders.map(({ name, isFor, mayNot }) => [code(name.endsWith('.ts') ? name : `${name}/`), isFor, mayNot]),
    ),
  imports: importPicture,
  checks: checkTable,
  formats: formatTable,
  options: optionTable,
  peers: () => summaryTable(readPeerCases(), columns(readPeerCases(), readRecordings())),
};

/** `text` with every `<!-- table:NAME -->` block made anew from the code. */
export function withTables(text: string): string {
  return text.replace(
    /(<!-- table:(\w+) -->\n)(?:(?!<!--)[\s\S])*(<!-- \/table -->)/g,
    (_, begin: string, name: string, end: string) => `${begin}\n${tables[name]?.() ?? ''}\n\n${end}`,
  );
}

/** The JSON Schema of the functionConfig. */
export function schemaText(): string {
  return `${JSON.stringify(configSchema(checkIds), null, 2)}\n`;
}

/** What `npm run generate` writes: a file, and its text made from the text that it has. */
export const generated: Readonly<Record<string, (current: string) => string>> = {
  'ARCHITECTURE.md': withTables,
  'docs/linters.md': withTables,
  'docs/reference/annotations.md': withTables,
  'docs/reference/applications.md': withTables,
  'docs/reference/checks.md': withTables,
  'docs/reference/configuration.md': withTables,
  'docs/reference/evidence.md': evidencePage,
  'docs/reference/kinds.md': withTables,
  'docs/reference/output.md': withTables,
  'schema/component-labels.json': schemaText,
};
