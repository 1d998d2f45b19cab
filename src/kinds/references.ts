import { backendReferences } from './backend-references';
import { nameReferences } from './name-references';
import type { FieldSpec } from './walk';

/** What a reference is for: it scales a workload, routes to a Service, names the Services of a workload, or names what the object needs. */
export type ReferenceRole = 'scales' | 'routes' | 'governs' | 'names';

/** A field that names another object, of its namespace unless it says another. */
export interface ReferenceField {
  readonly group: string;
  readonly kind: string;
  readonly formerGroups?: readonly string[];
  /** The name itself, or a map that holds it under `name` (or under the key `name` says). */
  readonly path: FieldSpec;
  readonly name?: string;
  readonly role: ReferenceRole;
  /** What it names: a workload of any kind, or the kind, with its group where it has one. */
  readonly to: 'workload' | 'Service' | 'Gateway' | 'ServiceAccount';
  readonly toGroup?: string;
  /** The kind that is meant where the map has no `kind`. */
  readonly kindByDefault?: string;
  /** How the name is written, where it is not the name alone: a `host` is Istio's. */
  readonly spelled?: 'namespace/name' | 'host';
  /** The map may say another namespace, which is looked into as well. */
  readonly across?: true;
  /** Names that are no object's. */
  readonly never?: readonly string[];
  /** What is so where nothing bears the name, as words for a message. */
  readonly absent?: string;
  /** Nothing is told where nothing like it is there: as a rule, it stands elsewhere. */
  readonly mostlyElsewhere?: true;
  /** Where, inside the map, the port stands. */
  readonly ports?: readonly FieldSpec[];
  /** The port that is meant where none is said. */
  readonly portByDefault?: number;
  /** The key, inside the map, of the subset of a host that it leads to. */
  readonly subset?: string;
  /** Where, inside the object, the names of the host's subsets stand that it defines. */
  readonly subsets?: FieldSpec;
  /** The API server refuses a reference without a port. */
  readonly needsPort?: true;
  /** Where, inside the object, the port stands, where it is one of the endpoints: their name (the Service's port) or number (the pods'). */
  readonly endpointPort?: FieldSpec;
  /** Where, inside the object, the least number of replicas stands that it scales to, and what it is where nothing stands. */
  readonly least?: readonly [FieldSpec, number];
  /** Where the greatest number stands, and what it is where nothing stands. */
  readonly most?: readonly [FieldSpec, number];
}

const scales = { role: 'scales', to: 'workload' } as const;
const governs = { role: 'governs', to: 'Service' } as const;

const rolloutServices = [
  'canary/stableService',
  'canary/canaryService',
  'blueGreen/activeService',
  'blueGreen/previewService',
  'canary/pingPong/pingService',
  'canary/pingPong/pongService',
];

/**
 * Sources: Kubernetes API reference v1.31 (HorizontalPodAutoscaler autoscaling/v2, StatefulSet apps/v1); VerticalPodAutoscaler
 * autoscaling.k8s.io/v1; KEDA keda.sh/v1alpha1; Flagger flagger.app/v1beta1; Argo Rollouts argoproj.io/v1alpha1; OpenKruise
 * apps.kruise.io/v1beta1.
 */
export const referenceFields: readonly ReferenceField[] = [
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    path: 'spec/scaleTargetRef',
    ...scales,
    least: ['spec/minReplicas', 1],
    most: ['spec/maxReplicas', Number.POSITIVE_INFINITY],
  },
  { group: 'autoscaling.k8s.io', kind: 'VerticalPodAutoscaler', path: 'spec/targetRef', ...scales },
  {
    group: 'keda.sh',
    kind: 'ScaledObject',
    path: 'spec/scaleTargetRef',
    ...scales,
    kindByDefault: 'Deployment',
    least: ['spec/minReplicaCount', 0],
    most: ['spec/maxReplicaCount', 100],
  },
  { group: 'flagger.app', kind: 'Canary', path: 'spec/targetRef', ...scales, kindByDefault: 'Deployment' },
  ...backendReferences,
  ...nameReferences,
  { group: 'apps', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  { group: 'apps.kruise.io', kind: 'StatefulSet', path: 'spec/serviceName', ...governs },
  ...rolloutServices.map(
    (field): ReferenceField => ({ group: 'argoproj.io', kind: 'Rollout', path: `spec/strategy/${field}`, ...governs }),
  ),
];
