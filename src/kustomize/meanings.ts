import { formatSelector, type LabelSelector } from '../labels/label-selector';
import { type Model, model, type Selector, selectorKey } from '../model';
import { placeOf, type Resource } from '../model/resource';
import { selection } from '../model/selection';
import { type Watch, watchesOf } from '../model/watches';
import type { Moment } from './after-steps';

interface Meaning {
  /** The selector as it stood when it was last seen. */
  readonly selector: LabelSelector;
  /** The places of the workloads that it selected first; empty as long as it selects nothing. */
  readonly means: ReadonlySet<string>;
  /** Places of workloads that it selects only since a common label replaced what it asked for. */
  readonly caught: ReadonlySet<string>;
  /** It selected nothing until a kustomization wrote labels: beside what it asked for, or over it. */
  readonly completed?: 'added' | 'replaced';
  /** What it meant below is gone, and it means others since. */
  readonly moved?: true;
}

type Asking = Pick<Selector, 'resource' | 'path' | 'asks'>;

const nothingYet: Omit<Meaning, 'selector'> = { means: new Set(), caught: new Set() };

/**
 * What every selector of a root means: the workloads that it selects in the lowest layer in which it selects any. A selector
 * that an upper layer writes anew, other than by labels, means what it selects there. One that selected nothing until a common label
 * replaced what it asked for, and then several workloads at once, means none of them.
 */
export class Meanings {
  private readonly known = new Map<string, Meaning>();

  /** Takes note of what a layer has gathered; layers come lowest first. */
  see(gathered: readonly Resource[], moment: Moment): void {
    const state = model(gathered);
    const selects = selection(state, workload => workload.podLabels);
    const present = new Set([...gathered.map(placeOf), ...state.workloads.map(({ place }) => place)]);
    const note = (asking: Asking, places: readonly string[]): void => {
      const key = selectorKey(asking);
      const before = remaining(this.known.get(key), present);
      const meaning = meaningOf(asking.asks, new Set(places), before, moment);
      const moved = this.known.get(key)?.moved || (this.known.has(key) && !before);
      this.known.set(key, { ...meaning, ...(moved && { moved: true as const }), selector: asking.asks });
    };
    for (const selector of state.selectors) note(selector, placesOf(selects(selector)));
    for (const { selector, selects } of watchesOf(state)) note(selector, selects.map(placeOf));
  }

  /** The workloads of the root that the selector means. */
  of(selector: Selector, { workloads }: Pick<Model, 'workloads'>): Model['workloads'] {
    const means = this.known.get(selectorKey(selector))?.means;
    return means && means.size > 0 ? workloads.filter(({ place }) => means.has(place)) : [];
  }

  /** How it came to select what it means, where it selected nothing until a kustomization wrote labels. */
  completion(selector: Selector): Meaning['completed'] {
    return this.known.get(selectorKey(selector))?.completed;
  }

  /** True where what it meant in a lower layer is gone. */
  hasMoved(selector: Selector): boolean {
    return this.known.get(selectorKey(selector))?.moved === true;
  }

  /** The resources of the root that the selector over resources means. */
  ofWatch({ selector }: Watch, { resources }: Pick<Model, 'resources'>): readonly Resource[] {
    const means = this.known.get(selectorKey(selector))?.means;
    return means && means.size > 0 ? resources.filter(resource => means.has(placeOf(resource))) : [];
  }
}

const placesOf = (workloads: Model['workloads']): string[] => workloads.map(({ place }) => place);

/** The meaning as far as what is meant is still there: where a layer takes all of it away, the next layers tell anew. */
function remaining(before: Meaning | undefined, present: ReadonlySet<string>): Meaning | undefined {
  if (!before || before.means.size === 0) return before;
  const means = new Set([...before.means].filter(place => present.has(place)));
  return means.size === 0 ? undefined : { ...before, means };
}

function meaningOf(
  selector: LabelSelector,
  places: ReadonlySet<string>,
  before: Meaning | undefined,
  moment: Moment,
): Omit<Meaning, 'selector'> {
  if (!before) return { ...nothingYet, means: places, ...(moment === 'labelled' && { completed: 'added' }) };
  const rewritten = moment === 'authored' && formatSelector(selector) !== formatSelector(before.selector);
  if (rewritten) return { ...nothingYet, means: places };
  if (before.means.size > 0) return before;
  const first = new Set([...places].filter(place => !before.caught.has(place)));
  if (moment === 'authored') return { means: first, caught: before.caught };
  const completed = isReplaced(before.selector, selector) ? 'replaced' : 'added';
  if (completed === 'replaced' && first.size > 1) return { ...nothingYet, caught: places, completed };
  return { means: first, caught: before.caught, completed };
}

const isReplaced = (before: LabelSelector, after: LabelSelector): boolean =>
  Object.entries(before.matchLabels).some(([key, value]) => after.matchLabels[key] !== value);
