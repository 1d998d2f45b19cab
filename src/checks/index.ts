import { autoscalerBoundsCrossed } from './autoscaler-bounds-crossed';
import { autoscalerCountsForeign } from './autoscaler-counts-foreign';
import { autoscalerTargetMissing } from './autoscaler-target-missing';
import { autoscalersSharePods } from './autoscalers-share-pods';
import { backendMissing } from './backend-missing';
import { backendPortMissing } from './backend-port-missing';
import { backendWithoutPort } from './backend-without-port';
import { budgetAllowsNoEviction } from './budget-allows-no-eviction';
import { budgetSelectsNothing } from './budget-selects-nothing';
import { budgetSpansWorkloads } from './budget-spans-workloads';
import type { Check } from './check';
import { commonLabelOverwrites } from './common-label-overwrites';
import { commonLabelsDeprecated } from './common-labels-deprecated';
import { componentLabelConstant } from './component-label-constant';
import { componentLabelInvalid } from './component-label-invalid';
import { componentLabelShared } from './component-label-shared';
import { componentValueChanged } from './component-value-changed';
import { encryptedLeftAlone } from './encrypted-left-alone';
import { gatewayPortMissing } from './gateway-port-missing';
import { gatewaySelectsNothing } from './gateway-selects-nothing';
import { immutableSelectorChanged } from './immutable-selector-changed';
import { kustomizationKeyTwice } from './kustomization-key-twice';
import { kustomizationNotFollowed } from './kustomization-not-followed';
import { kustomizeVersionsDiffer } from './kustomize-versions-differ';
import { labelEmptiesSelector } from './label-empties-selector';
import { labelFromOutside } from './label-from-outside';
import { labelGivesSelector } from './label-gives-selector';
import { labelInNoField } from './label-in-no-field';
import { labelInVolumeClaims } from './label-in-volume-claims';
import { labelInvalid } from './label-invalid';
import { labelOverridesPatch } from './label-overrides-patch';
import { labelReachesOtherNamespace } from './label-reaches-other-namespace';
import { labelRefused } from './label-refused';
import { labelWritten } from './label-written';
import { monitorPortMissing } from './monitor-port-missing';
import { monitorSelectsMany } from './monitor-selects-many';
import { monitorSelectsNothing } from './monitor-selects-nothing';
import { peerNamespaceMissing } from './peer-namespace-missing';
import { placementMissesOwnPods } from './placement-misses-own-pods';
import { podInSeveralBudgets } from './pod-in-several-budgets';
import { podsNotRelabelled } from './pods-not-relabelled';
import { policyLeavesUnguarded } from './policy-leaves-unguarded';
import { policyPeerSelectsNothing } from './policy-peer-selects-nothing';
import { policyPortUndeclared } from './policy-port-undeclared';
import { policySelectsNothing } from './policy-selects-nothing';
import { policyWidened } from './policy-widened';
import { portNameInvalid } from './port-name-invalid';
import { probePortMissing } from './probe-port-missing';
import { referenceMissing } from './reference-missing';
import { resourceNotUnderstood } from './resource-not-understood';
import { rolloutServiceMissing } from './rollout-service-missing';
import { rootsSharePods } from './roots-share-pods';
import { routingBeforeRollout } from './routing-before-rollout';
import { selectorCatchesForeign } from './selector-catches-foreign';
import { selectorMissesOwnTemplate } from './selector-misses-own-template';
import { selectorOverUnstableLabel } from './selector-over-unstable-label';
import { selectorUnresolved } from './selector-unresolved';
import { serviceLeavesOutRelease } from './service-leaves-out-release';
import { servicePortCrossed } from './service-port-crossed';
import { servicePortInSomePods } from './service-port-in-some-pods';
import { servicePortUnserved } from './service-port-unserved';
import { serviceSelectsAnother } from './service-selects-another';
import { serviceSelectsJob } from './service-selects-job';
import { serviceSelectsMany } from './service-selects-many';
import { serviceSelectsNothing } from './service-selects-nothing';
import { sidecarsSharePods } from './sidecars-share-pods';
import { silenceUnused } from './silence-unused';
import { standsElsewhere } from './stands-elsewhere';
import { statefulsetServiceForeign } from './statefulset-service-foreign';
import { statefulsetServiceMissing } from './statefulset-service-missing';
import { subsetMissing } from './subset-missing';
import { subsetSelectsNothing } from './subset-selects-nothing';
import { unknownKind } from './unknown-kind';
import { workloadsSharePods } from './workloads-share-pods';

export type { Check, CheckedFinding, GatheredFinding, Situation } from './check';

/** Every check, most important first: results of one severity come in this order. */
export const checks: readonly Check[] = [
  resourceNotUnderstood,
  kustomizationNotFollowed,
  kustomizationKeyTwice,
  commonLabelOverwrites,
  labelFromOutside,
  componentLabelConstant,
  componentLabelInvalid,
  componentLabelShared,
  labelRefused,
  serviceSelectsMany,
  selectorUnresolved,
  serviceSelectsAnother,
  selectorMissesOwnTemplate,
  labelInvalid,
  portNameInvalid,
  backendWithoutPort,
  probePortMissing,
  autoscalerBoundsCrossed,
  backendPortMissing,
  subsetMissing,
  rolloutServiceMissing,
  workloadsSharePods,
  serviceSelectsJob,
  selectorCatchesForeign,
  labelEmptiesSelector,
  labelOverridesPatch,
  labelGivesSelector,
  labelInNoField,
  labelReachesOtherNamespace,
  serviceSelectsNothing,
  serviceLeavesOutRelease,
  servicePortInSomePods,
  servicePortUnserved,
  servicePortCrossed,
  backendMissing,
  referenceMissing,
  statefulsetServiceMissing,
  statefulsetServiceForeign,
  selectorOverUnstableLabel,
  autoscalersSharePods,
  podInSeveralBudgets,
  policyLeavesUnguarded,
  policyWidened,
  policySelectsNothing,
  budgetSpansWorkloads,
  budgetSelectsNothing,
  budgetAllowsNoEviction,
  autoscalerTargetMissing,
  autoscalerCountsForeign,
  policyPeerSelectsNothing,
  policyPortUndeclared,
  peerNamespaceMissing,
  sidecarsSharePods,
  placementMissesOwnPods,
  subsetSelectsNothing,
  gatewaySelectsNothing,
  gatewayPortMissing,
  monitorSelectsNothing,
  monitorSelectsMany,
  monitorPortMissing,
  rootsSharePods,
  standsElsewhere,
  podsNotRelabelled,
  routingBeforeRollout,
  immutableSelectorChanged,
  componentValueChanged,
  encryptedLeftAlone,
  labelWritten,
  commonLabelsDeprecated,
  labelInVolumeClaims,
  kustomizeVersionsDiffer,
  unknownKind,
  silenceUnused,
];
