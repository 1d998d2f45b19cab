import { remembered, rememberedPair } from '../data/remembered';
import { noRest, Rest } from '../data/rest';
import { type LabelSelector, withLabel } from '../labels/label-selector';
import { type Binding, isKnown } from '../meaning';
import { type Model, type Selector, selectorKey, type Workload } from '../model';
import type { Edit } from '../model/edit';
import { identitiesOf, partedByIdentity, selection } from '../model/selection';

/** A model with what its selectors mean: the input as it is, or as it would be after edits. */
export interface State {
  readonly model: Model;
  readonly bindings: readonly Binding[];
}

/** The state after the edits. Meanings stay; what is selected is computed anew. */
export function after({ model, bindings }: State, edits: readonly Edit[]): State {
  if (edits.length === 0) return { model, bindings };
  const next = model.rebuilt ? model.rebuilt(edits) : relabelled(model, edits);
  const workloads = new Map(next.workloads.map(workload => [workload.place, workload]));
  const selectors = new Map(next.selectors.map(selector => [selectorKey(selector), selector]));
  const selects = selection(next, workload => workload.podLabels);
  const moved = remembered((list: readonly Workload[]) =>
    list.map(workload => workloads.get(workload.place) ?? workload),
  );
  return {
    model: next,
    bindings: bindings.map(binding => {
      const selector = selectors.get(selectorKey(binding.selector)) ?? binding.selector;
      const selected = selects(selector);
      return {
        ...binding,
        selector,
        selects: selected,
        means: moved(binding.means),
        foreign: foreignIn(binding, selected),
      };
    }),
  };
}

/** The model in which every edit is just what it writes. */
function relabelled(model: Model, edits: readonly Edit[]): Model {
  const written = new Map<unknown, Map<string, Edit>>();
  for (const edit of edits) {
    const byPath = written.get(edit.resource) ?? new Map<string, Edit>();
    written.set(edit.resource, byPath.set(JSON.stringify(edit.path.slice(0, -1)), edit));
  }
  const labelsAt = <L extends Workload['labels']>(resource: unknown, path: readonly (string | number)[], labels: L) => {
    const edit = written.get(resource)?.get(JSON.stringify(path));
    return edit ? withLabel(labels, String(edit.path.at(-1)), edit.proposedValue) : labels;
  };
  const workloads = new Map<Workload, Workload>(
    model.workloads.map(workload => [
      workload,
      {
        ...workload,
        labels: labelsAt(workload.resource, ['metadata', 'labels'], workload.labels),
        podLabels: labelsAt(workload.resource, workload.podLabelsPath, workload.podLabels),
      },
    ]),
  );
  const selectors = model.selectors.map((selector): Selector => {
    const { resource, labelsPath, asks: asked, owner } = selector;
    const changed: LabelSelector = { ...asked, matchLabels: labelsAt(resource, labelsPath, asked.matchLabels) };
    return { ...selector, asks: changed, ...(owner && { owner: workloads.get(owner) ?? owner }) };
  });
  return { ...model, workloads: [...workloads.values()], selectors };
}

/** Of what is selected now, what is not meant. */
function foreignIn({ verdict, means, foreign }: Binding, selected: readonly Workload[]): Rest<Workload> {
  if (foreign.length === 0) return noRest;
  if (isKnown(verdict)) return partedByIdentity(selected, means).rest;
  const known = among(selected, foreign.all);
  return new Rest(known, partedByIdentity(known, foreign.but).kept);
}

/** Those of what is selected now that are among what was selected, by identity: many selectors share both lists. */
const among = rememberedPair((selected: readonly Workload[], before: readonly Workload[]) =>
  selected.filter(({ identity }) => identitiesOf(before).has(identity)),
);
