import { InputError } from '../input-error';
import { isKustomizationFile } from '../krm/classify';
import { positionsIn } from '../krm/positions';
import { UnreadableText } from '../krm/tree';
import { readYaml } from '../krm/yaml-reader';
import type { Place } from '../report';
import type { Path } from '../resource';
import { isTemplate } from './helm';
import { type DocumentText, documentsIn } from './split';

/** One YAML document of a file or of stdin. */
export interface Document {
  /** The file, or 'stdin'. */
  readonly path: string;
  /** Its place among the file's documents, empty ones not counted. */
  readonly index: number;
  readonly value: unknown;
  /** Where a path of the value stands. */
  readonly at: (path: Path) => Place;
  /** It stands in no file, or says itself in which. */
  readonly isMarked: boolean;
}

/** What a file holds; `skipped` says why it can't be looked into. */
export interface FileContent {
  readonly documents: readonly Document[];
  readonly skipped?: string;
}

/** How messages name stdin. */
export const stdinPath = 'stdin';

/** Text that is no YAML. */
class Unreadable extends InputError {
  constructor(
    readonly path: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super([`${path}:${line}: ${problem}`]);
  }
}

/**
 * Reads the documents of a file.
 * @param mustBeManifest a file that holds no manifest by its looks is an error too, if it can't be read
 * @throws InputError naming file and line of what can't be read
 */
export function readDocumentsOf(path: string, bytes: Uint8Array, mustBeManifest: boolean): FileContent {
  const text = decoded(path, bytes);
  try {
    const documents = documentsIn(text).flatMap(part => readPart(path, part));
    if (documents.some(({ value }) => isTemplate(value))) return { documents: [], skipped: 'a Helm template' };
    return { documents: documents.map((document, index) => ({ ...document, index })) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (text.includes('{{')) return { documents: [], skipped: 'a Helm template' };
    if (isKustomizationFile(path)) return { documents: [unreadable(error)] };
    if (!mustBeManifest && !looksLikeManifest(text)) {
      return { documents: [], skipped: 'no Kubernetes objects, and not readable as YAML' };
    }
    throw error;
  }
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError([`${path}: it is not UTF-8; it must be`]);
  }
}

function readPart(path: string, { text, line }: DocumentText): Omit<Document, 'index'>[] {
  const value = parsed(path, text, line);
  if (value === null) return [];
  const positions = positionsIn(text);
  const at = (where: Path): Place => {
    const position = positions(where);
    return { path, line: position.line + line - 1, column: position.column };
  };
  return [{ path, value, at, isMarked: path === stdinPath }];
}

function parsed(path: string, text: string, line: number): unknown {
  try {
    return readYaml(text).value;
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    const lines = text.slice(0, error.offset).split('\n').length - 1;
    throw new Unreadable(path, line + lines, error.problem);
  }
}

const looksLikeManifest = (text: string): boolean => /^[ \t"'{]*(?:apiVersion|kind)["']?[ \t]*:/m.test(text);

/** A kustomization file that can't be read costs its root, not the run: see krm/resources.ts. */
function unreadable({ path, line, problem }: Unreadable): Document {
  return {
    path,
    index: 0,
    value: { unreadable: `line ${line}: ${problem}` },
    at: () => ({ path, line }),
    isMarked: false,
  };
}
