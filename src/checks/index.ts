import type { Check } from './check';
import { componentLabelConstant } from './component-label-constant';
import { componentLabelInvalid } from './component-label-invalid';
import { componentLabelShared } from './component-label-shared';
import { immutableSelectorChanged } from './immutable-selector-changed';
import { kustomizationNotFollowed } from './kustomization-not-followed';
import { labelEmptiesSelector } from './label-empties-selector';
import { labelGivesSelector } from './label-gives-selector';
import { labelReachesOtherNamespace } from './label-reaches-other-namespace';
import { labelRefused } from './label-refused';
import { labelWritten } from './label-written';
import { routingBeforeRollout } from './routing-before-rollout';
import { selectorCatchesForeign } from './selector-catches-foreign';
import { selectorMissesOwnTemplate } from './selector-misses-own-template';
import { selectorUnresolved } from './selector-unresolved';
import { serviceLeavesOutRelease } from './service-leaves-out-release';
import { servicePortUnserved } from './service-port-unserved';
import { serviceSelectsMany } from './service-selects-many';
import { serviceSelectsNothing } from './service-selects-nothing';
import { silenceUnused } from './silence-unused';
import { unknownKind } from './unknown-kind';
import { workloadsSharePods } from './workloads-share-pods';

export type { Check, Found, Situation } from './check';

/** Every check, most important first: results of one severity come in this order. */
export const checks: readonly Check[] = [
  kustomizationNotFollowed,
  componentLabelConstant,
  componentLabelInvalid,
  componentLabelShared,
  labelRefused,
  serviceSelectsMany,
  selectorUnresolved,
  selectorMissesOwnTemplate,
  workloadsSharePods,
  selectorCatchesForeign,
  labelEmptiesSelector,
  labelGivesSelector,
  labelReachesOtherNamespace,
  serviceSelectsNothing,
  serviceLeavesOutRelease,
  servicePortUnserved,
  routingBeforeRollout,
  immutableSelectorChanged,
  labelWritten,
  unknownKind,
  silenceUnused,
];
