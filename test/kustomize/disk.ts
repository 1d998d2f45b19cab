import { dirname, join, normalize } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { run } from '../../src/run';
import { documentsOf, type Result, resourceList } from '../cases';
import { type Files, folder } from '../hosts/folder';
import { output } from '../hosts/hosts';

// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
export type Manifest = any;

/** A YAML document of a file: `text` is what the function may see of it; `before` stays outside of the item. */
interface Document {
  readonly path: string;
  /** Which part of the file it is; empty parts count. */
  readonly place: number;
  readonly before: string;
  readonly text: string;
  /** What kpt adds to say where the item is stored. */
  readonly marked: string;
  readonly mark: string;
}

const kustomizationFile = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;
const yamlFile = /(\.ya?ml|\.json|(^|\/)Kustomization)$/;

/** The function's answer to a folder: the folder's files as kpt would write them, and the results. */
export interface Fixed {
  readonly files: Files;
  readonly results: readonly Result[];
  readonly stderr: readonly string[];
  readonly exitCode: number;
}

/** The folder as kpt would send it. */
export function stdinFor(files: Files, spec: unknown = {}): string {
  const texts = documents(files).map(({ marked }) => marked);
  return resourceList(texts, spec);
}

/** Runs the function over files, as `kpt fn eval` would. */
export function fix(files: Files, spec: unknown = {}): Fixed {
  const sent = documents(files);
  const { stdout, stderr, exitCode } = run(stdinFor(files, spec), false);
  const answered = documentsOf(stdout);
  if (answered.length !== sent.length) throw new Error(`${sent.length} items went in, ${answered.length} came out`);
  const written = sent.map((document, i) => ({ ...document, text: unmarked(document, answered[i] ?? '') }));
  const results = (parse(stdout, { uniqueKeys: false }) as { results?: readonly Result[] }).results ?? [];
  const texts = Object.entries(files).map(([path, text]) => [path, rewritten(text, path, written)]);
  return { files: Object.fromEntries(texts), results, stderr, exitCode };
}

/** What a real kustomize builds of a directory among files. */
export function build(kustomize: string, files: Files, directory: string): Manifest[] {
  return buildFolder(kustomize, join(folder(files), directory));
}

export function buildFolder(kustomize: string, path: string): Manifest[] {
  const built = output(kustomize, ['build', path]);
  return parseAllDocuments(built).map(document => document.toJS() as Manifest);
}

/** The kustomizations among files, by their directory (`''` for the top); their fields as kustomize spells them. */
export function kustomizationsIn(files: Files): ReadonlyMap<string, Manifest> {
  const found = Object.keys(files).filter(path => kustomizationFile.test(path));
  const read = (path: string): Manifest => parse(files[path] ?? '', { uniqueKeys: false }) ?? {};
  return new Map(found.map(path => [directoryOf(path), spelled(read(path))]));
}

const spellings =
  'resources bases components transformers validators generators kind labels commonLabels patches'.split(' ');

function spelled(kustomization: Manifest): Manifest {
  const own = (key: string) => spellings.find(field => field.toLowerCase() === key.toLowerCase()) ?? key;
  return Object.fromEntries(Object.entries(kustomization).map(([key, value]) => [own(key), value]));
}

/** Where the kustomization of a directory is written. */
export function kustomizationPath(files: Files, directory: string): string {
  const path = Object.keys(files).find(file => kustomizationFile.test(file) && directoryOf(file) === directory);
  if (path === undefined) throw new Error(`no kustomization in '${directory}'`);
  return path;
}

/** The directories that no other kustomization includes: what people build. */
export function rootsIn(files: Files): string[] {
  const kustomizations = kustomizationsIn(files);
  const included = new Set(
    [...kustomizations].flatMap(([directory, { resources, bases, components, transformers, validators, generators }]) =>
      [resources, bases, components, transformers, validators, generators]
        .flatMap(entries => entries ?? [])
        .map((entry: string) => joined(directory, entry)),
    ),
  );
  return [...kustomizations.keys()].filter(
    directory => !included.has(directory) && kustomizations.get(directory).kind !== 'Component',
  );
}

/** A path that a kustomization in `directory` names, from the top. */
export function joined(directory: string, entry: string): string {
  const path = normalize(join(directory, entry)).replace(/\/$/, '');
  return path === '.' ? '' : path;
}

export function directoryOf(path: string): string {
  return dirname(path) === '.' ? '' : dirname(path);
}

// --- documents ---

const separator = /^---[ \t]*\n/m;
/** The key under which kpt sends a document that is a list: a file of JSON patches. */
const listKey = /^bareSeqNodeWrappingKey:\s/;

function documents(files: Files): Document[] {
  const paths = Object.keys(files)
    .filter(path => yamlFile.test(path))
    .sort();
  return paths.flatMap(path =>
    (files[path] ?? '')
      .split(separator)
      .map((part, place) => ({ part, place, value: parse(part, { uniqueKeys: false }) as unknown }))
      .filter(({ value }) => typeof value === 'object' && value !== null)
      .map(({ part, place, value }, index) => {
        const before = /^(#.*\n|\s*\n)*/.exec(part)?.[0] ?? '';
        const rest = part.slice(before.length);
        const text = Array.isArray(value) ? `bareSeqNodeWrappingKey:${rest.startsWith('-') ? '\n' : ' '}${rest}` : rest;
        return { path, place, before, text, ...withMark(text, path, index) };
      }),
  );
}

function withMark(text: string, path: string, index: number): { marked: string; mark: string } {
  const lines = [`index: '${index}'`, `path: '${path}'`];
  const keys = ['', 'internal.'].flatMap(prefix => lines.map(line => `${prefix}config.kubernetes.io/${line}`));
  const annotations = (indent: string) => keys.map(key => `${indent}${key}\n`).join('');
  const insert = (at: number, mark: string) => ({ marked: `${text.slice(0, at)}${mark}${text.slice(at)}`, mark });

  const json = /^\{[\s\S]*?"metadata": ?\{/.exec(text);
  if (json) return insert(json[0].length, `"annotations": {${keys.join(', ')}}, `);
  const metadata = /^metadata:[ \t]*(\{)?(?:.*\n( +))?/m.exec(text);
  if (!metadata) {
    const mark = `metadata:\n  annotations:\n${annotations('    ')}`;
    return { marked: `${text.replace(/\n?$/, '\n')}${mark}`, mark };
  }
  const [, flow, indent = ''] = metadata;
  if (flow) return insert(text.indexOf('{', metadata.index) + 1, `annotations: {${keys.join(', ')}}, `);
  const there = new RegExp(`^${indent}annotations:\n( +)`, 'm').exec(text);
  if (there) return insert(there.index + `${indent}annotations:\n`.length, annotations(there[1] ?? ''));
  return insert(metadata.index + 'metadata:\n'.length, `${indent}annotations:\n${annotations(`${indent}${indent}`)}`);
}

function unmarked({ path, mark }: Document, answered: string): string {
  const at = answered.indexOf(mark);
  if (at < 0) throw new Error(`${path}: the annotations of kpt are not as they were:\n${answered}`);
  return `${answered.slice(0, at)}${answered.slice(at + mark.length)}`.replace(listKey, '');
}

function rewritten(text: string, path: string, written: readonly Document[]): string {
  if (!yamlFile.test(path)) return text;
  const parts = text.split(separator).map((part, place) => {
    const document = written.find(other => other.path === path && other.place === place);
    return document ? `${document.before}${document.text}` : part;
  });
  return parts.join('---\n');
}
