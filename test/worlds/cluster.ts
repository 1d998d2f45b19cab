import { Configs } from 'kpt-functions';
import { componentLabels } from '../../src';
import type { Result } from '../cases';
import type { Manifest } from './manifests';

type Labels = Readonly<Record<string, string>>;

/** What the function makes of manifests. */
export interface Answer {
  readonly items: readonly Manifest[];
  readonly results: readonly Result[];
  readonly text: string;
}

/** Runs the function over manifests: on objects, which are neither written nor read as text. */
export async function answer(items: readonly Manifest[], spec: Manifest = {}): Promise<Answer> {
  const functionConfig = {
    apiVersion: 'fn.kpt.dev/v1alpha1',
    kind: 'ComponentLabels',
    metadata: { name: 'worlds' },
    spec,
  };
  const after: Manifest[] = JSON.parse(JSON.stringify(items));
  const configs = new Configs(after, functionConfig as ConstructorParameters<typeof Configs>[1]);
  await componentLabels(configs);
  const results = configs.getResults().map(({ severity, field, ...result }) => ({
    ...result,
    severity: severity === 'warn' ? 'warning' : severity,
    ...(field && {
      field: { path: field.path, currentValue: field.currentValue, proposedValue: field.suggestedValue },
    }),
  }));
  return { items: after, results: results as unknown as readonly Result[], text: JSON.stringify(after, null, 1) };
}

/** A selector in a manifest: what is known of it in a cluster. */
export interface Found {
  readonly item: number;
  readonly path: string;
  readonly asks: Labels;
}

const podsOf = ({
  kind,
  metadata,
  spec,
}: Manifest): { readonly labels: Labels; readonly spec: Manifest } | undefined => {
  if (kind === 'Pod') return { labels: metadata.labels ?? {}, spec };
  const template = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
  return template && { labels: template.metadata?.labels ?? {}, spec: template.spec };
};

/** The selectors of a manifest but for a workload's own. */
function selectorsOf(manifest: Manifest, item: number): Found[] {
  const { kind, spec } = manifest;
  if (kind === 'Service') return [{ item, path: 'spec.selector', asks: spec.selector }];
  if (kind === 'PodDisruptionBudget') return [{ item, path: 'spec.selector', asks: spec.selector.matchLabels }];
  if (kind === 'NetworkPolicy') return [{ item, path: 'spec.podSelector', asks: spec.podSelector.matchLabels }];
  const affinity = podsOf(manifest)?.spec.affinity ?? {};
  return ['podAffinity', 'podAntiAffinity'].flatMap(path =>
    (affinity[path]?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ labelSelector }: Manifest): Found => ({ item, path, asks: labelSelector.matchLabels }),
    ),
  );
}

export const selectorsIn = (items: readonly Manifest[]): readonly Found[] => items.flatMap(selectorsOf);

/** The places of the workloads whose pods are selected, in the selector's namespace. */
export function selects(items: readonly Manifest[], { item, asks }: Found): readonly number[] {
  return items.flatMap((one, i) => {
    const pods = podsOf(one);
    const seen = pods && one.metadata.namespace === items[item].metadata.namespace;
    return seen && Object.entries(asks).every(([key, value]) => pods.labels[key] === value) ? [i] : [];
  });
}

/** A workload's own selector. */
export function own({ kind, spec }: Manifest): Labels | undefined {
  if (
    ['Pod', 'Job', 'CronJob', 'Service', 'PodDisruptionBudget', 'NetworkPolicy', 'HorizontalPodAutoscaler'].includes(
      kind,
    )
  )
    return undefined;
  return spec.selector.matchLabels ?? spec.selector;
}
