import type { Component, Components } from './components';
import { type Config, reaches } from './config';
import type { Edit } from './edit';
import { withLabel, withoutLabel } from './label-selector';
import { type Model, type Selector, selectsPods, type Workload } from './model';
import type { Binding } from './resolve';
import { violations } from './verify';
import { names } from './words';

/** The edits of a run, and the components whose edits would have broken the theorem. */
export interface Plan {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
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
  const refused = [...excluded];
  let edits = excluded.reduce<readonly Edit[]>((rest, refusal) => without(rest, refusal, components), proposed);
  for (;;) {
    const found = violations(model, bindings, components, edits, config.stage);
    if (found.length === 0) return { edits, refused };
    const before = edits;
    for (const violation of found) {
      const rest = without(edits, violation, components);
      if (rest.length === edits.length) continue; // what it is about was withdrawn for another violation already
      refused.push(violation);
      edits = rest;
    }
    if (edits === before) return { edits: [], refused: [...refused, ...found] };
  }
}

/** The edits without those about any of the refused workloads, or about others that the user gave the same component. */
function without(edits: readonly Edit[], { workloads }: Refusal, components: Components): readonly Edit[] {
  const keysOf = (workload: Workload): readonly string[] => {
    const component = components.of(workload);
    const shared = component?.origin === 'said' ? [`${workload.scope}\n\n${component.value}`] : [];
    return [workload.identity, ...shared];
  };
  const dropped = new Set(workloads.flatMap(keysOf));
  return edits.filter(edit => !edit.workloads.some(workload => keysOf(workload).some(key => dropped.has(key))));
}

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

/** The component label in a workload's metadata and pod template. A value that the author set elsewhere stays. */
function labelEdits(workload: Workload, component: Component, label: string): Edit[] {
  const evidence = { said: 'as said', kept: 'the component that it bears', named: 'its name' }[component.origin];
  const immutable = workload.kind.immutable === 'template';
  const pods = [...workload.podLabelsPath, label];
  const places = [
    { path: ['metadata', 'labels', label], current: workload.labels[label], immutable: false },
    { path: pods, current: workload.podLabels[label], immutable },
  ].slice(workload.podLabelsPath.length === 2 ? 1 : 0);
  return places.flatMap(({ path, current, immutable }) => {
    if (current === component.value || (current && component.origin !== 'said')) return [];
    if (!component.unique && component.origin !== 'said') return [];
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
  if (selector.role === 'policy' && level !== 'said' && level !== 'still-true') return undefined;
  const [first, ...rest] = means.map(workload => components.of(workload));
  if (!first || rest.some(component => component?.value !== first.value)) return undefined;
  if (!first.unique && first.origin !== 'said') return undefined;
  if (!isWithinReach(binding, label, first.value)) return undefined;
  const current = selector.selector.matchLabels[label];
  if (current === first.value) return undefined;
  const own = selector.role === 'own';
  const fixed = selector.owner?.kind.immutable;
  const immutable = own ? fixed === 'selector' || fixed === 'template' : fixed === 'template' || fixed === 'podSpec';
  return {
    resource: selector.resource,
    path: [...selector.labelsPath, label],
    ...(current !== undefined && { currentValue: current }),
    proposedValue: first.value,
    stage: own || immutable ? 'Complete' : 'Routing',
    role: selector.role,
    workloads: means,
    evidence: own ? 'its own pods' : `it means ${names(means)}: ${binding.evidence}`,
    immutable,
  };
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
