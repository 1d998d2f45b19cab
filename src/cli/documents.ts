import type { Path } from '../data/path';
import { isKustomizationFile } from '../krm/classify';
import { readJson } from '../krm/json-reader';
import { positionsIn } from '../krm/positions';
import { UnreadableText } from '../krm/tree';
import { readYaml } from '../krm/yaml-reader';
import type { FilePosition, Unread } from '../report';
import { isTemplate } from './helm';
import { skimmed } from './skim';
import { type DocumentText, documentsIn } from './split-documents';

/** One YAML document of a file or of stdin. */
export interface Document {
  /** The file, or 'stdin'. */
  readonly path: string;
  /** Its place among the file's documents, empty ones not counted. */
  readonly index: number;
  readonly value: unknown;
  /** Where a path of the value stands. */
  readonly at: (path: Path) => FilePosition;
  /** It stands in no file, or says itself in which. */
  readonly isMarked: boolean;
  /** Keys that stand twice, where the last one counts. */
  readonly twice: readonly string[];
  /** It could not be read, and the value says only why. */
  readonly isUnread?: true;
  /** Only who it is was read; this reads all of it. */
  readonly whole?: () => Read;
}

/** A document, and what of it could not be read. */
interface Read {
  readonly document: Document;
  readonly unread?: Unread;
}

/** What a file holds. */
export interface FileContent {
  readonly documents: readonly Document[];
  readonly unread: readonly Unread[];
  /** Why it can't be looked into. */
  readonly skipped?: string;
  /** It holds documents that are no Kubernetes objects by their words, and were not parsed. */
  readonly isPlain: boolean;
  /** Nobody knows what it holds. */
  readonly isOutOfReach?: true;
}

/** How messages name stdin. */
export const stdinPath = 'stdin';

const nothing: FileContent = { documents: [], unread: [], isPlain: false };

/**
 * Reads the documents of a file. What can't be read is told, and costs no other document.
 * @param everything what is no Kubernetes object by its words is read too, and is a problem if it can't be
 */
export function readDocumentsOf(path: string, bytes: Uint8Array, everything: boolean): FileContent {
  const text = decoded(bytes);
  if (text === undefined) {
    const isProblem = everything || mayBeObject(new TextDecoder('latin1').decode(bytes));
    return unreadFile(path, 'it is not UTF-8; it must be', isProblem);
  }
  const isWanted = (part: DocumentText) => everything || isKustomizationFile(path) || mayBeObject(part.text);
  const parts = documentsIn(text);
  const read = parts.flatMap((part): (Read | undefined)[] =>
    isWanted(part) ? readPart(path, part, everything) : [undefined],
  );
  const documents = read.flatMap((part, index) => (part ? [{ ...part.document, index }] : []));
  const unread = read.flatMap(part => part?.unread ?? []);
  const isHelm = documents.some(({ value }) => isTemplate(value)) || (unread.length > 0 && text.includes('{{'));
  if (isHelm) return { ...nothing, skipped: 'a Helm template' };
  return { documents, unread, isPlain: parts.some(part => !isWanted(part)) };
}

/** What is told of a file that can't be read, and what stands for it where kustomizations build upon it. */
export function unreadFile(path: string, why: string, isProblem: boolean): FileContent {
  return { ...nothing, documents: [standIn(path, 0, why)], unread: [{ at: { path }, why, isProblem }] };
}

/** An object has both; a text without them need not be parsed. */
const mayBeObject = (text: string): boolean => text.includes('apiVersion') && text.includes('kind');

/** Text in UTF-8 or, by its byte order mark, UTF-16, which YAML allows too and Go's readers take. */
function decoded(bytes: Uint8Array): string | undefined {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readPart(path: string, part: DocumentText, everything: boolean): Read[] {
  const value = isKustomizationFile(path) ? undefined : skimmed(part.text);
  if (value === undefined) return readWhole(path, part, everything);
  const whole = () => readWhole(path, part, everything)[0] as Read;
  return [{ document: { ...documentOf(path, part, value), whole } }];
}

function documentOf(path: string, { text, line }: DocumentText, value: unknown, twice: readonly string[] = []) {
  const positions = positionsIn(text);
  const at = (where: Path): FilePosition => {
    const position = positions(where);
    return { path, line: position.line + line - 1, column: position.column };
  };
  return { path, index: 0, value, twice, at, isMarked: path === stdinPath };
}

function readWhole(path: string, part: DocumentText, everything: boolean): Read[] {
  const { text, line } = part;
  try {
    const as = isKustomizationFile(path) ? 'kustomization' : 'manifest';
    const json = readJson(text);
    const { value, twice } = json === undefined ? readYaml(text, as) : { value: json, twice: [] };
    return value === null ? [] : [{ document: documentOf(path, part, value, twice) }];
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    const at = { path, line: line + text.slice(0, error.offset).split('\n').length - 1 };
    const isProblem = everything || mayBeObject(text);
    const document = standIn(path, 0, `line ${at.line}: ${error.problem}`, at);
    return [{ document, unread: { at, why: error.problem, isProblem } }];
  }
}

/** What can't be read costs the roots that build upon it, not the run: see krm/resources.ts. */
function standIn(path: string, index: number, why: string, at: FilePosition = { path }): Document {
  const value = Object.freeze({ unreadable: why });
  return { path, index, value, twice: [], at: () => at, isMarked: path === stdinPath, isUnread: true };
}
