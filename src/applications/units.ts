import { posix } from 'node:path';
import type { Resource } from '../model/resource';

/** Files that are applied together unless they are alternatives: a stream, a package, a chart's output, a directory. */
export interface Unit {
  readonly key: string;
  /** The directory, where selectors may join it with others. */
  readonly directory?: string;
}

/**
 * The unit of each resource. What names no file came in one stream, and what came with it belongs to it; Kptfiles have said their
 * packages already.
 */
export function unitsOf(resources: readonly Resource[]): (resource: Resource) => Unit {
  const isStream = resources.some(({ file, package: home }) => file === undefined && home === '');
  return ({ file, package: home }) => {
    if (file === undefined || home !== '' || isStream) return { key: home };
    const directory = chartOf(posix.dirname(posix.normalize(file.path)));
    return { key: `directory ${directory}`, directory };
  };
}

/** `out/shop` for `out/shop/templates` and `out/shop/charts/db/templates`: so `helm template --output-dir` writes a chart. */
function chartOf(directory: string): string {
  const [, chart] = /^(.*?)(?:\/charts\/[^/]+)*\/templates(?:\/.*)?$/.exec(`/${directory}`) ?? [];
  return chart === undefined ? directory : chart.slice(1) || '.';
}
