import { grouped } from '../grouping';
import { remembered } from '../scope';
import type { Manifest } from './files';
import { familyOf } from './near';
import type { Tie } from './ties';

/** Files that are applied together, and the directory where selectors may join it with others. */
export interface Application {
  readonly files: ReadonlySet<Manifest>;
  readonly directory?: string;
}

/**
 * Joins applications of directories where a tie leads from one to another and nowhere inside: to the nearest that is in want of it.
 * Where several alternatives are, the application stands beside each of them.
 */
export function joined(
  applications: readonly Application[],
  ties: readonly Tie[],
  fileOf: (place: string) => Manifest | undefined,
): readonly Application[] {
  const byTarget = grouped(
    ties.flatMap(tie => tie.to.map(place => ({ place, tie }))),
    ({ place }) => place,
  );
  let now = applications;
  for (const tie of ties) {
    const source = fileOf(tie.from);
    const targets = tie.to.flatMap(place => fileOf(place) ?? []);
    const holds = (application: Application) => targets.some(file => application.files.has(file));
    const isServed = ({ files }: Application) =>
      tie.role !== undefined &&
      tie.to.some(
        place =>
          files.has(fileOf(place) as Manifest) &&
          byTarget
            .get(place)
            ?.some(({ tie: other }) => other.role === tie.role && files.has(fileOf(other.from) as Manifest)),
      );
    for (const asking of now) {
      if (!source || asking.directory === undefined || !asking.files.has(source) || holds(asking)) continue;
      const having = now.filter(other => other.directory !== undefined && holds(other) && !areApart(asking, other));
      const wanting = chosen(asking, having).filter(other => !isServed(other));
      if (wanting.length === 0) continue;
      now = now.flatMap(other => {
        if (other === asking) return [];
        return wanting.includes(other) ? [{ ...other, files: new Set([...other.files, ...asking.files]) }] : [other];
      });
    }
  }
  return now;
}

/** Of those that have what is asked for: the nearest of the family, one or alternatives; of strangers the only one. */
function chosen(asking: Application, having: readonly Application[]): readonly Application[] {
  const near = familyOf(asking, having);
  if (near.length === 0) return having.length === 1 ? having : [];
  return near.every((a, i) => near.slice(i + 1).every(b => areApart(a, b))) ? near : [];
}

const objectsOf = remembered(
  ({ files }: Application): ReadonlySet<string> => new Set([...files].flatMap(({ objects }) => [...objects])),
);

/** True where another file of the one defines an object that the other defines: they can't be applied together. */
const areApart = (a: Application, b: Application): boolean =>
  [...a.files].some(file => !b.files.has(file) && [...file.objects].some(object => objectsOf(b).has(object)));
