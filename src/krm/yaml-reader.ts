import { type Document, parseAllDocuments } from 'yaml';
import { type Tree, UnreadableText } from './tree';
import { DataReader } from './yaml-data';
import { Nodes } from './yaml-nodes';

const inWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab indents a line; indentation must be spaces',
  RESOURCE_EXHAUSTION: 'it is nested too deeply; it must be flattened',
  MULTIPLE_DOCS: 'it holds several YAML documents; it must be one',
};

/**
 * Reads one YAML 1.2 or JSON document with the `yaml` library.
 * @throws UnreadableText naming the first problem and its offset
 */
export function readYaml(text: string): Tree {
  const document = parse(text);
  const nodes = new Nodes(document, text);
  const value = guard(() => new DataReader(alias => nodes.target(alias)).read(document.contents));
  return {
    value,
    place: path => nodes.place(path),
    entry: key => nodes.entry(key),
    sharing: path => nodes.sharing(path),
    anchors: path => nodes.anchors(path),
  };
}

function parse(text: string): Document.Parsed {
  try {
    return parseStrictly(text);
  } catch (error) {
    const mended = withIndentedEnds(text);
    if (mended === text) throw error;
    try {
      return parseStrictly(mended);
    } catch {
      throw error;
    }
  }
}

function parseStrictly(text: string): Document.Parsed {
  // The library's own check for unique keys is quadratic; DataReader makes it.
  const options = { merge: true, version: '1.2', prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;
  const documents = guard(() => parseAllDocuments(text, options));
  const all: readonly Document.Parsed[] = Array.isArray(documents) ? documents : [];
  const [document, second] = all;
  if (!document) throw new UnreadableText('it is empty', 0);
  const error = all.flatMap(({ errors }) => errors)[0];
  if (error) {
    throw new UnreadableText(inWords[error.code] ?? `it is not YAML: ${error.message.split('\n')[0]}`, error.pos[0]);
  }
  if (second) throw new UnreadableText(inWords.MULTIPLE_DOCS as string, second.range[0]);
  return document;
}

/** Turns what the library throws (exhausted stacks) into our error. */
function guard<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    if (error instanceof RangeError) throw new UnreadableText(inWords.RESOURCE_EXHAUSTION as string, 0);
    throw new UnreadableText(`it is not YAML: ${(error as Error).message.split('\n')[0]}`, 0);
  }
}

/**
 * kpt writes a flow map that holds a comment with its end at the margin, which Go reads and YAML forbids. Such an end is put
 * behind what precedes it; comments before it become spaces, so that all offsets stay.
 */
function withIndentedEnds(text: string): string {
  return text.replace(/(?:[ \t]#[^\n]*)?\r?\n(?=[}\]])/g, match => ' '.repeat(match.length));
}
