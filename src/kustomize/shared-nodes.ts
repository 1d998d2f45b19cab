import { formatPath, type Path } from '../data/path';
import { type Data, valueAt } from '../data/values';
import { withValue } from './with-value';

/**
 * Places of one object whose label kustomize made in one go. It puts the very same YAML node everywhere, so that from then on who
 * writes one of them writes all, until a JSON patch decodes the object anew. Measured with kustomize 4.5.4 and 5.8.2.
 */
export type Cell = readonly Path[];

/** The object and its cells after labels were written: places that were there keep their node, new ones share one. */
export function afterLabels(before: Data, after: Data, cells: readonly Cell[], written: readonly Path[]): Celled {
  const keys = [...new Set(written.map(path => String(path.at(-1))))];
  const created = keys.map(key =>
    distinct(written.filter(path => path.at(-1) === key && valueAt(before, path) === undefined)),
  );
  const shared = spread(before, after, cells);
  return { value: shared, cells: [...cells, ...created.filter(cell => cell.length > 1)] };
}

/** The object and its cells after a strategic-merge patch, which writes into the nodes that are there. */
export function afterMerge(before: Data, after: Data, cells: readonly Cell[]): Celled {
  const kept = cells.map(cell => cell.filter(path => valueAt(after, path) !== undefined));
  return { value: spread(before, after, kept), cells: kept.filter(cell => cell.length > 1) };
}

/** An object's value, and which of its labels share a node. */
export interface Celled {
  readonly value: Data;
  readonly cells: readonly Cell[];
}

/** What was written to one place of a cell stands in all of them; of several the last in the order of paths. */
function spread(before: Data, after: Data, cells: readonly Cell[]): Data {
  return cells.reduce((value, cell) => {
    const changed = cell.filter(path => valueAt(before, path) !== valueAt(after, path)).map(formatPath);
    const last = changed.sort().at(-1);
    const source = cell.find(path => formatPath(path) === last);
    return source ? cell.reduce((data, path) => withValue(data, path, valueAt(after, source)) as Data, value) : value;
  }, after);
}

const distinct = (paths: readonly Path[]): Cell => [...new Map(paths.map(path => [formatPath(path), path])).values()];
