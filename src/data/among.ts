import { remembered } from './remembered';

/** The values of a list as a set, remembered for as long as the list lives: many selectors share one list. */
export const setOf = remembered((all: readonly unknown[]): ReadonlySet<unknown> => new Set(all));

/** True where the value is one of the list's, however long that is. */
export const isAmong = <T>(value: T, all: readonly T[]): boolean =>
  all.length < 8 ? all.includes(value) : setOf(all).has(value);
