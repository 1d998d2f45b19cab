import { formatPath, type Path } from '../data/path';
import { asList, textOf, valueAt } from '../data/values';
import { keysOf, podSelectorFields, type SelectorField, type SelectorForm, type SelectorRole, walk } from '../kinds';
import { prefixedKeys, withoutPrefixes } from '../labels/key-prefixes';
import { formatSelector, isEmpty, type LabelSelector, type Labels, matches, noLabels } from '../labels/label-selector';
import { mayBear, splitRuntime } from './controller-labels';
import type { Reading } from './field-reader';
import type { Asking } from './relation';
import { placeOf, type Resource } from './resource';
import { type Scope, scopeOf } from './scope';
import type { Workload } from './workload';

/** A selector over the pods of its scope, at one field of one resource. */
export interface Selector extends Asking {
  readonly scope: Scope;
  readonly role: SelectorRole;
  readonly form: SelectorForm;
  /** Where its equalities stand: a component label is added here. */
  readonly labelsPath: Path;
  /** Without the labels that only controllers write on pods. */
  readonly asks: LabelSelector;
  /** Keys that must not be written: the API server refuses them here (`matchLabelKeys`), or they stand there with a prefix. */
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
  if (field.elsewhereIn?.includes(resource.namespace)) return [];
  if (field.ignoredIf && valueAt(resource.value, keysOf(field.ignoredIf[0])) === field.ignoredIf[1]) return [];
  return walk(valueAt(resource.value, base), field.path).flatMap(({ path: found, value, parent }) => {
    if (value === null || value === undefined) return [];
    if (field.elsewhereIf?.some(key => Object.hasOwn(parent, key))) return [];
    const path = [...base, ...found];
    const labelsPath = field.form === 'map' ? path : [...path, 'matchLabels'];
    const matchLabels = reading.labels(resource, labelsPath);
    const matchExpressions = field.form === 'map' ? [] : reading.expressions(resource, [...path, 'matchExpressions']);
    const written = { matchLabels, matchExpressions };
    const whole = withoutPrefixes(written, field);
    if (!whole || (field.form === 'map' && isEmpty(whole))) return [];
    const [controllerLabels, asks] =
      field.role === 'own' ? [noLabels, whole] : splitRuntime(whole, reading.hasKind(resource));
    const keys = ['matchLabelKeys', 'mismatchLabelKeys'].flatMap(key => asList(parent[key]).map(textOf));
    const reserved = [...keys, ...prefixedKeys(written, field)];
    const place = { resource, scope: scopeOf(resource), path, labelsPath, reserved, ...(owner && { owner }) };
    return [{ ...place, role: field.role, form: field.form, asks, controllerLabels }];
  });
}

/** The selectors inside the workload's PodSpec. */
export function podSelectors(workload: Workload, reading: Reading): Selector[] {
  return podSelectorFields.flatMap(field =>
    readSelectors(workload.resource, field, reading, workload, workload.podSpecPath),
  );
}

/** True where the selector selects the workload's pods, were their labels `podLabels`. */
export function selectsPods(
  { scope, asks, controllerLabels }: Pick<Selector, 'scope' | 'asks' | 'controllerLabels'>,
  workload: Pick<Workload, 'scope' | 'resource' | 'borrowers'>,
  podLabels: Labels,
): boolean {
  if (scope !== workload.scope || !matches(asks, podLabels)) return false;
  if (Object.keys(controllerLabels).length === 0) return true;
  return [workload.resource, ...(workload.borrowers ?? [])].some(resource =>
    mayBear(resource, podLabels, controllerLabels),
  );
}

/** What the selector asks for as people read it, with the labels that only controllers write. */
export function formatAsked({ asks, controllerLabels }: Pick<Selector, 'asks' | 'controllerLabels'>): string {
  return formatSelector({ ...asks, matchLabels: { ...asks.matchLabels, ...controllerLabels } });
}

/** Tells a selector from all others, also in a later state of the model. */
export function selectorKey({ resource, path }: Pick<Selector, 'resource' | 'path'>): string {
  return `${placeOf(resource)} ${formatPath(path)}`;
}

/** The one selector that a resource is known for: a policy's own, not its peers'; never one inside a PodSpec. */
export function isPrimary({ owner, path }: Selector): boolean {
  return owner === undefined && path.every(key => typeof key === 'string');
}
