import { formatPath, type Path } from '../data/path';
import { asMap, valueAt } from '../data/values';
import { type FieldSpec, keysOf, type SelectorForm, type UserRows, type WorkloadKind, walk } from '../kinds';
import { InputError } from '../model/input-error';
import { type Resource, refOf } from '../model/resource';

interface Row {
  readonly group: string;
  readonly kind: string;
}

/** A value at the path of a row, and the object that holds it. */
interface Held {
  readonly resource: Resource;
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Demands that the user's rows fit the objects that are there: a path that leads nowhere in every object of its kind is misspelt,
 * and one that leads to something else than it must would be written to, or read as nothing.
 * @throws InputError naming the path and an object
 */
export function checkUserRows({ workloads = [], selectors = [] }: UserRows, resources: readonly Resource[]): void {
  const isUseless = (row: Row, paths: readonly (Row & { readonly path: FieldSpec })[]): boolean =>
    paths.every(({ group, kind, path }) =>
      group === row.group && kind === row.kind ? heldAt(row, path, resources).length === 0 : true,
    );
  const templates = workloads.map(row => ({ ...row, path: row.podTemplate }));
  const problems = [
    ...workloads.flatMap(row => [
      ...(isUseless(row, templates) ? missingProblems(row, row.podTemplate, 'podTemplate', resources) : []),
      ...workloadProblems(row, resources),
    ]),
    ...selectors.flatMap(row => [
      ...(isUseless(row, selectors) ? missingProblems(row, row.path, 'selectors[].path', resources) : []),
      ...selectorProblems(row, row.path, row.form, 'selectors[].path', resources),
    ]),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function workloadProblems(row: WorkloadKind, resources: readonly Resource[]): readonly string[] {
  const { podTemplate, podSpec = 'spec', labels, selector, form = 'LabelSelector' } = row;
  const own = selector === undefined ? [] : ownProblems(row, selector, form, resources);
  const held = heldAt(row, podTemplate, resources);
  const stray = held.find(({ value }) => !asMap(value));
  if (stray)
    return [problem(row, 'podTemplate', podTemplate, `leads to ${nameOf(stray)}; it must lead to a map`), ...own];
  if (held.length === 0) return own;
  const isPodSpec = ({ value }: Held) => Array.isArray(valueAt(value, [...keysOf(podSpec), 'containers']));
  const isDescribed = row.labels !== undefined && row.podSpec !== undefined;
  if (!isDescribed && !held.some(isPodSpec)) {
    const [first] = held as readonly [Held];
    const cure = Array.isArray(asMap(first.value)?.containers)
      ? 'this is the PodSpec itself, and the path must end before it'
      : `it must lead to what holds \`${podSpec}\` with \`containers\`, or \`podSpec\` must say where these stand`;
    return [problem(row, 'podTemplate', podTemplate, `leads to no pod template ${where(first)}; ${cure}`), ...own];
  }
  const isLabelled = labels === undefined || held.some(({ value }) => valueAt(value, keysOf(labels)) !== undefined);
  const at = `${podTemplate}/${labels}`;
  return [...(isLabelled ? [] : missingProblems(row, at, 'labels', resources)), ...own];
}

const ownProblems = (
  row: Row,
  path: FieldSpec,
  form: SelectorForm,
  resources: readonly Resource[],
): readonly string[] => [
  ...missingProblems(row, path, 'selector', resources),
  ...selectorProblems(row, path, form, 'selector', resources),
];

function selectorProblems(
  row: Row,
  path: FieldSpec,
  form: SelectorForm,
  what: string,
  resources: readonly Resource[],
): readonly string[] {
  const held = heldAt(row, path, resources).filter(({ value }) => value !== null);
  const stray = held.find(({ value }) => !asMap(value));
  if (stray) return [problem(row, what, path, `leads to ${nameOf(stray)}; it must lead to a selector, which is a map`)];
  const other = held.find(({ value }) => formOf(value) !== undefined && formOf(value) !== form);
  const formField = what === 'selector' ? 'form' : 'selectors[].form';
  if (other)
    return [
      `functionConfig \`spec.kinds\`: \`${formField}\` of kind '${row.kind}' is '${form}', but '${path}' is written as ${formOf(other.value)} ${where(other)}; it must be '${formOf(other.value)}'`,
    ];
  return [];
}

/** How a selector is written, where that can be told. */
function formOf(value: unknown): SelectorForm | undefined {
  const map = asMap(value) ?? {};
  if (asMap(map.matchLabels) || Array.isArray(map.matchExpressions)) return 'LabelSelector';
  return Object.values(map).some(label => typeof label === 'string') ? 'map' : undefined;
}

const ofKind = (row: Row, resources: readonly Resource[]): readonly Resource[] =>
  resources.filter(({ group, kind }) => group === row.group && kind === row.kind);

const heldAt = (row: Row, path: FieldSpec, resources: readonly Resource[]): readonly Held[] =>
  ofKind(row, resources).flatMap(resource =>
    walk(resource.value, path).map(found => ({ resource, path: found.path, value: found.value })),
  );

function missingProblems(row: Row, path: FieldSpec, what: string, resources: readonly Resource[]): readonly string[] {
  const [first] = ofKind(row, resources);
  if (!first || heldAt(row, path, resources).length > 0) return [];
  const there = `${refOf(first)}${fileOf(first)}`;
  const list = listWithin(first, path);
  const cure =
    list === undefined
      ? 'it must be the path of a field that these objects have'
      : `'${list}' is a list there, so that step must be '${list}[]'`;
  return [problem(row, what, path, `leads to nothing in ${there}; ${cure}`)];
}

/** The step of the path that leads to a list and does not say so. */
function listWithin({ value }: Resource, path: FieldSpec): string | undefined {
  const steps = keysOf(path);
  return steps.find(
    (step, i) => !step.endsWith('[]') && Array.isArray(walk(value, steps.slice(0, i + 1).join('/'))[0]?.value),
  );
}

const problem = ({ kind }: Row, what: string, path: FieldSpec, text: string): string =>
  `functionConfig \`spec.kinds\`: \`${what}\` of kind '${kind}' is '${path}', which ${text}`;

const fileOf = ({ file }: Resource): string => (file ? ` in file '${file.path}'` : '');

const where = ({ resource, path }: Held): string =>
  `at \`${formatPath(path)}\` of ${refOf(resource)}${fileOf(resource)}`;

function nameOf(held: Held): string {
  const { value } = held;
  const what = Array.isArray(value)
    ? "a list (a step that walks it ends in '[]')"
    : value === null
      ? 'null'
      : `a ${typeof value}`;
  return `${what} ${where(held)}`;
}
