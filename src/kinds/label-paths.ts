import type { WorkloadKind } from './workloads';

/** Where a label stands in a workload: in its own selector, in the form that this has, and in its pod template. */
export function labelPaths({ selector, selectorOnlyIf, form, podTemplate, labels }: WorkloadKind): readonly string[] {
  const own = selector === undefined || selectorOnlyIf !== undefined ? [] : [selector];
  return [
    ...own.map(path => (form === 'map' ? path : `${path}/matchLabels`)),
    [podTemplate, labels ?? 'metadata/labels'].filter(Boolean).join('/'),
  ];
}
