import type { Edit } from './edit';
import { deepFreeze } from './freeze';
import {
  keysOf,
  podSelectorFieldsOf,
  type SelectorField,
  type SelectorForm,
  type SelectorRole,
  selectorFieldsOf,
  type WorkloadKind,
  walk,
  workloadKindOf,
} from './kinds';
import { isEmpty, type LabelSelector, type Labels, matches } from './label-selector';
import { type Container, containersOf, isTransient, replicasOf } from './pods';
import { Reading } from './reading';
import {
  asList,
  asMap,
  formatPath,
  identityOf,
  type Path,
  placeOf,
  type Resource,
  sourcePlaceOf,
  valueAt,
} from './resource';
import { splitRuntime } from './runtime';

/** A resource that makes pods. */
export interface Workload {
  readonly resource: Resource;
  readonly kind: WorkloadKind;
  readonly scope: string;
  readonly identity: string;
  /** Which resource it is: two of one identity have two places. */
  readonly place: string;
  /** What its labels are written to: one source may become many workloads; of rendered resources, one identity is one. */
  readonly bearer: string;
  readonly labels: Labels;
  readonly podLabels: Labels;
  /** Where the labels of its pods stand. */
  readonly podLabelsPath: Path;
  readonly containers: readonly Container[];
  /** Pods by the manifest; undefined where the cluster decides (DaemonSet). */
  readonly replicas: number | undefined;
  /** Its pods run to completion: they serve nobody, but selectors catch them. */
  readonly runsToCompletion: boolean;
  /** Services that it names as its own. */
  readonly services: readonly string[];
}

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

/** A map of labels in a file. */
export interface Home {
  readonly resource: Resource;
  readonly path: Path;
}

/** Everything the later stages know about the input. */
export interface Model {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly selectors: readonly Selector[];
  /** The model as edits would leave it, where that is not just what they write: kustomizations build upon sources. */
  readonly rebuilt?: (edits: readonly Edit[]) => Model;
  /** What can't be built any more, after edits. */
  readonly unbuildable?: readonly Resource[];
  /** Selectors of included kustomizations that, built by themselves, lose what they meant, after edits. */
  readonly losing?: readonly Selector[];
  /** Where the labels of a selector stand in the sources; undefined where no file of its own holds them. */
  readonly homeOf?: (selector: Selector) => Home | undefined;
  /** Why a source must not be edited, where a kustomization makes of it what can't be known. */
  readonly blocked?: (source: Resource) => string | undefined;
}

/**
 * What the resources mean to Kubernetes.
 * @throws InputError where labels, selectors or names are not what the API reference allows
 */
export function model(resources: readonly Resource[]): Model {
  const reading = new Reading();
  const workloads: Workload[] = [];
  const selectors: Selector[] = [];
  for (const resource of resources) {
    const workload = readWorkload(resource, reading);
    if (workload) workloads.push(workload);
    const fields = selectorFieldsOf(resource).concat(workload ? workloadFields(workload) : []);
    selectors.push(...fields.flatMap(field => readSelectors(resource, field, workload, reading)));
  }
  reading.throwProblems();
  return deepFreeze({ resources, workloads, selectors });
}

/** Package and namespace: selectors see no further. */
export function scopeOf(resource: Resource): string {
  return `${resource.package}\n${resource.namespace}`;
}

function readWorkload(resource: Resource, reading: Reading): Workload | undefined {
  const kind = workloadKindOf(resource);
  if (!kind) return undefined;
  const templatePath = keysOf(kind.podTemplate);
  const template = asMap(valueAt(resource.value, templatePath));
  if (!template) return undefined;
  const spec = asMap(template.spec) ?? {};
  const labelsPath = [...templatePath, 'metadata', 'labels'];
  return {
    resource,
    kind,
    scope: scopeOf(resource),
    identity: identityOf(resource),
    place: placeOf(resource),
    bearer: resource.source ? sourcePlaceOf(resource) : identityOf(resource),
    labels: reading.labels(resource, ['metadata', 'labels']),
    podLabels: reading.labels(resource, labelsPath),
    podLabelsPath: labelsPath,
    containers: containersOf(spec),
    replicas: replicasOf(resource, kind),
    runsToCompletion: kind.runsToCompletion === true || (kind.podTemplate === '' && isTransient(resource, spec)),
    services: (kind.services ?? []).flatMap(field => walk(resource.value, field).map(found => String(found.value))),
  };
}

function workloadFields({ kind, resource }: Workload): readonly SelectorField[] {
  const own: SelectorField[] = [];
  const counts = kind.selectorOnlyIf === undefined || valueAt(resource.value, keysOf(kind.selectorOnlyIf)) === true;
  if (kind.selector !== undefined && kind.form !== undefined && counts) {
    own.push({ group: kind.group, kind: kind.kind, path: kind.selector, form: kind.form, role: 'own' });
  }
  return [...own, ...podSelectorFieldsOf(kind)];
}

function readSelectors(
  resource: Resource,
  field: SelectorField,
  owner: Workload | undefined,
  reading: Reading,
): Selector[] {
  if (field.ignoredIf && valueAt(resource.value, keysOf(field.ignoredIf[0])) === field.ignoredIf[1]) return [];
  return walk(resource.value, field.path).flatMap(({ path, value, parent }) => {
    if (value === null || value === undefined) return [];
    if (field.elsewhereIf?.some(key => Object.hasOwn(parent, key))) return [];
    const labelsPath = field.form === 'map' ? path : [...path, 'matchLabels'];
    const matchLabels = reading.labels(resource, labelsPath);
    const matchExpressions = field.form === 'map' ? [] : reading.expressions(resource, [...path, 'matchExpressions']);
    const whole: LabelSelector = { matchLabels, matchExpressions };
    if (field.form === 'map' && isEmpty(whole)) return [];
    const [runtime, selector] = splitRuntime(whole);
    const reserved = ['matchLabelKeys', 'mismatchLabelKeys'].flatMap(key => asList(parent[key]).map(String));
    const place = { resource, scope: scopeOf(resource), path, labelsPath, reserved, ...(owner && { owner }) };
    return [{ ...place, role: field.role, form: field.form, selector, runtime }];
  });
}

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
