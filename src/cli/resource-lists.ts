import { asList, asMap, textsOf, valueAt } from '../data/values';
import { keys } from '../krm/classify';
import type { Document } from './documents';

/** The documents, with the items of every ResourceList in its place, and the functionConfig that came with one. */
export interface Unwrapped {
  readonly documents: readonly Document[];
  readonly functionConfig?: unknown;
}

/** Takes ResourceLists apart. Their items stand in files of their own, whose lines nobody knows. */
export function unwrapped(documents: readonly Document[]): Unwrapped {
  const lists = documents.filter(isList).map(({ value }) => asMap(value));
  const functionConfig = lists.find(list => list?.functionConfig)?.functionConfig;
  return {
    documents: documents.flatMap(document => (isList(document) ? itemsOf(document) : [document])),
    ...(functionConfig !== undefined && { functionConfig }),
  };
}

const isList = ({ value }: Document): boolean => asMap(value)?.kind === 'ResourceList';

function itemsOf({ path, value }: Document): Document[] {
  return asList(asMap(value)?.items).map((item, index) => {
    const annotations = textsOf(valueAt(item, ['metadata', 'annotations']));
    const own = keys.path.map(key => annotations[key]).find(Boolean);
    return { path: own ?? path, index, value: item, twice: [], at: () => ({ path: own ?? path }), isMarked: true };
  });
}
