import type { Document } from 'yaml';
import { parseDocuments } from './parse';
import { type Tree, UnreadableText } from './tree';
import { DataReader, type Twice } from './yaml-data';
import { Nodes } from './yaml-nodes';

const inWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab indents a line; indentation must be spaces',
  RESOURCE_EXHAUSTION: 'it is nested too deeply; it must be flattened',
  MULTIPLE_DOCS: 'it holds several YAML documents; it must be one',
};

/**
 * Reads one YAML 1.2 or JSON document with the `yaml` library.
 * @param keys `once`: a key that stands twice is refused; `last`: the last one counts, and the tree tells of it
 * @throws UnreadableText naming the first problem and its offset
 */
export function readYaml(text: string, keys: 'once' | 'last' = 'once'): Tree {
  const document = parse(text);
  const nodes = new Nodes(document, text);
  const twice: string[] = [];
  const note = keys === 'last' ? ({ key }: Twice) => void twice.push(key) : undefined;
  const value = guard(() => new DataReader(alias => nodes.target(alias), note).read(document.contents));
  return {
    value,
    twice,
    place: path => nodes.place(path),
    entry: key => nodes.entry(key),
    sharing: path => nodes.sharing(path),
    anchors: path => nodes.anchors(path),
  };
}

function parse(text: string): Document.Parsed {
  const all = guard(() => parseDocuments(text));
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
