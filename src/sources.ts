import { type Gap, type Root, type SourceInput, sourcesOf } from './kustomize';
import { type Model, model, type Selector, selectorKey, type Workload } from './model';
import type { Authored } from './resolve';
import { asMap, type Resource, sourcePlaceOf, valueAt } from './resource';
import { remembered, selection } from './scope';
import { type Watch, watchesOf } from './watches';

/** What was received, understood: of rendered resources the model; of sources also what their authors meant. */
export interface Received {
  readonly model: Model;
  readonly authored?: Authored;
  readonly watches: readonly Watch[];
  /** What of the kustomizations can't be followed. */
  readonly gaps: readonly Gap[];
}

/**
 * The model of the input. Where there are kustomizations, it holds what every root builds of its sources.
 * @throws InputError as model
 */
export function receive(input: SourceInput): Received {
  if (input.kustomizations.length === 0) {
    return { model: model(input.resources), watches: watchesOf(input.resources), gaps: [] };
  }
  const { roots, strays, edited, gaps } = sourcesOf(input);
  const followed = roots.filter(({ unknown }) => !unknown);
  const built = (resourcesOf: (root: Root) => Root['resources']) =>
    model([...followed.flatMap(resourcesOf), ...strays]);
  const received: Model = {
    ...built(({ resources }) => resources),
    rebuilt: edits => model([...followed.flatMap(root => root.after(edits)), ...edited(strays, edits)]),
    blocked: blockedBy(roots),
  };
  const watches = watchesOf(received.resources).map(watch => {
    const root = followed.find(({ directory }) => directory === watch.resource.via[0]);
    return root ? { ...watch, means: root.meanings.ofWatch(watch, received) } : watch;
  });
  return { model: received, authored: authoredIn(followed, received), watches, gaps };
}

/** Keeps the sources of roots that can't be followed from being edited. */
function blockedBy(roots: readonly Root[]): NonNullable<Model['blocked']> {
  const reasons = new Map(
    roots
      .filter(({ unknown }) => unknown)
      .flatMap(({ resources, gaps, kustomization }) => {
        const gap = gaps.find(({ effect }) => effect === 'changes');
        const why = `kustomization '${kustomization.file?.path ?? ''}' makes of it what can't be known (${gap?.what})`;
        return resources.map(resource => [sourcePlaceOf(resource), why] as const);
      }),
  );
  return source => reasons.get(sourcePlaceOf(source));
}

function authoredIn(roots: readonly Root[], received: Model): Authored {
  const rootOf = new Map(roots.map(root => [root.directory, root]));
  const of = ({ resource }: Selector) => rootOf.get(resource.via[0] ?? '');
  const meanings = new Map(
    received.selectors.map(selector => [selector, of(selector)?.meanings.of(selector, received) ?? []]),
  );
  const means = (selector: Selector) => meanings.get(selector) ?? [];
  const unlabelled = remembered((root: Root) => {
    const state = model(root.withoutLabels());
    const selects = selection(state, workload => workload.podLabels);
    return new Map(
      state.selectors.map(selector => [selectorKey(selector), new Set(selects(selector).map(({ place }) => place))]),
    );
  });
  const selectsUnlabelled = (selector: Selector, { place }: Workload): boolean => {
    const root = of(selector);
    return root !== undefined && unlabelled(root).get(selectorKey(selector))?.has(place) === true;
  };
  return {
    means,
    selectsUnlabelled,
    isWritten: selector => {
      const root = of(selector);
      return (
        isIn(selector, selector.resource.source) || (root !== undefined && unlabelled(root).has(selectorKey(selector)))
      );
    },
    isCompleted: selector => of(selector)?.meanings.isCompleted(selector) === true,
    isClaimed: (selector, workload) =>
      received.selectors.some(
        other =>
          other !== selector &&
          other.role === selector.role &&
          other.scope === selector.scope &&
          means(other).includes(workload) &&
          means(selector).every(meant => !means(other).includes(meant)) &&
          means(selector).some(meant => selectsUnlabelled(other, meant)),
      ),
    unseen: selector => of(selector)?.gaps.find(({ effect }) => effect === 'adds')?.what,
  };
}

const isIn = ({ path }: Selector, source: Resource | undefined): boolean =>
  Object.keys(asMap(valueAt(source?.value, path)) ?? {}).length > 0;
