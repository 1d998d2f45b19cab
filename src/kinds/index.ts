export { clusterPods } from './cluster-pods';
export { jobKinds } from './job-kinds';
export { labelPaths } from './label-paths';
export { isLogTarget } from './log-targets';
export { hostEntries, podReferenceFields } from './name-references';
export { type NamespaceField, namespaceFields, namespaceNameLabel } from './namespace-selectors';
export { type OperatorKind, operatorKinds } from './operator-pods';
export { type OutsideLabels, outsideLabels, trackingLabel } from './outside-labels';
export { chartKinds, plainKinds } from './plain-kinds';
export { podSelectorFields } from './pod-selectors';
export {
  type ContainerPortField,
  containerLists,
  containerPortFields,
  type PortEffect,
  type PortNameField,
  portNameFields,
} from './port-names';
export { type ReferenceField, type ReferenceRole, referenceFields } from './references';
export { type ReleaseLabel, releaseLabels, releaseWords } from './release-labels';
export { electedLabel, type RuntimeLabel, runtimeLabels } from './runtime-labels';
export { type SelectorField, type SelectorRole, selectorFields, selectorRoles } from './selectors';
export { type GroupKind, type KindTable, kindTable, noRows, type Rows, type UserRows } from './table';
export { transformerKinds } from './transformers';
export { type UnrolledKind, unrolledKinds } from './unrolled';
export { type UnstableLabel, unstableLabels } from './unstable-labels';
export { alongside, type FieldSpec, keysOf, walk } from './walk';
export { type WatchedKind, type WatchField, watchFields } from './watch-fields';
export { type SelectorForm, type WorkloadKind, workloadKinds } from './workloads';
