import { formatPath } from '../data/path';
import { asMap } from '../data/values';
import { type Model, selectorKey, selectsPods } from '../model';
import type { Edit } from '../model/edit';
import { placeOf, type Resource, refOf, sourcePlaceOf } from '../model/resource';
import type { Refusal } from './refusal';

/**
 * What the theorem demands of builds beside what is selected: after edits of sources every kustomization still builds, and builds
 * the same but for the label.
 */
export function buildViolations(before: Model, later: Model, edits: readonly Edit[]): readonly Refusal[] {
  if (!before.rebuilt) return [];
  return [
    ...unreached(later, edits),
    ...appearing(before, later),
    ...unbuildable(later, edits),
    ...losing(later, edits),
    ...otherwise(before, later, edits),
  ];
}

/** Pods that do not get the label that their source has. */
function unreached({ workloads }: Model, edits: readonly Edit[]): Refusal[] {
  const written = new Map(edits.map(edit => [`${sourcePlaceOf(edit.resource)} ${formatPath(edit.path)}`, edit]));
  return workloads.flatMap(workload => {
    const { resource, podLabels, podLabelsPath } = workload;
    const label = String(edits[0]?.path.at(-1));
    const edit = written.get(`${sourcePlaceOf(resource)} ${formatPath([...podLabelsPath, label])}`);
    if (!edit || podLabels[label] === edit.proposedValue || resource.commonLabels?.includes(label)) return [];
    const field = `\`${formatPath(podLabelsPath)}\``;
    return [
      {
        workloads: [workload],
        reason: `a patch on its way to kustomization '${resource.via[0]}' replaces ${field}`,
        cure: `that patch must have \`${label}: ${edit.proposedValue}\` there`,
      },
    ];
  });
}

/** Selectors that are there only after the edits: a Service without one must not get one. */
function appearing(before: Model, later: Model): Refusal[] {
  if (later.selectors.length === before.selectors.length) return [];
  const known = new Set(before.selectors.map(selectorKey));
  return later.selectors
    .filter(selector => selector.role !== 'own' && !known.has(selectorKey(selector)))
    .map(selector => ({
      selector,
      workloads: later.workloads.filter(workload => selectsPods(selector, workload, workload.podLabels)),
      reason: `with it, ${refOf(selector.resource)} would get \`${formatPath(selector.path)}\`, which it has not`,
    }));
}

/**
 * An included kustomization, built by itself, must not lose what a selector means there for the sake of a label that the root does
 * not need.
 */
function losing({ losing = [] }: Model, edits: readonly Edit[]): Refusal[] {
  return losing.flatMap(({ resource, labelsPath }) => {
    const isThere = (edit: Edit) =>
      edit.isSpare &&
      sourcePlaceOf(edit.resource) === sourcePlaceOf(resource) &&
      formatPath(edit.path.slice(0, -1)) === formatPath(labelsPath);
    const unreached = edits.find(isThere);
    return unreached ? [{ workloads: [], reason: `kustomization '${resource.via[0]}' would lose it`, unreached }] : [];
  });
}

/** A patch that tests what was edited. */
function unbuildable({ unbuildable = [] }: Model, edits: readonly Edit[]): Refusal[] {
  return unbuildable.map(({ source, root }) => ({
    workloads: aboutSource(source, root, edits),
    reason: `with it, a patch of ${refOf(source)} could not be applied any more`,
    cure: 'that patch must not depend on the labels',
  }));
}

/** A patch or transformer that finds its target by the label. */
function otherwise(before: Model, later: Model, edits: readonly Edit[]): Refusal[] {
  const label = String(edits[0]?.path.at(-1));
  const known = new Map(before.resources.map(resource => [placeOf(resource), resource.value]));
  return later.resources
    .filter(resource => !sameBut(label, known.get(placeOf(resource)), resource.value))
    .map(resource => ({
      workloads: aboutSource(resource, resource.via[0], edits),
      reason: `with it, ${refOf(resource)} would be built otherwise`,
      cure: `a patch or transformer finds its target by \`${label}\`, and must find it by another label`,
    }));
}

/** True where both hold the same but for `label`; a map that holds nothing else may be absent. */
function sameBut(label: string, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => sameBut(label, x, b[i]));
  const [one, other] = [asMap(a ?? {}), asMap(b ?? {})];
  if (!one || !other) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every(key => key === label || sameBut(label, one[key], other[key]));
}

/** The workloads of the edits in one source; where none is there, of those in its root; else of all. */
function aboutSource(source: Resource, root: string | undefined, edits: readonly Edit[]): Refusal['workloads'] {
  const there = edits.filter(edit => sourcePlaceOf(edit.resource) === sourcePlaceOf(source));
  const workloads = (there.length > 0 ? there : edits).flatMap(edit => edit.workloads);
  const inRoot = workloads.filter(({ resource }) => resource.via[0] === root);
  return inRoot.length > 0 ? inRoot : workloads;
}
