import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { formatPath } from '../../src/data/path';
import type { Diagnostic } from '../../src/model/finding';
import { answer, documentsOf, readCase } from '../cases';
import { type Application, withChanges } from './values';

export type { Application } from './values';

// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
type Manifest = any;

/** How a check's advice is carried out: see the head of table.yaml. */
export interface AdviceCase {
  readonly input?: string;
  readonly about?: string;
  readonly mode?: 'Fix' | 'Validate';
  readonly says?: string;
  readonly set?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly add?: string;
  readonly drop?: readonly string[];
  readonly config?: object;
  readonly fix?: 'first' | 'then' | undefined;
  readonly way?: number;
  readonly brings?: readonly string[];
}

export type Table = Readonly<Record<string, readonly AdviceCase[] | { readonly none: string }>>;

export const table = parse(readFileSync(join(__dirname, 'table.yaml'), 'utf8')) as Table;

export function given(check: string, { input, mode = 'Validate' }: AdviceCase): Application {
  const text = input
    ? readFileSync(join(__dirname, '../cases', input), 'utf8')
    : (/^```yaml wrong\n([\s\S]*?)^```$/m.exec(
        readFileSync(join(__dirname, '../../src/checks', `${check}.md`), 'utf8'),
      )?.[1] ?? '');
  const { given: documents, config } = readCase(text);
  return { documents, spec: { ...Object(config), mode } };
}

/** The finding that is carried out. */
export function foundIn(told: readonly Diagnostic[], check: string, { about = '', says = '' }: AdviceCase): Diagnostic {
  const found = told.find(one => one.check === check && one.message.includes(about) && one.message.includes(says));
  if (found) return found;
  throw new Error(`not told by ${check}, but:\n${told.map(({ message }) => message).join('\n')}`);
}

/** Tells a finding from others, also after a change. */
export const keyOf = ({ check, resource, path = [] }: Diagnostic): string =>
  [check, resource?.kind, resource?.name, resource?.file?.path, formatPath(path)].join(' ');

/** All cases. */
export const cases = Object.entries(table).flatMap(([check, entries]) =>
  Array.isArray(entries)
    ? entries.map((advice: AdviceCase) => {
        const words = advice.says ?? (advice.way !== undefined ? `way ${advice.way}` : "mode 'Fix' writes it");
        return { check, advice, words };
      })
    : [],
);

/** The application once the advice is followed. */
export function carriedOut(before: Application, advice: AdviceCase, found: Diagnostic): Application {
  if (advice.fix === 'first') return carriedOut(fixed(before), { ...advice, fix: undefined }, found);
  const { set = {}, add, drop = [], config, fix, way } = advice;
  const ways = found.advice ?? [];
  if (way !== undefined && !ways[way]) throw new Error(`${found.check} has ${ways.length} ways, none of them ${way}`);
  const changes = Object.entries(set);
  const missing = [...changes.map(([place]) => place), ...drop].filter(
    place => !before.documents.some(document => isAt(document, place) || pathOf(document) === place),
  );
  if (missing.length > 0) throw new Error(`nothing is called ${missing.join()}`);
  const { documents: advised, spec } = withChanges(before, ways[way ?? -1] ?? []);
  const documents = advised
    .filter(document => !drop.some(place => isAt(document, place) || pathOf(document) === place))
    .map(document =>
      changes.filter(([place]) => isAt(document, place)).reduce((text, [, fields]) => changed(text, fields), document),
    );
  const added = add === undefined ? [] : add.split(/^---\n/m);
  const after = { documents: [...documents, ...added], spec: { ...spec, ...config } };
  return fix ? fixed(after) : after;
}

const pathOf = (document: string): string | undefined => /^# file: (.*)$/m.exec(document)?.[1];

/** `place` is a file's path, or `Kind/name`. */
function isAt(document: string, place: string): boolean {
  if (pathOf(document) === place)
    return !/^kind: /m.test(document) || /^kind: (Kptfile|Kustomization|Component)$/m.test(document);
  const { kind, metadata } = parse(document, { uniqueKeys: false }) as Manifest;
  return `${kind}/${metadata?.name}` === place;
}

function changed(document: string, fields: Readonly<Record<string, unknown>>): string {
  const before = /^# file: .*\n/m.exec(document)?.[0] ?? '';
  const manifest = parse(document, { uniqueKeys: false }) as Manifest;
  for (const [path, value] of Object.entries(fields)) put(manifest, stepsOf(path), value);
  return `${before}${stringify(manifest)}`;
}

function put(manifest: Manifest, steps: readonly (string | number)[], value: unknown): void {
  const last = steps[steps.length - 1] ?? '';
  const parent = steps.slice(0, -1).reduce((at: Manifest, step, i) => {
    at[step] ??= typeof steps[i + 1] === 'number' ? [] : {};
    return at[step];
  }, manifest);
  if (value !== null) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}

/** `spec.ports[0].name`, `metadata.labels['a/b']` as its steps. */
function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = '']) =>
    index === undefined ? (quoted ?? key) : Number(index),
  );
}

function fixed({ documents, spec }: Application): Application {
  const { stdout } = answer(documents, { ...spec, mode: 'Fix' });
  const written = documentsOf(stdout).map((text, i) => {
    const path = /^# file: .*\n/m.exec(documents[i] ?? '')?.[0] ?? '';
    const [document] = parseAllDocuments(text);
    const manifest = document?.toJS() as Manifest;
    if (path !== '') forgetPath(manifest);
    return `${path}${stringify(manifest)}`;
  });
  return { documents: written, spec };
}

/** The path was in the comment before the document, and goes back there. */
function forgetPath(manifest: Manifest): void {
  delete manifest.metadata.annotations['config.kubernetes.io/path'];
  if (Object.keys(manifest.metadata.annotations).length === 0) delete manifest.metadata.annotations;
  if (Object.keys(manifest.metadata).length === 0) delete manifest.metadata;
}
