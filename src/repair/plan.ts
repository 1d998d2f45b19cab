import type { Config } from '../config';
import { compareText } from '../data/compare-text';
import { compound } from '../data/compound';
import { formatPath } from '../data/path';
import { labelHomeOf } from '../kustomize/selector-homes';
import { reaches } from '../labels/stage';
import { type Binding, isKnown } from '../meaning';
import type { Model, Workload } from '../model';
import type { Edit } from '../model/edit';
import { isEncrypted } from '../model/encrypted';
import { type Resource, sourcePlaceOf } from '../model/resource';
import { isFirst } from '../model/workload';
import { bystanderRefusal, bystandersIn } from './bystanders';
import type { Components } from './components';
import { labelEdits, selectorEdit } from './edits';
import { placed } from './merge-edits';
import type { Refusal } from './refusal';
import { violations } from './verify';

/** The edits of a run, and the components whose edits would have broken the theorem. */
export interface Plan {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  /** Labels that must be written by hand, into inline patches. */
  readonly byHand: readonly Edit[];
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
  const proposed = propose(model, bindings, components, config);
  const reached = proposed.edits.filter(edit => reaches(config.stage, edit.stage));
  const unplaced = proposed.byHand.filter(edit => reaches(config.stage, edit.stage));
  const writable = placed(reached, model);
  const refused = [...excluded, ...proposed.refused, ...writable.refused];
  let edits = refused.reduce<readonly Edit[]>((rest, refusal) => without(rest, refusal, components), writable.edits);
  for (;;) {
    const found = inOneOrder(violations(model, bindings, components, edits, config.stage));
    if (found.length === 0) return { edits, refused, byHand: unplaced };
    const before = edits;
    for (const refusal of found) {
      if (refusal.unreached) {
        if (!refusal.unreached.isSpare) unplaced.push(refusal.unreached);
        edits = edits.filter(edit => edit !== refusal.unreached);
        continue;
      }
      const rest = without(edits, refusal, components);
      if (rest.length === edits.length) continue; // what it is about was withdrawn for another refusal already
      refused.push(refusal);
      edits = rest;
    }
    if (edits === before) {
      const rest = besides(edits, found);
      refused.push(...found);
      if (rest.length === edits.length) return { edits: [], refused, byHand: unplaced };
      edits = rest;
    }
  }
}

/** The violations in an order that is not that of the documents: the first tells why, and a Service says more than an own selector. */
const inOneOrder = (found: readonly Refusal[]): readonly Refusal[] =>
  [...found].sort((a, b) => compareText(orderKey(a), orderKey(b)));

function orderKey({ selector }: Refusal): string {
  if (!selector) return '';
  const { kind, namespace, name } = selector.resource;
  return [selector.role === 'own' ? 1 : 0, kind, namespace, name, formatPath(selector.path)].join('\n');
}

/** The edits in other kustomizations and packages than those of the violations; none where they are not known. */
function besides(edits: readonly Edit[], found: readonly Refusal[]): readonly Edit[] {
  const places = found.map(({ selector }) => selector && placeOf(selector.resource));
  if (places.includes(undefined)) return [];
  return edits.filter(
    edit => !edit.workloads.some(({ resource }) => places.includes(placeOf(resource))) && edit.workloads.length > 0,
  );
}

const placeOf = ({ via: [root = ''], package: within }: Resource): string => compound(within, root);

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
): Plan {
  const broken = new Set(
    bindings.flatMap(({ verdict, selector }) =>
      verdict === 'unknown' && selector.role === 'own' ? [selector.owner?.identity] : [],
    ),
  );
  const inScope = scope === 'All' ? () => true : colliding(bindings);
  const isClouded = (resource: Workload['resource']) => model.isClouded?.(resource) === true || isEncrypted(resource);
  const wanted = (workload: Workload) =>
    inScope(workload) && !broken.has(workload.identity) && !isClouded(workload.resource);
  const edits: Edit[] = [];
  const unplaced: Edit[] = [];
  const refused: Refusal[] = [];
  const bystanders = bystandersIn(model);
  for (const workload of model.workloads) {
    const component = components.of(workload);
    if (component && wanted(workload)) edits.push(...labelEdits(workload, component, label, isFirst(workload)));
  }
  for (const binding of bindings) {
    const edit = selectorEdit(binding, components, label);
    if (!edit?.workloads.every(wanted) || isClouded(edit.resource)) continue;
    const lost = binding.level === 'said' ? [] : bystanders(binding.selector);
    if (lost.length > 0) {
      const { workloads, isSpare } = edit;
      if (!isSpare)
        refused.push({ workloads, selector: binding.selector, ...bystanderRefusal(binding.selector, lost) });
      continue;
    }
    const home = labelHomeOf(model, binding.selector);
    if (home && isEncrypted(home.resource)) continue;
    if (home) edits.push({ ...edit, resource: home.resource, path: [...home.path, label] });
    else unplaced.push(edit);
  }
  return { edits, byHand: unplaced, refused };
}

/** The workloads that others' labels can't tell apart. */
function colliding(bindings: readonly Binding[]): (workload: Workload) => boolean {
  const found = new Set<string>();
  for (const { verdict, selects, means, foreign } of bindings) {
    if (!isKnown(verdict) || foreign.length === 0) continue;
    for (const { identity } of [...selects, ...means]) found.add(identity);
  }
  return ({ identity }) => found.has(identity);
}
