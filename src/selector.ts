import { keysOf, podSelectorFields, type SelectorField, type SelectorForm, type SelectorRole, walk } from './kinds';
import { isEmpty, type LabelSelector, type Labels, matches } from './label-selector';
import type { Reading } from './reading';
import { asList, formatPath, type Path, placeOf, type Resource, valueAt } from './resource';
import { splitRuntime } from './runtime';
import { scopeOf, type Workload } from './workload';

/** A selector over the pods of its scope, at one field of one resource. */
export interface Selector {
  readonly resource: Resource;
  readonly scope: string;
  readonly role: SelectorRole;
  readonly form: SelectorForm;
  readonly path: Path;
  /** Where its equalities stand: a component label is added here. */
  readonly labelsPath: Path;
  /** Without the labels that only controllers write on pods. */
  readonly selector: LabelSelector;
  /** The labels of the selector that only controllers write on pods. */
  readonly runtime: Labels;
  /** Keys that the API server refuses in this selector (`matchLabelKeys`). */
  readonly reserved: readonly string[];
  /** The workload that it sits in. */
  readonly owner?: Workload;
}

/** The selectors that stand at a field of a resource. */
export function readSelectors(
  resource: Resource,
  field: Omit<SelectorField, 'group' | 'kind'>,
  reading: Reading,
  owner?: Workload,
  base: Path = [],
): Selector[] {
  if (field.ignoredIf && valueAt(resource.value, keysOf(field.ignoredIf[0])) === field.ignoredIf[1]) return [];
  return walk(valueAt(resource.value, base), field.path).flatMap(({ path: found, value, parent }) => {
    if (value === null || value === undefined) return [];
    if (field.elsewhereIf?.some(key => Object.hasOwn(parent, key))) return [];
    const path = [...base, ...found];
    const labelsPath = field.form === 'map' ? path : [...path, 'matchLabels'];
    const matchLabels = reading.labels(resource, labelsPath);
    const matchExpressions = field.form === 'map' ? [] : reading.expressions(resource, [...path, 'matchExpressions']);
    const whole = withoutPrefixes({ matchLabels, matchExpressions }, field.keyPrefixes ?? []);
    if (field.form === 'map' && isEmpty(whole)) return [];
    if (asksFor(whole, field.elsewhereKeys ?? [])) return [];
    const [runtime, selector] = splitRuntime(whole);
    const reserved = ['matchLabelKeys', 'mismatchLabelKeys'].flatMap(key => asList(parent[key]).map(String));
    const place = { resource, scope: scopeOf(resource), path, labelsPath, reserved, ...(owner && { owner }) };
    return [{ ...place, role: field.role, form: field.form, selector, runtime }];
  });
}

/** The selectors inside the workload's PodSpec. */
export function podSelectors(workload: Workload, reading: Reading): Selector[] {
  return podSelectorFields.flatMap(field =>
    readSelectors(workload.resource, field, reading, workload, workload.podSpecPath),
  );
}

function withoutPrefixes(selector: LabelSelector, prefixes: readonly string[]): LabelSelector {
  if (prefixes.length === 0) return selector;
  const plain = (key: string) => key.slice(prefixes.find(prefix => key.startsWith(prefix))?.length ?? 0);
  const matchLabels: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(selector.matchLabels)) matchLabels[plain(key)] = value;
  return {
    matchLabels: Object.freeze(matchLabels),
    matchExpressions: selector.matchExpressions.map(expression => ({ ...expression, key: plain(expression.key) })),
  };
}

const asksFor = ({ matchLabels, matchExpressions }: LabelSelector, prefixes: readonly string[]): boolean =>
  [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].some(key =>
    prefixes.some(prefix => key.startsWith(prefix)),
  );

/** True where the selector selects the workload's pods, were their labels `podLabels`. */
export function selectsPods(
  { scope, selector, runtime }: Pick<Selector, 'scope' | 'selector' | 'runtime'>,
  workload: Pick<Workload, 'scope' | 'resource'>,
  podLabels: Labels,
): boolean {
  if (scope !== workload.scope || !matches(selector, podLabels)) return false;
  const pod = runtime['statefulset.kubernetes.io/pod-name'];
  if (pod === undefined) return true;
  return workload.resource.kind === 'StatefulSet' && pod.replace(/-\d+$/, '') === workload.resource.name;
}

/** Tells a selector from all others, also in a later state of the model. */
export function selectorKey({ resource, path }: Pick<Selector, 'resource' | 'path'>): string {
  return `${placeOf(resource)} ${formatPath(path)}`;
}

/** The one selector that a resource is known for: a policy's own, not its peers'; never one inside a PodSpec. */
export function isPrimary({ owner, path }: Selector): boolean {
  return owner === undefined && path.every(key => typeof key === 'string');
}
