import type { FieldSpec } from './walk';

/** How a selector is written: `map` is key to value; `LabelSelector` has matchLabels and matchExpressions. */
export type SelectorForm = 'map' | 'LabelSelector';

/** A kind that makes pods. One row brings every selector that a PodSpec can hold (see pod-selectors.ts). */
export interface WorkloadKind {
  readonly group: string;
  readonly kind: string;
  /** The pod template: the object whose `metadata` and `spec` become the pods'. */
  readonly podTemplate: FieldSpec;
  /** The selector by which the controller finds its pods, where it has one. */
  readonly selector?: FieldSpec;
  readonly form?: SelectorForm;
  /** The selector counts only where this field is true; else the API server generates it. */
  readonly selectorOnlyIf?: FieldSpec;
  /** What the API server refuses to change on a live object: its selector, its whole pod template, or what its pods run. */
  readonly immutable?: 'selector' | 'template' | 'podSpec';
  /** A live object can only be deleted and made anew; others can be replaced. */
  readonly runsOnce?: true;
  /** API groups of old clusters that held the kind. */
  readonly formerGroups?: readonly string[];
  /** Pods that run to completion are never what a Service means. */
  readonly runsToCompletion?: true;
  readonly replicas?: FieldSpec;
  /** kustomize's common labels never reach the pod template (no row in its default fieldspecs). */
  readonly unreachedByCommonLabels?: true;
  /** Fields that name the Services in front of this workload's pods. */
  readonly services?: readonly FieldSpec[];
}

const former = { formerGroups: ['extensions'] } as const;
const template = { podTemplate: 'spec/template' } as const;
const selected = { ...template, selector: 'spec/selector', form: 'LabelSelector', immutable: 'selector' } as const;
const scaled = { ...selected, replicas: 'spec/replicas' } as const;

/**
 * The workload kinds. Sources: Kubernetes API reference v1.31 (apps/v1, batch/v1, v1), OpenShift apps.openshift.io/v1,
 * Argo Rollouts argoproj.io/v1alpha1; kustomize's default `commonLabels` fieldspecs for what its labels reach.
 */
export const workloadKinds: readonly WorkloadKind[] = [
  { group: 'apps', kind: 'Deployment', ...scaled, ...former },
  { group: 'apps', kind: 'StatefulSet', ...scaled, services: ['spec/serviceName'] },
  { group: 'apps', kind: 'DaemonSet', ...selected, ...former },
  { group: 'apps', kind: 'ReplicaSet', ...scaled, ...former },
  {
    group: '',
    kind: 'ReplicationController',
    ...template,
    selector: 'spec/selector',
    form: 'map',
    replicas: 'spec/replicas',
  },
  {
    group: 'apps.openshift.io',
    kind: 'DeploymentConfig',
    formerGroups: [''],
    ...template,
    selector: 'spec/selector',
    form: 'map',
    replicas: 'spec/replicas',
    unreachedByCommonLabels: true,
  },
  {
    group: 'argoproj.io',
    kind: 'Rollout',
    ...scaled,
    unreachedByCommonLabels: true,
    services: [
      'spec/strategy/canary/stableService',
      'spec/strategy/canary/canaryService',
      'spec/strategy/blueGreen/activeService',
      'spec/strategy/blueGreen/previewService',
    ],
  },
  { group: '', kind: 'Pod', podTemplate: '', immutable: 'podSpec' },
  {
    group: 'batch',
    kind: 'Job',
    ...template,
    selector: 'spec/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/manualSelector',
    immutable: 'template',
    runsToCompletion: true,
    runsOnce: true,
  },
  {
    group: 'batch',
    kind: 'CronJob',
    podTemplate: 'spec/jobTemplate/spec/template',
    selector: 'spec/jobTemplate/spec/selector',
    form: 'LabelSelector',
    selectorOnlyIf: 'spec/jobTemplate/spec/manualSelector',
    runsToCompletion: true,
  },
];
