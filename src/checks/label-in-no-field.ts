import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import { podSelectorFields } from '../kinds';
import type { LabelEntry } from '../kustomize';
import { formatPath, type Path, placeOf, type Resource, refOf } from '../resource';
import type { Check } from './check';

/** A label that a kustomization writes beside a selector's fields instead of into them. */
export const labelInNoField: Check = {
  id: 'label-in-no-field',
  severity: 'warning',
  summary: "A kustomization's label is written where the kind has no such field.",
  find: ({ labelled, model }) => {
    const resources = new Map(model.resources.map(resource => [placeOf(resource), resource]));
    const misplaced = labelled.flatMap(entry =>
      entry.writes.flatMap(({ place, path }): Misplaced[] => {
        const resource = resources.get(place);
        const right = resource && fieldInstead(resource, path.slice(0, -1));
        return resource && right ? [{ entry, resource, path, right }] : [];
      }),
    );
    const byEntry = grouped(
      misplaced,
      ({ entry, right }) => `${entry.kustomization.item} ${formatPath(entry.entry)} ${right}`,
    );
    return [...byEntry.values()].flatMap(([first]) => (first ? [told(first)] : []));
  },
};

interface Misplaced {
  readonly entry: LabelEntry;
  readonly resource: Resource;
  readonly path: Path;
  /** The FieldSpec that was meant. */
  readonly right: string;
}

/** Where labels of the selector stand that the path leads to; undefined where it leads to them. */
function fieldInstead({ rows }: Resource, path: Path): string | undefined {
  const field = fieldSpecOf(path);
  const own = rows.workloads.flatMap(({ selector, form = 'LabelSelector' }) =>
    selector ? [{ path: selector, form }] : [],
  );
  const inPods = rows.workloads.flatMap(({ podTemplate, podSpec = 'spec' }) =>
    podSelectorFields.map(row => ({
      path: [podTemplate, podSpec, row.path].filter(Boolean).join('/'),
      form: 'LabelSelector',
    })),
  );
  const wrong = [...own, ...inPods, ...rows.selectors, ...rows.watches].find(
    row => row.form === 'LabelSelector' && row.path === field,
  );
  return wrong && `${field}/matchLabels`;
}

const fieldSpecOf = (path: Path): string =>
  path.reduce<string>((field, key) => (typeof key === 'number' ? `${field}[]` : field ? `${field}/${key}` : key), '');

function told({ entry: { kustomization, entry, labels }, resource, path, right }: Misplaced): Finding {
  const source = kustomization.source ?? kustomization;
  const key = String(path.at(-1));
  return {
    resource: source,
    path: [...entry, key],
    currentValue: labels[key],
    what: `\`${formatPath([...entry, key])}\` in '${source.file?.path ?? source.name}' is written to \`${formatPath(path)}\` of ${refOf(resource)}, which has no such field: the API server drops it, and the selector does not ask for it`,
    todo: `the field that leads there, in \`configurations\`, \`labels[].fields\` or a transformer, must be \`${right.replaceAll('[]', '')}\``,
  };
}
