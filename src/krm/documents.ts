import { isMap, isSeq } from 'yaml';
import { parseDocuments } from './parse';
import { oldScalarValue } from './scalar-values';
import { DataReader, keyOf } from './yaml-data';

/** The documents of YAML that stands inside a field, as plain frozen data; undefined where it is no YAML. */
export function readDocuments(text: string): readonly unknown[] | undefined {
  try {
    const all = parseDocuments(text);
    if (all.some(({ errors }) => errors.length > 0)) return undefined;
    return all.map(document => {
      const how = holdsList(document.contents) ? { scalarOf: oldScalarValue } : {};
      return new DataReader(alias => alias.resolve(document), how).read(document.contents);
    });
  } catch {
    return undefined;
  }
}

/**
 * True of a document that is a list, or that kyaml wrapped for being one: operations of a patch, or replacements, which kustomize reads with the
 * older library, in which `yes` is a boolean.
 */
export const holdsList = (node: unknown): boolean =>
  isSeq(node) || (isMap(node) && node.items.some(pair => keyOf(pair) === 'bareSeqNodeWrappingKey'));
