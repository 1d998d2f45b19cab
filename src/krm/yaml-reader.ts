import type { Document } from 'yaml';
import { holdsList } from './documents';
import { parseDocuments } from './parse';
import { oldScalarValue } from './scalar-values';
import { type Tree, UnreadableText } from './tree';
import { DataReader, type Twice } from './yaml-data';
import { Nodes } from './yaml-nodes';

const inWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab indents a line; indentation must be spaces',
  RESOURCE_EXHAUSTION: 'it is nested too deeply; it must be flattened',
  MULTIPLE_DOCS: 'it holds several YAML documents; it must be one',
};

/**
 * How a text is read. Of a key that stands twice, a manifest is refused; in a kustomization the last one counts, and `yes` is a boolean there:
 * kustomize reads it with an older library.
 */
export type ReadAs = 'manifest' | 'kustomization';

/**
 * Reads one YAML 1.2 or JSON document with the `yaml` library.
 * @throws UnreadableText naming the first problem and its offset
 */
export function readYaml(text: string, as: ReadAs = 'manifest'): Tree {
  const document = parse(text);
  const nodes = new Nodes(document, text);
  const twice: string[] = [];
  const old =
    as === 'kustomization'
      ? { twice: ({ key }: Twice) => void twice.push(key), scalarOf: oldScalarValue }
      : holdsList(document.contents)
        ? { scalarOf: oldScalarValue }
        : {};
  const value = guard(() => new DataReader(alias => nodes.target(alias), old).read(document.contents));
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
