import type { Path } from '../data/path';
import { asMap, textsOf, valueAt } from '../data/values';
import { type OutsideLabels, outsideLabels, walk } from '../kinds';
import { withLabels } from '../kustomize';
import { withValue } from '../kustomize/with-value';
import type { Labels } from '../labels/label-selector';
import { type Model, model, type Selector, selectorKey, type Workload } from '../model';
import type { Edit } from '../model/edit';
import type { Resource } from '../model/resource';
import { selectedPlaces } from '../model/selection';

/** Labels that something outside of kustomizations writes, and what they do to selectors. */
export interface OutsideWrite {
  readonly labeller: Resource;
  /** Where they stand in it. */
  readonly path: Path;
  readonly labels: Labels;
  readonly row: OutsideLabels;
  /** Selectors that then select more or less, with the workloads that come and go. */
  readonly changes: readonly ChangedSelector[];
}

export interface ChangedSelector {
  readonly selector: Selector;
  readonly gains: readonly Workload[];
  readonly loses: readonly Workload[];
}

/** What all labellers write over resources of the model. */
export function outsideWrites(
  model: Model,
  labellers: readonly Resource[],
  edits: readonly Edit[],
): readonly OutsideWrite[] {
  const state = { ...model, resources: model.resources.map(resource => edited(resource, edits)) };
  return labellers.flatMap(labeller =>
    outsideLabels
      .filter(({ group, kind }) => group === labeller.group && kind === labeller.kind)
      .flatMap(row => writesOf(state, labeller, row)),
  );
}

/** A resource with what a run writes to it; what kustomizations build of edited sources holds it already. */
function edited(resource: Resource, edits: readonly Edit[]): Resource {
  const ours = edits.filter(edit => edit.resource === resource);
  if (ours.length === 0) return resource;
  const value = ours.reduce<unknown>(
    (data, { path, proposedValue }) => withValue(data, path, proposedValue),
    resource.value,
  );
  return { ...resource, value: asMap(value) ?? resource.value };
}

function writesOf(state: Model, labeller: Resource, row: OutsideLabels): OutsideWrite[] {
  return walk(labeller.value, row.at).flatMap(({ path, value }): OutsideWrite[] => {
    const map = asMap(value) ?? {};
    const at = row.labels.split('/');
    const labels = textsOf(valueAt(map, at));
    const isMeant = !row.only || row.only.is.test(String(map[row.only.field] ?? ''));
    const isPartial = row.unless?.some(field => map[field] !== undefined);
    if (!isMeant || isPartial || Object.keys(labels).length === 0) return [];
    const isUnder = scopeOf(labeller, row, map);
    const bare = row.metadataIf !== undefined && valueAt(map, row.metadataIf.split('/')) === true;
    const reach = bare ? 'metadata' : row.reach;
    const after = model(state.resources.map(each => (isUnder(each) ? withLabels(each, labels, reach) : each)));
    return [{ labeller, path: [...path, ...at], labels, row, changes: changesIn(state, after) }];
  });
}

/** Whether a resource lies in the labeller's directory, or in the one that it names. */
function scopeOf(labeller: Resource, { over }: OutsideLabels, map: Readonly<Record<string, unknown>>) {
  const fileOf = (resource: Resource) => (resource.source ?? resource).file?.path.replace(/^\.\//, '');
  if (over === 'package') {
    const directory = (fileOf(labeller) ?? '').replace(/[^/]*$/, '');
    return (resource: Resource) => fileOf(resource)?.startsWith(directory) === true;
  }
  const named = String(valueAt(map, over.path.split('/')) ?? '').replace(/^(?:\.?\/)+|\/+$/g, '');
  const isIn = (path: string) => path === named || path.endsWith(`/${named}`);
  return ({ via: [root] }: Resource) => named !== '' && root !== undefined && isIn(root);
}

function changesIn(before: Model, after: Model): readonly ChangedSelector[] {
  const [was, is] = [selectedPlaces(before), selectedPlaces(after)];
  const none: ReadonlySet<string> = new Set();
  return before.selectors.flatMap(selector => {
    const key = selectorKey(selector);
    const [had, has] = [was.get(key) ?? none, is.get(key) ?? none];
    const of = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
      before.workloads.filter(({ place }) => some.has(place) && !others.has(place));
    const [gains, loses] = [of(has, had), of(had, has)];
    return had.size > 0 && gains.length + loses.length > 0 ? [{ selector, gains, loses }] : [];
  });
}
