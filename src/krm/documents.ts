import { parseDocuments } from './parse';
import { DataReader } from './yaml-data';

/** The documents of YAML that stands inside a field, as plain frozen data; undefined where it is no YAML. */
export function readDocuments(text: string): readonly unknown[] | undefined {
  try {
    const all = parseDocuments(text);
    if (all.some(({ errors }) => errors.length > 0)) return undefined;
    return all.map(document => new DataReader(alias => alias.resolve(document)).read(document.contents));
  } catch {
    return undefined;
  }
}
