import { compound } from '../data/compound';
import { deepFreeze } from '../data/freeze';
import { grouped } from '../data/grouped';
import type { Path } from '../data/path';
import type { WorkloadKind } from '../kinds';
import type { Edit } from './edit';
import { hiddenLabel } from './encrypted';
import { Reading } from './field-reader';
import type { Problem } from './input-error';
import { ownership } from './owners';
import type { Resource } from './resource';
import { scopeOf } from './scope';
import { podSelectors, readSelectors, type Selector } from './selector';
import { borrowedTemplate, ownSelectorPath, readWorkloads, servicesOf, type Workload } from './workload';

export { formatAsked, isPrimary, type Selector, selectorKey, selectsPods } from './selector';
export type { Workload } from './workload';

/** A map of labels in a file. */
export interface Home {
  readonly resource: Resource;
  readonly path: Path;
}

/** Everything the later stages know about the input. */
export interface Model {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly selectors: readonly Selector[];
  /** What of the resources can't be understood. */
  readonly problems: readonly Problem[];
  /** True for what must not be edited, because something in its scope can't be understood. */
  readonly isClouded?: (resource: Resource) => boolean;
  /** The model as edits would leave it, where that is not just what they write: kustomizations build upon sources. */
  readonly rebuilt?: (edits: readonly Edit[]) => Model;
  /** What can't be built any more, after edits. */
  readonly unbuildable?: readonly { readonly source: Resource; readonly root: string }[];
  /** Selectors of included kustomizations that, built by themselves, lose what they meant, after edits. */
  readonly losing?: readonly Selector[];
  /** Where the labels of a selector stand in the sources; undefined where no file of its own holds them. */
  readonly homeOf?: (selector: Selector) => Home | undefined;
  /** Why a source must not be edited, where a kustomization makes of it what can't be known. */
  readonly blocked?: (source: Resource) => string | undefined;
}

/** What the resources mean to Kubernetes. Labels and selectors that are not what the API reference allows are its problems. */
export function model(resources: readonly Resource[]): Model {
  const reading = new Reading(resources);
  const workloads: Workload[] = [];
  const selectors: Selector[] = [];
  const borrowers: Resource[] = [];
  const problems: Problem[] = [];
  const ownerOf = ownership(resources);
  for (const resource of resources) {
    if ((ownerOf(resource)?.rows.workloads.length ?? 0) > 0) continue;
    const hidden = hiddenLabel(resource);
    if (hidden) problems.push(hidden);
    if (hidden) continue;
    const made = readWorkloads(resource, reading);
    workloads.push(...made);
    for (const field of resource.rows.selectors) selectors.push(...readSelectors(resource, field, reading));
    selectors.push(...ownSelectors(made, reading));
    for (const workload of made) selectors.push(...podSelectors(workload, reading));
    if (made.length === 0 && resource.rows.workloads.some(kind => borrowedTemplate(resource, kind)))
      borrowers.push(resource);
  }
  lend(workloads, selectors, borrowers, reading);
  return deepFreeze({ resources, workloads, selectors, problems: [...problems, ...reading.problems] });
}

/** The selectors by which a resource's controller finds the pods of its templates; one that all templates have is the first one's. */
function ownSelectors(made: readonly Workload[], reading: Reading): Selector[] {
  const byPath = grouped(made, ({ selectorPath }) => JSON.stringify(selectorPath));
  return [...byPath.values()].flatMap(([workload]) =>
    workload?.selectorPath
      ? ownSelector(workload.resource, workload.row, workload.selectorPath, workload, reading)
      : [],
  );
}

function ownSelector(
  resource: Resource,
  { form = 'LabelSelector' }: WorkloadKind,
  path: Path,
  owner: Workload,
  reading: Reading,
): Selector[] {
  const field = { path: String(path.at(-1)), form, role: 'own' } as const;
  return readSelectors(resource, field, reading, owner, path.slice(0, -1));
}

/**
 * A Rollout with `workloadRef` runs another workload's pod template: its selector and its Services are that workload's. Without a
 * selector of its own it has that workload's. Source: Argo Rollouts v1.8, rollout/templateref.go.
 */
function lend(workloads: Workload[], selectors: Selector[], borrowers: readonly Resource[], reading: Reading): void {
  const lenders = grouped(workloads, ({ scope, resource: { kind, name } }) => compound(scope, `${kind}/${name}`));
  for (const resource of borrowers) {
    const [kind] = resource.rows.workloads;
    const [named] = lenders.get(compound(scopeOf(resource), kind && borrowedTemplate(resource, kind))) ?? [];
    const i = workloads.findIndex(({ place }) => place === named?.place);
    const lender = workloads[i];
    if (!lender || !kind) continue;
    const owner: Workload = {
      ...lender,
      borrowers: [...(lender.borrowers ?? []), resource],
      services: [...lender.services, ...servicesOf(resource, kind)],
    };
    workloads[i] = owner;
    const path = ownSelectorPath(resource, kind, []);
    if (path) selectors.push(...ownSelector(resource, kind, path, owner, reading));
    selectors.forEach((selector, i) => {
      if (selector.owner === lender) selectors[i] = { ...selector, owner };
    });
  }
}
