import { remembered } from '../data/remembered';
import { asMap, valueAt } from '../data/values';
import type { Root } from '../kustomize';
import { type Model, type Selector, selectorKey, type Workload } from '../model';
import type { Resource } from '../model/resource';
import { selectedPlaces } from '../model/selection';
import type { Authored } from '.';

/** What the roots of kustomizations tell of the meanings of their selectors. */
export function authoredIn(roots: readonly Root[], received: Model): Authored {
  const byDirectory = new Map(roots.map(root => [root.directory, root]));
  const rootOf = ({ resource }: Selector) => byDirectory.get(resource.via[0] ?? '');
  const meanings = new Map(
    received.selectors.map(selector => [selector, rootOf(selector)?.meanings.of(selector, received) ?? []]),
  );
  const means = (selector: Selector) => meanings.get(selector) ?? [];
  const unlabelled = remembered((root: Root) => selectedPlaces(root.withoutLabels()));
  const unlabelledSelection = (selector: Selector) => {
    const root = rootOf(selector);
    return root && unlabelled(root).get(selectorKey(selector));
  };
  const selectsUnlabelled = (selector: Selector, { place }: Workload) =>
    unlabelledSelection(selector)?.has(place) === true;
  return {
    means,
    selectsUnlabelled,
    isWritten: selector => isIn(selector, selector.resource.source) || unlabelledSelection(selector) !== undefined,
    completion: selector => rootOf(selector)?.meanings.completion(selector),
    hasMoved: selector => rootOf(selector)?.meanings.hasMoved(selector) === true,
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
    unseen: selector => rootOf(selector)?.gaps.find(({ effect }) => effect === 'adds')?.subject,
  };
}

const isIn = ({ path }: Selector, source: Resource | undefined): boolean =>
  Object.keys(asMap(valueAt(source?.value, path)) ?? {}).length > 0;
