import { podSelectorFields } from './pod-selectors';
import { type ResourceSelectorField, resourceSelectorFields } from './resource-selectors';
import { type SelectorField, selectorFields } from './selectors';
import { type WorkloadKind, workloadKinds } from './workloads';

export { podSelectorFields } from './pod-selectors';
export { type ResourceSelectorField, resourceSelectorFields } from './resource-selectors';
export { runtimeLabels } from './runtime-labels';
export { type SelectorField, type SelectorRole, selectorFields } from './selectors';
export { transformerKinds } from './transformers';
export { type FieldSpec, keysOf, walk } from './walk';
export { type SelectorForm, type WorkloadKind, workloadKinds } from './workloads';

type GroupKind = { readonly group: string; readonly kind: string };

type Row = GroupKind & { readonly formerGroups?: readonly string[] };

const isKind = (resource: GroupKind) => (row: Row) =>
  row.kind === resource.kind && (row.group === resource.group || row.formerGroups?.includes(resource.group) === true);

/** The row of a workload kind, or undefined where the object makes no pods. */
export function workloadKindOf(resource: GroupKind): WorkloadKind | undefined {
  return workloadKinds.find(isKind(resource));
}

/** The selector rows of a kind, without those that its pods bring. */
export function selectorFieldsOf(resource: GroupKind): readonly SelectorField[] {
  return selectorFields.filter(isKind(resource));
}

/** The PodSpec's selector rows for a workload kind: the product of both tables. */
export function podSelectorFieldsOf(kind: WorkloadKind): readonly SelectorField[] {
  const podSpec = kind.podTemplate === '' ? 'spec' : `${kind.podTemplate}/spec`;
  return podSelectorFields.map(field => ({
    ...field,
    group: kind.group,
    kind: kind.kind,
    path: `${podSpec}/${field.path}`,
  }));
}

/** The rows of a kind that selects other objects than pods. */
export function resourceSelectorFieldsOf(resource: GroupKind): readonly ResourceSelectorField[] {
  return resourceSelectorFields.filter(isKind(resource));
}

/** What may stand behind a Service without a selector. */
const endpointKinds = ['Endpoints', 'EndpointSlice'];

/** The names of all kinds that the tables know: what else stands in the input need not be parsed. */
export const knownKinds: ReadonlySet<string> = new Set([
  ...[...workloadKinds, ...selectorFields, ...resourceSelectorFields].map(({ kind }) => kind),
  ...resourceSelectorFields.map(({ over }) => over.kind),
  ...endpointKinds,
]);
