import type { SelectorField } from './selectors';

const rules = [
  ['requiredDuringSchedulingIgnoredDuringExecution[]', ''],
  ['preferredDuringSchedulingIgnoredDuringExecution[]', '/podAffinityTerm'],
] as const;

const terms = (affinity: string, role: 'apart' | 'together') =>
  rules.map(([rule, term]) => ({ path: `affinity/${affinity}/${rule}${term}/labelSelector`, role }));

/**
 * The selectors inside every PodSpec; paths start at the PodSpec. Multiplied with the workload kinds, not typed out.
 * Source: Kubernetes API reference v1.31, PodSpec: `affinity`, `topologySpreadConstraints`.
 */
export const podSelectorFields: readonly Pick<SelectorField, 'path' | 'form' | 'role' | 'elsewhereIf'>[] = [
  ...terms('podAffinity', 'together'),
  ...terms('podAntiAffinity', 'apart'),
  { path: 'topologySpreadConstraints[]/labelSelector', role: 'apart' as const },
].map(field => ({ ...field, form: 'LabelSelector', elsewhereIf: ['namespaceSelector', 'namespaces'] }));
