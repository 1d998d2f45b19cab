import { formatPath, type Path } from '../data/path';
import { asList, asMap, textOf, valueAt } from '../data/values';
import { podSelectorFields } from '../kinds';
import type { LabelEntry } from '../kustomize';
import type { Problem } from '../model/input-error';
import { placeOf, type Resource, refOf } from '../model/resource';

/** A label that an entry of a kustomization writes where its kind has no such field. */
export interface Misplaced {
  readonly entry: LabelEntry;
  readonly resource: Resource;
  /** Where the label stands in it. */
  readonly path: Path;
  /** The FieldSpec that was meant. */
  readonly right: string;
}

/** The labels that entries write where the kinds of these resources have no such field. */
export function misplacedIn(labelled: readonly LabelEntry[], resources: readonly Resource[]): readonly Misplaced[] {
  const byPlace = new Map(resources.map(resource => [placeOf(resource), resource]));
  return labelled.flatMap(entry =>
    entry.writes.flatMap(({ place, path }): Misplaced[] => {
      const resource = byPlace.get(place);
      const right = resource && fieldInstead(resource, fieldSpecOf(path.slice(0, -1)));
      return resource && right !== undefined ? [{ entry, resource, path, right }] : [];
    }),
  );
}

/** Where the entry says that the label goes there: its `fields` if it names them itself, else the label. */
export function placeIn(misplaced: Misplaced): Path {
  const {
    entry: { entry },
    path,
    resource,
  } = misplaced;
  const { value } = entryFile(misplaced);
  const [key = '', list] = entryOf(valueAt(value, entry.slice(0, -1)), 'fields');
  const field = fieldSpecOf(path.slice(0, -1)).replaceAll('[]', '');
  for (const [i, element] of asList(list).entries()) {
    const [name = '', written] = entryOf(element, 'path');
    const [, kind = resource.kind] = entryOf(element, 'kind');
    if (textOf(written).replaceAll('[]', '') === field && kind === resource.kind)
      return [...entry.slice(0, -1), key, i, name];
  }
  return isListed(entry) ? entry : [...entry, String(path.at(-1))];
}

/** The file of the kustomization that brings the label. */
export const entryFile = ({ entry: { kustomization } }: Misplaced): Resource => kustomization.source ?? kustomization;

/** What is so, as words that a message begins with: the label, and where it goes. */
export function landing(misplaced: Misplaced): string {
  const { file, name } = entryFile(misplaced);
  const { path, resource } = misplaced;
  return `${labelWords(misplaced)} in '${file?.path ?? name}' is written to \`${formatPath(path)}\` of ${refOf(resource)}`;
}

/** How messages name the label: its place, or what writes it, where its place is in another file. */
function labelWords({ entry: { entry }, path }: Misplaced): string {
  const key = String(path.at(-1));
  return isListed(entry) ? `'${key}' of \`${formatPath(entry)}\`` : `\`${formatPath([...entry, key])}\``;
}

const isListed = ([field]: Path): boolean => field === 'transformers';

/** The entry of a map in one of kustomize's files, which reads keys in any case. */
const entryOf = (value: unknown, key: string): readonly [string?, unknown?] =>
  Object.entries(asMap(value) ?? {}).find(([name]) => name.toLowerCase() === key) ?? [];

/** What must be done, in one sentence without a full stop. */
export function cureOf(misplaced: Misplaced): string {
  const place = placeIn(misplaced);
  const isOwn = misplaced.entry.entry.length < place.length - 1;
  const field = isOwn
    ? `\`${formatPath(place)}\``
    : 'the field that leads there, in `configurations`, `labels[].fields` or a transformer,';
  return `${field} must be \`${misplaced.right.replaceAll('[]', '')}\``;
}

/** True where what it writes is what can't be understood. */
export const isIn = ({ resource, path }: Misplaced, problem: Problem): boolean =>
  problem.resource !== undefined &&
  problem.path !== undefined &&
  placeOf(problem.resource) === placeOf(resource) &&
  problem.path.every((key, i) => path[i] === key);

/** Where the labels that were meant stand; undefined where the field is one that the kind has, or may have. */
function fieldInstead({ rows }: Resource, field: string): string | undefined {
  const own = rows.workloads.flatMap(({ selector, form = 'LabelSelector' }) =>
    selector === undefined ? [] : [{ path: selector, form }],
  );
  const inPods = rows.workloads.flatMap(({ podTemplate, podSpec = 'spec' }) =>
    podSelectorFields.map(row => ({ ...row, path: [podTemplate, podSpec, row.path].filter(Boolean).join('/') })),
  );
  const selector = [...own, ...inPods, ...rows.selectors, ...rows.watches].find(
    ({ path, form }) => form !== 'expression' && isWithin(field, path),
  );
  if (selector?.form === 'LabelSelector') {
    const right = `${selector.path}/matchLabels`;
    return field === right ? undefined : right;
  }
  if (selector) return field === selector.path ? undefined : selector.path;
  const plain = rows.workloads.flatMap(({ podTemplate, labels }) => (labels === undefined ? [podTemplate] : []));
  const template = plain.find(path => path !== '' && isWithin(field, path));
  return template === undefined ? insteadIn('', field) : insteadIn(`${template}/`, field);
}

/** In an object or a pod template, whose own labels stand under `metadata/labels`. */
function insteadIn(template: string, field: string): string | undefined {
  const [first, second, ...more] = `${field}/`.slice(template.length).split('/').filter(Boolean);
  const right = `${template}metadata/labels`;
  if (first !== 'metadata') return template === '' || first === 'spec' ? undefined : right;
  return more.length === 0 && (second === 'labels' || second === 'annotations') ? undefined : right;
}

const isWithin = (field: string, path: string): boolean => field === path || field.startsWith(`${path}/`);

const fieldSpecOf = (path: Path): string =>
  path.reduce<string>((field, key) => (typeof key === 'number' ? `${field}[]` : field ? `${field}/${key}` : key), '');
