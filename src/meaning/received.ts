import { inApplications } from '../applications';
import type { Config } from '../config';
import { remembered } from '../data/remembered';
import { edited, type Gap, type LabelEntry, type Root, type SourceInput, sourcesOf } from '../kustomize';
import { homesIn } from '../kustomize/selector-homes';
import { type Model, model, type Selector, selectorKey } from '../model';
import type { Edit } from '../model/edit';
import { Reading } from '../model/field-reader';
import type { Problem } from '../model/input-error';
import { type Resource, sourcePlaceOf } from '../model/resource';
import { selectedPlaces } from '../model/selection';
import { type Watch, watchesOf } from '../model/watches';
import type { Authored } from '.';
import { authoredIn } from './authored-meanings';

/** What was received, understood: of rendered resources the model; of sources also what their authors meant. */
export interface Received {
  readonly model: Model;
  readonly authored?: Authored;
  readonly watches: readonly Watch[];
  /** Objects of kinds outside the tables, each in its application. */
  readonly unknownKinds: readonly Resource[];
  /** What of the kustomizations can't be followed. */
  readonly gaps: readonly Gap[];
  /** What the label entries of kustomizations write, root by root. */
  readonly labelEntries: readonly LabelEntry[];
  /** What can't be understood. */
  readonly problems: readonly Problem[];
}

/** What the reader gives: see krm/classify.ts. */
export type ReadItems = SourceInput & { readonly unknownKinds: readonly Resource[] };

/** The model of the input. Where there are kustomizations, it holds what every root builds of its sources. */
export function understand(input: ReadItems, config: Pick<Config, 'selectors'>): Received {
  const others = new Set(input.unknownKinds.map(sourcePlaceOf));
  const placed = (resources: readonly Resource[]) => {
    const all = inApplications([...resources, ...input.unknownKinds], config);
    const isStranger = (resource: Resource) => others.has(sourcePlaceOf(resource));
    return { resources: all.filter(resource => !isStranger(resource)), strangers: all.filter(isStranger) };
  };
  if (input.kustomizations.length === 0) {
    const { resources, strangers } = placed(input.resources);
    const received = apart(resources);
    const reading = new Reading(received.resources);
    const watches = watchesOf(received, reading);
    const problems = [...received.problems, ...reading.problems];
    return { model: received, watches, unknownKinds: strangers, gaps: [], labelEntries: [], problems };
  }
  const { roots, layers, strays: unnamed, gaps } = sourcesOf(input);
  const { resources: strays, strangers } = placed(unnamed);
  const followed = roots.filter(({ unknown }) => !unknown);
  const built = model([...followed.flatMap(({ resources }) => resources), ...strays]);
  const received: Model = {
    ...built,
    rebuilt: remembered(edits => {
      const after = followed.map(root => root.after(edits));
      const next = model([...after.flatMap(({ resources }) => resources), ...edited(strays, edits)]);
      return {
        ...next,
        losing: layers.flatMap(layer => losing(layer, edits)),
        unbuildable: after.flatMap(({ gaps }, i) =>
          gaps.flatMap(({ source }) => (source ? [{ source, root: followed[i]?.directory ?? '' }] : [])),
        ),
      };
    }),
    homeOf: homesIn(followed),
    blocked: blockedBy(roots),
  };
  const reading = new Reading(received.resources);
  const watches = watchesOf(received, reading).map(watch => {
    const root = followed.find(({ directory }) => directory === watch.selector.resource.via[0]);
    return root ? { ...watch, means: root.meanings.ofWatch(watch, received) } : watch;
  });
  const labelled = roots.flatMap(root => root.labelEntries);
  const problems = [...received.problems, ...reading.problems];
  return {
    model: received,
    authored: authoredIn(followed, received),
    watches,
    unknownKinds: strangers,
    gaps,
    labelEntries: labelled,
    problems,
  };
}

/** The model of what no kustomization builds. What stands beside several alternatives is edited once, where it came from. */
function apart(resources: readonly Resource[]): Model {
  const received = model(resources);
  const isPlain = resources.every(({ source }) => source === undefined);
  return isPlain ? received : { ...received, rebuilt: remembered(edits => model(edited(resources, edits))) };
}

/** The selectors of a kustomization, built by itself, that no longer select all that they selected and meant. */
function losing(layer: Root, edits: readonly Edit[]): readonly Selector[] {
  const before = model(layer.resources);
  const [now, then] = [before, model(layer.after(edits).resources)].map(selectedPlaces);
  return before.selectors.filter(selector => {
    const key = selectorKey(selector);
    const meant = layer.meanings.of(selector, before).filter(({ place }) => now?.get(key)?.has(place));
    return meant.some(({ place }) => !then?.get(key)?.has(place));
  });
}

/** Keeps the sources of roots that can't be followed from being edited. */
function blockedBy(roots: readonly Root[]): NonNullable<Model['blocked']> {
  const reasons = new Map(
    roots
      .filter(({ unknown }) => unknown)
      .flatMap(({ resources, gaps, kustomization }) => {
        const { subject, problem } = gaps.find(({ effect }) => effect === 'changes' || effect === 'breaks') as Gap;
        const why = `kustomization '${kustomization.file?.path ?? ''}' builds upon it, and its ${subject} ${problem}`;
        return resources.map(resource => [sourcePlaceOf(resource), why] as const);
      }),
  );
  return source => reasons.get(sourcePlaceOf(source));
}
