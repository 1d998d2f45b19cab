import { jobKinds } from './job-kinds';
import type { FieldSpec } from './walk';

/** How a selector is written: `map` is key to value; `LabelSelector` has matchLabels and matchExpressions. */
export type SelectorForm = 'map' | 'LabelSelector';

/** A kind that makes pods. One row brings every selector that a PodSpec can hold (see pod-selectors.ts). */
export interface WorkloadKind {
  readonly group: string;
  readonly kind: string;
  /** The pod template: the object whose `metadata` and `spec` become the pods'. It may walk lists and maps: one workload each. */
  readonly podTemplate: FieldSpec;
  /** Where the labels of the pods stand in it; `metadata/labels` as a rule. */
  readonly labels?: FieldSpec;
  /** Where the PodSpec stands in it; `spec` as a rule. */
  readonly podSpec?: FieldSpec;
  /**
   * The selector by which the controller finds its pods, where it has one. The lists and maps that it walks, as those of `selectorOnlyIf`
   * and `replicas`, are the pod template's: it means the same elements.
   */
  readonly selector?: FieldSpec;
  readonly form?: SelectorForm;
  /** The selector counts only where this field is true; else the API server generates it. */
  readonly selectorOnlyIf?: FieldSpec;
  /** What names the workload whose pod template it takes, in place of one of its own. */
  readonly templateOf?: FieldSpec;
  /** A field of the template that, where it is set, forbids to change anything else of it: then it is left alone. */
  readonly fixedBy?: FieldSpec;
  /** What the API server refuses to change on a live object: its selector, its whole pod template, or what its pods run. */
  readonly immutable?: 'selector' | 'template' | 'podSpec';
  /** A live object can only be deleted and made anew; others can be replaced. */
  readonly runsOnce?: true;
  /** API groups of old clusters that held the kind. */
  readonly formerGroups?: readonly string[];
  /** Pods that run to completion are never what a Service means. */
  readonly runsToCompletion?: true;
  readonly replicas?: FieldSpec;
  /** Its controller adopts bare Pods that its selector selects: no hash and no name keeps it from them. */
  readonly adopts?: true;
  /** kustomize's common labels never reach the pod template (no row in its default fieldspecs). */
  readonly unreachedByCommonLabels?: true;
  /** Labels that the controller puts on some of its pods for a while, by their part in a rollout. */
  readonly passingLabels?: readonly FieldSpec[];
  /** Fields that name the Services in front of this workload's pods. */
  readonly services?: readonly FieldSpec[];
}

const former = { formerGroups: ['extensions'] } as const;
const template = { podTemplate: 'spec/template' } as const;
const selected = { ...template, selector: 'spec/selector', form: 'LabelSelector', immutable: 'selector' } as const;
const scaled = { ...selected, replicas: 'spec/replicas' } as const;
const unreached = { unreachedByCommonLabels: true } as const;
const kruise = { group: 'apps.kruise.io', ...unreached } as const;

/**
 * The workload kinds. Sources: Kubernetes API reference v1.31 (apps/v1, v1); OpenShift apps.openshift.io/v1; Argo Rollouts v1.8.3
 * argoproj.io/v1alpha1 (its selector is immutable since v1.9; before, a change orphans the old pods); OpenKruise
 * apps.kruise.io/v1alpha1 and v1beta1; Strimzi core.strimzi.io/v1beta2 (whole pods; of its selector only matchLabels count); Knative
 * serving.knative.dev/v1 (a change makes a new revision); LeaderWorkerSet v0.6 leaderworkerset.x-k8s.io/v1; KubeRay v1.4 ray.io/v1; Kubeflow
 * notebook controller kubeflow.org/v1 (the Notebook's own labels are its pod's); Kubernetes v1.36, pkg/controller (`ClaimPods`: a Deployment's
 * ReplicaSets select by hash, a StatefulSet claims only pods of its own names); kustomize's default `commonLabels` fieldspecs for what its
 * labels reach.
 */
export const workloadKinds: readonly WorkloadKind[] = [
  { group: 'apps', kind: 'Deployment', ...scaled, ...former },
  { group: 'apps', kind: 'StatefulSet', ...scaled, services: ['spec/serviceName'] },
  { group: 'apps', kind: 'DaemonSet', ...selected, ...former, adopts: true },
  { group: 'apps', kind: 'ReplicaSet', ...scaled, ...former, adopts: true },
  {
    group: '',
    kind: 'ReplicationController',
    adopts: true,
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
    ...unreached,
  },
  {
    group: 'argoproj.io',
    kind: 'Rollout',
    ...scaled,
    ...unreached,
    passingLabels: [
      'spec/strategy/canary/canaryMetadata/labels',
      'spec/strategy/canary/stableMetadata/labels',
      'spec/strategy/blueGreen/activeMetadata/labels',
      'spec/strategy/blueGreen/previewMetadata/labels',
    ],
    templateOf: 'spec/workloadRef',
    services: [
      'spec/strategy/canary/stableService',
      'spec/strategy/canary/canaryService',
      'spec/strategy/canary/pingPong/pingService',
      'spec/strategy/canary/pingPong/pongService',
      'spec/strategy/blueGreen/activeService',
      'spec/strategy/blueGreen/previewService',
    ],
  },
  { kind: 'CloneSet', ...kruise, ...scaled },
  { kind: 'StatefulSet', ...kruise, ...scaled, services: ['spec/serviceName'] },
  { kind: 'DaemonSet', ...kruise, ...selected },
  {
    group: 'core.strimzi.io',
    kind: 'StrimziPodSet',
    podTemplate: 'spec/pods[]',
    selector: 'spec/selector/matchLabels',
    form: 'map',
    ...unreached,
  },
  ...['Service', 'Configuration'].map(
    (kind): WorkloadKind => ({
      group: 'serving.knative.dev',
      kind,
      ...template,
      fixedBy: 'metadata/name',
      ...unreached,
    }),
  ),
  ...['leaderTemplate', 'workerTemplate'].map(
    (which): WorkloadKind => ({
      group: 'leaderworkerset.x-k8s.io',
      kind: 'LeaderWorkerSet',
      podTemplate: `spec/leaderWorkerTemplate/${which}`,
      ...(which === 'leaderTemplate' && { replicas: 'spec/replicas' }),
      ...unreached,
    }),
  ),
  ...(
    [
      ['RayCluster', 'spec'],
      ['RayService', 'spec/rayClusterConfig'],
    ] as const
  ).flatMap(([kind, cluster]): WorkloadKind[] => [
    { group: 'ray.io', kind, podTemplate: `${cluster}/headGroupSpec/template`, ...unreached },
    {
      group: 'ray.io',
      kind,
      podTemplate: `${cluster}/workerGroupSpecs[]/template`,
      replicas: `${cluster}/workerGroupSpecs[]/replicas`,
      ...unreached,
    },
  ]),
  { group: 'kubeflow.org', kind: 'Notebook', podTemplate: '', podSpec: 'spec/template/spec' },
  {
    group: 'argoproj.io',
    kind: 'Experiment',
    podTemplate: 'spec/templates[]/template',
    selector: 'spec/templates[]/selector',
    form: 'LabelSelector',
    replicas: 'spec/templates[]/replicas',
    unreachedByCommonLabels: true,
  },
  { group: '', kind: 'Pod', podTemplate: '', immutable: 'podSpec' },
  ...jobKinds,
];
