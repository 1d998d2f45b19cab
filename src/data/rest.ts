import { isAmong, setOf } from './among';
import { rememberedPair } from './remembered';

/**
 * A list but for a few of its values. Thousands of selectors may each leave out other workloads of one list that they share: none of them
 * copies it, and what is derived from the list is derived once.
 */
export class Rest<T> implements Iterable<T> {
  /** @param but what of `all` is left out, in its order */
  constructor(
    readonly all: readonly T[],
    readonly but: readonly T[] = [],
  ) {}

  get length(): number {
    return this.all.length - this.but.length;
  }

  *[Symbol.iterator](): Iterator<T> {
    let next = 0;
    for (const value of this.all) {
      if (next < this.but.length && value === this.but[next]) next++;
      else yield value;
    }
  }

  has(value: T): boolean {
    return isAmong(value, this.all) && !isAmong(value, this.but);
  }

  /**
   * The part of which `is` holds.
   * @param is one function for all rests of a list: what it says of the list is remembered
   */
  where(is: (value: T) => boolean): Rest<T> {
    return this.within(partOf(this.all, is) as readonly T[]);
  }

  /** True where `is` holds of some; see `where`. */
  some(is: (value: T) => boolean): boolean {
    return this.where(is).length > 0;
  }

  /** True where `is` holds of each; see `where`. */
  every(is: (value: T) => boolean): boolean {
    return this.where(is).length === this.length;
  }

  /** What of a part of `all` is not left out. */
  within(part: readonly T[]): Rest<T> {
    if (part === this.all) return this;
    const known = setOf(part);
    return new Rest(
      part,
      this.but.filter(value => known.has(value)),
    );
  }

  /** What is not in a part of this one. */
  without(part: Rest<T>): Rest<T> {
    return this.within(difference(this.all, part.all) as readonly T[]);
  }
}

/** The rest of which nothing is left. */
export const noRest: Rest<never> = new Rest([]);

const filtered = (all: readonly unknown[], is: (value: unknown) => boolean): readonly unknown[] => {
  const part = all.filter(is);
  return part.length === all.length ? all : Object.freeze(part);
};

// A function of narrower values is asked of those alone: both come from one Rest.
const partOf = rememberedPair((all: readonly unknown[], is: (value: never) => boolean) =>
  filtered(all, is as (value: unknown) => boolean),
);

const difference = rememberedPair((all: readonly unknown[], part: readonly unknown[]) =>
  filtered(all, value => !setOf(part).has(value)),
);
