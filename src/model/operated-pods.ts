import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { textsOf } from '../data/values';
import { walk } from '../kinds';
import { isEmpty, type Labels, matches } from '../labels/label-selector';
import type { Model, Selector, Workload } from '.';
import { operatorLabels } from './controller-labels';
import { labelMapsOf } from './label-maps';
import { ownership } from './owners';
import type { Resource } from './resource';
import { type Scope, scopeOf } from './scope';

/** The object by whose operator's pods a selector may be served: no manifest holds these. */
export type Operated = (
  selector: Pick<Selector, 'scope' | 'asks' | 'controllerLabels' | 'resource'>,
) => Resource | undefined;

/** Finds objects whose operator makes pods that a selector selects: nothing that it asks for speaks against them, something for. */
export function operatedBy(
  { resources, workloads }: Pick<Model, 'resources' | 'workloads'>,
  strangers: readonly Resource[] = [],
): Operated {
  const carried = carriedBy(resources, workloads, strangers);
  const making = resources.filter(({ rows }) => rows.operators.some(row => !row.onlyLabels));
  const made = making.flatMap(resource =>
    operatorLabels(resource).map(labels => ({ resource, scope: scopeOf(resource), labels })),
  );
  if (made.length === 0) return carried;
  const keyOf = (scope: Scope, key: string) => compound(scope, key);
  const byKey = grouped(
    made.flatMap(pods => pods.labels.map(({ key }) => ({ key: keyOf(pods.scope, key), pods }))),
    ({ key }) => key,
  );
  return asking => {
    const { scope, asks, controllerLabels } = asking;
    const asked: Labels = { ...asks.matchLabels, ...controllerLabels };
    const candidates = Object.keys(asked).flatMap(key => byKey.get(keyOf(scope, key)) ?? []);
    const found = candidates.find(
      ({ pods }) =>
        pods.labels.every(({ key, fits }) => asked[key] === undefined || fits(asked[key])) &&
        matches({ matchLabels: {}, matchExpressions: asks.matchExpressions }, asLabels(pods.labels)),
    );
    return found?.pods.resource ?? carried(asking);
  };
}

/** Finds objects that are no workloads of the tables and carry all that a selector asks for as labels of whatever they make. */
function carriedBy(
  resources: readonly Resource[],
  workloads: readonly Workload[],
  strangers: readonly Resource[],
): Operated {
  const known = new Set(workloads.map(({ resource }) => resource));
  const ownerOf = ownership(resources);
  const mayCarry = (resource: Resource) => !known.has(resource) && ownerOf(resource) === undefined && isMaker(resource);
  const isMaker = ({ rows }: Resource) =>
    rows.selectors.length + rows.watches.length + rows.references.length === 0 &&
    rows.workloads.length + rows.operators.length > 0;
  const carriers = [...resources.filter(mayCarry), ...strangers].flatMap(resource =>
    labelMapsOf(resource).map(labels => ({ resource, labels })),
  );
  const passing = workloads.flatMap(passingOf);
  if (carriers.length + passing.length === 0) return () => undefined;
  return ({ scope, asks, controllerLabels, resource }) => {
    const asked = { ...asks, matchLabels: { ...asks.matchLabels, ...controllerLabels } };
    if (isEmpty(asked)) return undefined;
    const isNear = (other: Resource) => scopeOf(other) === scope || (resource.via.length > 0 && other.via.length === 0);
    const isForAWhile = ({ workload, labels }: Passing) =>
      workload.scope === scope && !matches(asked, workload.podLabels) && matches(asked, labels);
    const carrier = carriers.find(({ resource: other, labels }) => isNear(other) && matches(asked, labels));
    return (carrier ?? passing.find(isForAWhile)?.workload)?.resource;
  };
}

/** The labels of a workload's pods while they have a part in a rollout. */
interface Passing {
  readonly workload: Workload;
  readonly labels: Labels;
}

const passingOf = (workload: Workload): readonly Passing[] =>
  (workload.row.passingLabels ?? []).flatMap(field =>
    walk(workload.resource.value, field).map(({ value }) => ({
      workload,
      labels: { ...workload.podLabels, ...textsOf(value) },
    })),
  );

const asLabels = (labels: ReturnType<typeof operatorLabels>[number]): Labels =>
  Object.fromEntries(labels.map(({ key, value }) => [key, value]));
