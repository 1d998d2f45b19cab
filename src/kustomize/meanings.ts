import { formatSelector, type LabelSelector } from '../label-selector';
import { type Model, model, type Selector, selectorKey } from '../model';
import { placeOf, type Resource } from '../resource';
import { selection } from '../scope';
import { type Watch, watchesOf } from '../watches';
import type { Moment } from './build';

interface Meaning {
  /** The selector as it stood when it was last seen. */
  readonly selector: LabelSelector;
  /** The places of the workloads that it selected first; empty as long as it selects nothing. */
  readonly means: ReadonlySet<string>;
  /** Places of workloads that it selects only since a common label replaced what it asked for. */
  readonly caught: ReadonlySet<string>;
  /** It selected nothing until a kustomization wrote labels. */
  readonly completed: boolean;
}

const nothingYet: Omit<Meaning, 'selector'> = { means: new Set(), caught: new Set(), completed: false };

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
    for (const selector of state.selectors)
      this.note(
        selector,
        moment,
        selects(selector).map(({ place }) => place),
      );
    for (const watch of watchesOf(gathered)) this.note(watch, moment, watch.selects.map(placeOf));
  }

  private note(
    asking: Pick<Selector, 'resource' | 'path' | 'selector'>,
    moment: Moment,
    selects: readonly string[],
  ): void {
    const key = selectorKey(asking);
    const meaning = meaningOf(asking.selector, new Set(selects), this.known.get(key), moment);
    this.known.set(key, { ...meaning, selector: asking.selector });
  }

  /** The workloads of the root that the selector means. */
  of(selector: Selector, { workloads }: Pick<Model, 'workloads'>): Model['workloads'] {
    const means = this.known.get(selectorKey(selector))?.means;
    return means && means.size > 0 ? workloads.filter(({ place }) => means.has(place)) : [];
  }

  /** True where it selected nothing until a kustomization wrote labels. */
  isCompleted(selector: Selector): boolean {
    return this.known.get(selectorKey(selector))?.completed === true;
  }

  /** The resources of the root that the selector over resources means. */
  ofWatch(watch: Watch, { resources }: Pick<Model, 'resources'>): readonly Resource[] {
    const means = this.known.get(selectorKey(watch))?.means;
    return means && means.size > 0 ? resources.filter(resource => means.has(placeOf(resource))) : [];
  }
}

function meaningOf(
  selector: LabelSelector,
  places: ReadonlySet<string>,
  before: Meaning | undefined,
  moment: Moment,
): Omit<Meaning, 'selector'> {
  if (!before) return { ...nothingYet, means: places, completed: moment === 'labelled' };
  const rewritten = moment === 'authored' && formatSelector(selector) !== formatSelector(before.selector);
  if (rewritten) return { ...nothingYet, means: places };
  if (before.means.size > 0) return before;
  const first = new Set([...places].filter(place => !before.caught.has(place)));
  const replaced = Object.entries(before.selector.matchLabels).some(
    ([key, value]) => selector.matchLabels[key] !== value,
  );
  if (moment === 'labelled' && replaced && first.size > 1) return { ...nothingYet, caught: places, completed: true };
  return { means: first, caught: before.caught, completed: moment === 'labelled' };
}
