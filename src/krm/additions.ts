import { grouped } from '../data/grouped';
import { addEntries, type NewEntries, replaceNull, type Splice } from './entries';
import { placeAmong } from './key-order';
import type { TreePlace } from './tree';

/** An entry, with its missing parents, for a map or for a null that must become one. */
export interface Addition {
  readonly place: Exclude<TreePlace, { kind: 'value' }>;
  readonly keys: readonly string[];
  readonly value: string;
}

/** True for what is still to be placed. */
export const isAddition = (change: Splice | Addition): change is Addition => 'keys' in change;
/** True for what is ready to be made. */
export const isSplice = (change: Splice | Addition): change is Splice => !isAddition(change);

/** The splices for additions. Those to one place are made together: they may need one missing parent. */
export function added(text: string, additions: readonly Addition[], asKustomize: boolean): Splice[] {
  return [...grouped(additions, placeOf).values()].flatMap(same => {
    const [{ place }] = same as readonly [Addition];
    const missing = missingOf(same);
    if (place.kind === 'null') return replaceNull(text, place, missing, asKustomize);
    return addEntries(text, place.map, missing, asKustomize);
  });
}

/** True where the new key does not come last: a host that puts it there would change its place. */
export function isAmongOthers({ place, keys: [key = ''] }: Addition, asKustomize: boolean): boolean {
  if (place.kind !== 'map') return false;
  const siblings = place.map.entries.map(entry => entry.key);
  return placeAmong(siblings, key, asKustomize) < siblings.length;
}

const placeOf = ({ place }: Addition): string =>
  `${place.kind} ${place.kind === 'map' ? place.map.range.start : place.key.start}`;

function missingOf(additions: readonly Pick<Addition, 'keys' | 'value'>[]): NewEntries {
  const byKey = grouped(additions, ({ keys }) => `${keys[0]}`);
  return new Map(
    [...byKey].map(([key, same]) => {
      const deeper = same.map(({ keys, value }) => ({ keys: keys.slice(1), value }));
      return [key, deeper[0]?.keys.length === 0 ? deeper[0].value : missingOf(deeper)];
    }),
  );
}
