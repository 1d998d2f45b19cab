import type { Component, Components } from './components';
import { type Config, reaches } from './config';
import type { Edit } from './edit';
import { withLabel, withoutLabel } from './label-selector';
import { type Model, type Selector, selectsPods, type Workload } from './model';
import { placed } from './placed-edits';
import type { Binding } from './resolve';
import { sourcePlaceOf } from './resource';
import { violations } from './verify';
import { names } from './words';

/** The edits of a run, and the components whose edits would have broken the theorem. */
export interface Plan {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  /** Labels that must be written by hand, into inline patches. */
  readonly unplaced: readonly Edit[];
}

/** A component of which nothing is edited, because its edits together would break what the theorem demands. */
export interface Refusal {
  readonly workloads: readonly Workload[];
  /** The selector that hinders, where one does. */
  readonly selector?: Selector;
  readonly reason: string;
}

/**
 * All edits that `stage` may make and that keep the theorem, as a value: nothing is written here.
 * @param excluded components that can't be edited for reasons of their text
 */
export function plan(
  model: Model,
  bindings: readonly Binding[],
  components: Components,
  config: Pick<Config, 'label' | 'scope' | 'stage'>,
  excluded: readonly Refusal[] = [],
): Plan {
  const proposed = propose(model, bindings, components, config).filter(edit => reaches(config.stage, edit.stage));
  const writable = placed(proposed, model);
  const refused = [...excluded, ...writable.refused];
  let edits = refused.reduce<readonly Edit[]>((rest, refusal) => without(rest, refusal, components), writable.edits);
  for (;;) {
    const found = violations(model, bindings, components, edits, config.stage);
    if (found.length === 0) return { edits, refused, unplaced: writable.unplaced };
    const before = edits;
    for (const violation of found) {
      const rest = without(edits, violation, components);
      if (rest.length === edits.length) continue; // what it is about was withdrawn for another violation already
      refused.push(violation);
      edits = rest;
    }
    if (edits === before) return { edits: [], refused: [...refused, ...found], unplaced: writable.unplaced };
  }
}

/** The edits without those about any of the refused workloads, or about others that the user gave the same component. */
function without(edits: readonly Edit[], { workloads, selector }: Refusal, components: Components): readonly Edit[] {
  const keysOf = (workload: Workload): readonly string[] => {
    const component = components.of(workload);
    const shared = component?.isGiven ? [`${workload.scope}\n\n${component.value}`] : [];
    return [workload.bearer, ...shared];
  };
  const dropped = new Set(workloads.flatMap(keysOf));
  const isHindering = (edit: Edit) =>
    edit.workloads.length === 0 && selector !== undefined && sameSource(edit.resource, selector.resource);
  return edits.filter(
    edit => !isHindering(edit) && !edit.workloads.some(workload => keysOf(workload).some(key => dropped.has(key))),
  );
}

const sameSource = (a: Edit['resource'], b: Edit['resource']): boolean => sourcePlaceOf(a) === sourcePlaceOf(b);

function propose(
  model: Model,
  bindings: readonly Binding[],
  components: Components,
  { label, scope }: Pick<Config, 'label' | 'scope'>,
): Edit[] {
  const broken = new Set(
    bindings.flatMap(({ verdict, selector }) =>
      verdict === 'unknown' && selector.role === 'own' ? [selector.owner?.identity] : [],
    ),
  );
  const inScope = scope === 'All' ? () => true : colliding(bindings);
  const wanted = (workload: Workload) => inScope(workload) && !broken.has(workload.identity);
  const edits: Edit[] = [];
  for (const workload of model.workloads) {
    const component = components.of(workload);
    if (component && wanted(workload)) edits.push(...labelEdits(workload, component, label));
  }
  for (const binding of bindings) {
    const edit = selectorEdit(binding, components, label);
    if (edit?.workloads.every(wanted)) edits.push(edit);
  }
  return edits;
}

const evidenceOf: Readonly<Record<Component['origin'], string>> = {
  said: 'as said',
  kept: 'the component that it bears',
  together: 'one selector means it together with others',
  named: 'its name',
};

/** The component label in a workload's metadata and pod template. A value that the author set elsewhere stays. */
function labelEdits(workload: Workload, component: Component, label: string): Edit[] {
  const evidence = evidenceOf[component.origin];
  const immutable = workload.kind.immutable === 'template';
  const pods = [...workload.podLabelsPath, label];
  const places = [
    { path: ['metadata', 'labels', label], current: workload.labels[label], immutable: false },
    { path: pods, current: workload.podLabels[label], immutable },
  ].slice(workload.podLabelsPath.length === 2 ? 1 : 0);
  return places.flatMap(({ path, current, immutable }) => {
    if (current === component.value || (current && component.origin !== 'said')) return [];
    if (!component.unique && !component.isGiven) return [];
    return [
      {
        resource: workload.resource,
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
function selectorEdit(binding: Binding, components: Components, label: string): Edit | undefined {
  const { selector, means, level, verdict } = binding;
  if (verdict !== 'one' || selector.reserved.includes(label)) return undefined;
  if (selector.role === 'policy' && (level === 'reference' || level === 'name-and-port')) return undefined;
  const value = valueFor(binding, components);
  if (value === undefined || !isWithinReach(binding, label, value)) return undefined;
  const current = selector.selector.matchLabels[label];
  if (current === value) return undefined;
  const own = selector.role === 'own';
  const fixed = selector.owner?.kind.immutable;
  const immutable = own ? fixed === 'selector' || fixed === 'template' : fixed === 'template' || fixed === 'podSpec';
  return {
    resource: selector.resource,
    path: [...selector.labelsPath, label],
    ...(current !== undefined && { currentValue: current }),
    proposedValue: value,
    stage: own || immutable ? 'Complete' : 'Routing',
    role: selector.role,
    workloads: means,
    evidence: own ? 'its own pods' : `it means ${names(means) || 'no pods of these'}: ${binding.evidence}`,
    immutable,
  };
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
  const rest = { ...selector, selector: withoutLabel(selector.selector, label) };
  return means.every(workload => selectsPods(rest, workload, withLabel(workload.podLabels, label, value)));
}

/** The workloads that others' labels can't tell apart. */
function colliding(bindings: readonly Binding[]): (workload: Workload) => boolean {
  const found = new Set<string>();
  for (const { verdict, selects, means, foreign } of bindings) {
    if (verdict !== 'one' || foreign.length === 0) continue;
    for (const { identity } of [...selects, ...means]) found.add(identity);
  }
  return ({ identity }) => found.has(identity);
}
