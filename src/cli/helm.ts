import { posix } from 'node:path';
import { grouped } from '../data/grouped';
import { asMap, asString, valueAt } from '../data/values';
import type { FoundFile } from './find-files';

/** True where a template happens to be YAML: `{{ .Values.name }}` is a map in a map's key, or it stands in the name. */
export function isTemplate(value: unknown): boolean {
  return (asString(valueAt(value, ['metadata', 'name'])) ?? '').includes('{{') || hasMapAsKey(value);
}

function hasMapAsKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, part]) => (asMap(value) !== undefined && /^\{.*\}$/s.test(key)) || hasMapAsKey(part),
  );
}

/** The chart whose template a file is, so that only Helm knows what it makes; undefined for all other files. */
export function chartOf(path: string, found: ReadonlySet<string>): string | undefined {
  const parts = path.split('/');
  for (let depth = parts.lastIndexOf('templates'); depth >= 0; depth = parts.lastIndexOf('templates', depth - 1)) {
    const chart = parts.slice(0, depth).join('/');
    if (found.has(posix.join(chart, 'Chart.yaml'))) return chart === '' ? '.' : chart;
    if (depth === 0) return undefined;
  }
  return undefined;
}

/** Files of charts, by chart, and all other files. */
export function apartFromCharts(files: readonly FoundFile[]): {
  readonly charts: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly FoundFile[];
} {
  const paths = new Set(files.map(({ path }) => path));
  const byChart = grouped(files, ({ path, named }) => (named ? undefined : chartOf(path, paths)));
  const charts = [...byChart].flatMap(([chart, own]) =>
    chart === undefined ? [] : [[chart, own.map(({ path }) => path)] as const],
  );
  return { charts: new Map(charts), others: byChart.get(undefined) ?? [] };
}
