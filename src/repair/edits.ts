import { withLabel, withoutLabel } from '../labels/label-selector';
import { type Binding, bare, isKnown } from '../meaning';
import { selectsPods, type Workload } from '../model';
import type { Edit } from '../model/edit';
import { type Resource, settingOf } from '../model/resource';
import { names } from '../model/wording';
import type { Component } from './component';
import type { Components } from './components';

const evidenceOf: Readonly<Record<Component['origin'], string>> = {
  said: 'as said',
  kept: 'the component that it bears',
  together: 'one selector means it together with others',
  named: 'its name',
};

/**
 * The component label in a workload's metadata and pod template. A value that the author set elsewhere stays.
 * @param isFirst false for further pod templates of one resource: its metadata is labelled with the first
 */
export function labelEdits(workload: Workload, component: Component, label: string, isFirst: boolean): Edit[] {
  const evidence = component.says ?? evidenceOf[component.origin];
  const immutable = workload.row.immutable === 'template';
  const pods = [...workload.podLabelsPath, label];
  const places = [
    { path: ['metadata', 'labels', label], current: workload.labels[label], immutable: false },
    { path: pods, current: workload.podLabels[label], immutable },
  ].slice(workload.podLabelsPath.length === 2 || !isFirst ? 1 : 0);
  return places.flatMap(({ path, current, immutable }) => {
    if (current === component.value || (current && component.origin !== 'said')) return [];
    if (!component.unique && !component.isGiven) return [];
    return [
      {
        resource: workload.resource.source ?? workload.resource,
        ...rootOf(workload.resource),
        path,
        ...(current !== undefined && { currentValue: current }),
        proposedValue: component.value,
        stage: immutable ? 'Complete' : 'Labels',
        workloads: [workload],
        evidence,
        immutable,
      },
    ];
  });
}

/** The component label in a selector that means workloads of one component. */
export function selectorEdit(binding: Binding, components: Components, label: string): Edit | undefined {
  const { selector, means, level, verdict } = binding;
  if (!isKnown(verdict) || selector.reserved.includes(label)) return undefined;
  if (selector.role === 'policy' && (level === 'reference' || level === 'name-and-port')) return undefined;
  if (isWellByExpressions(binding)) return undefined;
  const value = valueFor(binding, components);
  if (value === undefined || !isWithinReach(binding, label, value)) return undefined;
  if (leavesRoomForReleases(binding, components)) return undefined;
  const current = selector.asks.matchLabels[label];
  if (current === value) return undefined;
  const own = selector.role === 'own';
  const fixed = selector.owner?.row.immutable;
  const immutable = own ? fixed === 'selector' || fixed === 'template' : fixed === 'template' || fixed === 'podSpec';
  return {
    resource: selector.resource,
    ...rootOf(selector.resource),
    path: [...selector.labelsPath, label],
    ...(current !== undefined && { currentValue: current }),
    proposedValue: value,
    stage: own || immutable ? 'Complete' : 'Routing',
    role: selector.role,
    ...(binding.foreign.length === 0 && { isSpare: true }),
    workloads: means,
    evidence: own ? 'its own pods' : `it means ${names(means) || 'no pods of these'}: ${binding.evidence}`,
    immutable,
  };
}

/** The kustomization that builds upon a source. */
function rootOf(resource: Resource): Pick<Edit, 'root'> {
  const root = settingOf(resource);
  return root === undefined ? {} : { root };
}

/** In sources, `matchLabels` beside sound `matchExpressions` would only invite kustomize to write its labels there. */
const isWellByExpressions = ({ selector, foreign }: Binding): boolean =>
  selector.resource.via.length > 0 &&
  selector.role !== 'own' &&
  selector.form === 'LabelSelector' &&
  foreign.length === 0 &&
  Object.keys(selector.asks.matchLabels).length === 0;

/** It is well as it is, and bound to a component that says which release its workload is it would not get the next one. */
function leavesRoomForReleases({ selector, means, foreign }: Binding, components: Components): boolean {
  if (selector.role === 'own' || foreign.length > 0) return false;
  return means.some(
    w => components.of(w)?.isRelease && bare(w.resource.authoredName) !== bare(selector.resource.authoredName),
  );
}

/** The one component of all that the selector means. */
function valueFor({ selector, means }: Binding, components: Components): string | undefined {
  if (means.length === 0) return components.ofNobody(selector);
  const [first, ...rest] = means.map(workload => components.of(workload));
  if (!first || rest.some(component => component?.value !== first.value)) return undefined;
  return first.unique || first.isGiven ? first.value : undefined;
}

/** What else the selector asks for, the workloads that it means bear: only their component may be missing. */
function isWithinReach({ selector, means }: Binding, label: string, value: string): boolean {
  const rest = { ...selector, asks: withoutLabel(selector.asks, label) };
  return means.every(workload => selectsPods(rest, workload, withLabel(workload.podLabels, label, value)));
}
