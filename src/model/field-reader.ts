import { compound } from '../data/compound';
import { formatPath, type Path } from '../data/path';
import { asMap, asString, textOf, valueAt } from '../data/values';
import { type Labels, noLabels, type Requirement } from '../labels/label-selector';
import type { Problem } from './input-error';
import { type Resource, refOf } from './resource';

/**
 * Reads the fields on which every edit rests, strictly, and gathers what is wrong with them. For what is only written wrongly, such
 * as a number that must be quoted, it gives what was meant, so that nothing untrue is said of other resources.
 */
export class Reading {
  private readonly found: Problem[] = [];
  private readonly kinds: ReadonlySet<string>;

  /** @param resources all that is there */
  constructor(resources: readonly Resource[]) {
    this.kinds = new Set(resources.map(keyOf));
  }

  /** What was wrong. */
  get problems(): readonly Problem[] {
    return this.found;
  }

  /** Tells of a kind whether an object of it is in the package and namespace of the resource. */
  hasKind(beside: Pick<Resource, 'package' | 'namespace'>): (kind: string) => boolean {
    return kind => this.kinds.has(keyOf({ ...beside, kind }));
  }

  /** The labels at `path`; none where the field is absent or null. */
  labels(resource: Resource, path: Path): Labels {
    const value = valueAt(resource.value, path);
    if (value === undefined || value === null) return noLabels;
    const map = asMap(value);
    if (!map) {
      this.problem(resource, path, `is ${nameOf(value)}`, 'it must be a map of label keys to strings');
      return noLabels;
    }
    const labels: Record<string, string> = Object.create(null);
    for (const [key, label] of Object.entries(map)) {
      if (typeof label === 'object' && label !== null) {
        const cure = key === 'matchLabels' ? `its labels must stand right in \`${formatPath(path)}\`` : onlyText;
        this.problem(resource, [...path, key], `is ${nameOf(label)}`, cure);
        continue;
      }
      labels[key] = label === null ? '' : String(label);
      if (label === null || typeof label === 'string') continue;
      this.problem(resource, [...path, key], `is ${nameOf(label)}`, `${onlyText}: it must be quoted`);
    }
    return Object.freeze(labels);
  }

  /** The `matchExpressions` at `path`; none where the field is absent or null. */
  expressions(resource: Resource, path: Path): readonly Requirement[] {
    const value = valueAt(resource.value, path);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.problem(resource, path, `is ${nameOf(value)}`, 'it must be a list');
      return [];
    }
    return value.flatMap((element, i) => {
      const map = asMap(element);
      const key = asString(map?.key);
      const operator = asString(map?.operator);
      const values = map?.values ?? [];
      if (key === undefined || operator === undefined || !Array.isArray(values)) {
        this.problem(
          resource,
          [...path, i],
          'is no requirement',
          'it must have `key`, `operator` and, for In and NotIn, a list `values`',
        );
        return [];
      }
      return [{ key, operator, values: values.map(textOf) }];
    });
  }

  private problem(resource: Resource, path: Path, what: string, todo: string): void {
    const where = resource.file ? ` in file '${resource.file.path}'` : '';
    const message = `${refOf(resource)}${where}: \`${formatPath([...resource.listPath, ...path])}\` ${what}; ${todo}`;
    const isKnown = this.found.some(known => known.message === message && known.resource === resource);
    if (!isKnown) this.found.push({ message, resource, path });
  }
}

const onlyText = 'a label value must be a string';

const keyOf = ({ package: home, namespace, kind }: Pick<Resource, 'package' | 'namespace' | 'kind'>): string =>
  compound(home, namespace, kind);

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `the ${typeof value} ${JSON.stringify(value) ?? String(value)}`;
}
