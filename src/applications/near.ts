interface Placed {
  readonly directory?: string;
}

/** Of the others those that stand nearest, above, below or side by side in one directory; cousins are no family. */
export function familyOf<P extends Placed>(asking: P, others: readonly P[]): readonly P[] {
  const own = partsOf(asking);
  const distances = others.map(other => distance(own, partsOf(other)));
  const best = Math.min(...distances.flatMap(found => found ?? []));
  return others.filter((_, i) => distances[i] === best);
}

const partsOf = ({ directory = '.' }: Placed): readonly string[] => (directory === '.' ? [] : directory.split('/'));

/** How many steps lead from the one to the other; undefined where they are no family. */
function distance(a: readonly string[], b: readonly string[]): number | undefined {
  const common = a.findIndex((part, i) => part !== b[i]);
  const shared = common < 0 ? a.length : common;
  const [up, down] = [a.length - shared, b.length - shared];
  const isFamily = up === 0 || down === 0 || (up === 1 && down === 1);
  return isFamily ? up + down : undefined;
}
