import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of test/peers/cases: manifests with exactly one defect, or with sharing that is healthy and looks like one. */
export interface PeerCase {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: string;
  /** The check of ours that names the defect; undefined for a look-alike. */
  readonly defect: string | undefined;
  /** For a look-alike: why it is no defect. */
  readonly healthy: string | undefined;
  /** What is so, for people. */
  readonly about: string;
  readonly documents: readonly string[];
  readonly text: string;
}

/** Where the cases stand. */
export const casesFolder = 'test/peers/cases';

const head = /^# (defect|healthy): (.+)\n# (.+)\n/;

/** Reads a case: two lines of comment, then the documents. */
export function readPeerCase(file: string): PeerCase {
  const text = readFileSync(join(casesFolder, file), 'utf8');
  const found = head.exec(text);
  if (!found) throw new Error(`${file} must begin with '# defect: <check>' or '# healthy: <why>', and one sentence`);
  const [comment, word, said = '', about = ''] = found;
  return {
    name: file.replace(/\.yaml$/, ''),
    file: join(casesFolder, file),
    defect: word === 'defect' ? said : undefined,
    healthy: word === 'healthy' ? said : undefined,
    about,
    documents: text.slice(comment.length).split(/^---\n/m),
    text,
  };
}

/** Every case, by name. */
export function readPeerCases(): readonly PeerCase[] {
  return readdirSync(casesFolder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(readPeerCase);
}
