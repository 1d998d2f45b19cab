import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
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
export function joinedByTies(
  applications: readonly Application[],
  ties: readonly Tie[],
  fileOf: (place: string) => Manifest | undefined,
): readonly Application[] {
  const filesOf = remembered(
    (places: Tie['to']): ReadonlySet<Manifest> => new Set(places.flatMap(place => fileOf(place) ?? [])),
  );
  const bySource = grouped(ties, ({ from }) => fileOf(from));
  let now = applications;
  for (const tie of ties) {
    const source = fileOf(tie.from);
    const targets = filesOf(tie.to);
    const holds = ({ files }: Application) => [...files].some(file => targets.has(file));
    const serves = (other: Tie, { files }: Application) =>
      other.role === tie.role &&
      [...filesOf(other.to)].some(file => files.has(file)) &&
      other.to.some(place => tie.to.includes(place) && files.has(fileOf(place) as Manifest));
    const isServed = (application: Application) =>
      tie.role !== undefined &&
      [...application.files].some(file => bySource.get(file)?.some(other => serves(other, application)));
    const unanswered = now.filter(({ directory, files }) => directory !== undefined && source && files.has(source));
    const joins = unanswered.flatMap(asking => {
      if (holds(asking)) return [];
      const fits = (other: Application) => other.directory !== undefined && holds(other) && !areApart(asking, other);
      const free = now.filter(fits);
      // An alternative of the asking one may be joined with it already: then it is wanted once more.
      const having = free.length > 0 ? free : applications.filter(fits);
      return chosen(asking, having)
        .filter(other => !isServed(other))
        .map(other => ({ asking, other }));
    });
    if (joins.length === 0) continue;
    const parts = new Set(joins.flatMap(({ asking, other }) => [asking, other]));
    const unions = joins.map(({ asking, other }) => ({ ...other, files: new Set([...other.files, ...asking.files]) }));
    now = [...now.filter(application => !parts.has(application)), ...unions];
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
