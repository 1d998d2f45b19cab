import { annotationPrefix, annotations, type Config } from '../config';
import { formatPath } from '../data/path';
import { isLabelValue } from '../labels/label-selector';
import { labelValue } from '../labels/label-value';
import { isPrimary, type Model, type Selector, type Workload } from '../model';
import { findReferences } from '../model/annotated-workloads';
import { gather, InputError, type Problem, problemsOf } from '../model/input-error';
import { type Resource, refOf } from '../model/resource';

/** What the user said, in functionConfig or by annotation on the resource. It always wins. */
export interface Stated {
  /** The component of a workload. An annotation may hold what is no label value. */
  readonly components: ReadonlyMap<Workload, string>;
  /** What a selector means. */
  readonly meanings: ReadonlyMap<Selector, readonly Workload[]>;
  /** Annotations that can't be understood. */
  readonly problems: readonly Problem[];
}

/**
 * Reads everything that was said.
 * @throws InputError where functionConfig names what is not there, or a component that is no label value
 */
export function readStated(model: Model, config: Config): Stated {
  const components = new Map<Workload, string>();
  const meanings = new Map<Selector, readonly Workload[]>();
  for (const workload of model.workloads) {
    const value = workload.resource.annotations[annotations.component];
    if (value !== undefined) components.set(workload, value);
  }
  const problems = model.resources.flatMap(resource =>
    problemsOf([() => checkAnnotations(resource), () => annotatedMeaning(model, resource, meanings)]).map(problem => ({
      ...problem,
      resource,
      path: ['metadata', 'annotations'],
    })),
  );
  gather([
    ...config.components.map((entry, i) => () => configuredComponent(model, entry, i, components)),
    ...config.selectors.map((entry, i) => () => configuredMeaning(model, entry, i, meanings)),
  ]);
  return { components: withNamesakes(model, components), meanings, problems };
}

/**
 * Whoever gives `web-canary` the component `web` means Deployment `web` too: both are one component. A namesake whose name is no part of
 * the other's (component `db` for `postgres`, and a Deployment `db`) is another matter.
 */
function withNamesakes({ workloads }: Model, said: ReadonlyMap<Workload, string>): ReadonlyMap<Workload, string> {
  const nameOf = (workload: Workload) => workload.resource.authoredName;
  const isMeant = (workload: Workload) =>
    [...said].some(
      ([other, value]) =>
        other.scope === workload.scope &&
        value === labelValue(nameOf(workload)) &&
        nameOf(other).startsWith(`${nameOf(workload)}-`),
    );
  const namesakes = workloads.filter(workload => !said.has(workload) && isMeant(workload));
  return new Map([...said, ...namesakes.map(workload => [workload, labelValue(nameOf(workload))] as const)]);
}

/** @throws InputError where an annotation of ours is misspelt */
function checkAnnotations(resource: Resource): void {
  const known: readonly string[] = Object.values(annotations);
  const unknown = Object.keys(resource.annotations).filter(
    key => key.startsWith(annotationPrefix) && !known.includes(key),
  );
  const message = (key: string) =>
    `annotation \`${key}\` of ${refOf(resource)} is unknown; it must be \`${known.join('`, `')}\``;
  if (unknown.length > 0) throw new InputError(unknown.map(message));
}

type Meanings = Map<Selector, readonly Workload[]>;

function annotatedMeaning({ selectors, workloads }: Model, resource: Resource, meanings: Meanings): void {
  const text = resource.annotations[annotations.selects];
  if (text === undefined) return;
  const where = `annotation \`${annotations.selects}\` of ${refOf(resource)}`;
  const own = selectors.filter(selector => selector.resource === resource && isPrimary(selector));
  const isRead = resource.rows.watches.length + resource.rows.selectors.length > 0;
  const lack = isRead
    ? 'its selector may look beyond its namespace, so it is only read and never written'
    : 'it has no selector over pods';
  if (own.length === 0) throw new InputError([`${where} is of no use: ${lack}; it must be removed`]);
  const meant = text.split(',').flatMap(reference => findReferences(reference.trim(), workloads, where, resource));
  if (meant.length > 0) for (const selector of own) meanings.set(selector, meant);
}

function configuredComponent(
  model: Model,
  { component, workloads }: Config['components'][number],
  i: number,
  components: Map<Workload, string>,
): void {
  const where = `functionConfig \`spec.components[${i}]`;
  if (!isLabelValue(component) || component === '') {
    throw new InputError([
      `${where}.component\` is '${component}'; it must be a label value: at most 63 characters, letters and digits at both ends, '-', '_' and '.' inside`,
    ]);
  }
  for (const reference of workloads) {
    const found = findReferences(reference, model.workloads, `${where}.workloads\``);
    for (const workload of found) components.set(workload, component);
  }
}

function configuredMeaning(model: Model, entry: Config['selectors'][number], i: number, meanings: Meanings): void {
  const where = `functionConfig \`spec.selectors[${i}]`;
  const selectable = model.selectors.filter(({ role }) => role !== 'own');
  const named = findReferences(entry.selector, selectable, `${where}.selector\``);
  const chosen = named.filter(s => (entry.field === undefined ? isPrimary(s) : formatPath(s.path) === entry.field));
  if (chosen.length === 0) {
    const fields = [...new Set(named.map(s => formatPath(s.path)))].join("', '");
    throw new InputError([
      entry.field === undefined
        ? `${where}\` must have a \`field\`: one of '${fields}'`
        : `${where}.field\` is '${entry.field}'; it must be one of '${fields}'`,
    ]);
  }
  for (const selector of chosen) {
    const find = (reference: string) =>
      findReferences(reference, model.workloads, `${where}.selects\``, selector.resource);
    const meant = entry.selects.flatMap(find);
    if (meant.length > 0) meanings.set(selector, meant);
  }
}
