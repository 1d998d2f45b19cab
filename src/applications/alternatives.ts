import { grouped } from '../data/grouped';
import { conflictsOf, type Manifest, wordsOf } from './files';

/**
 * Files of one unit as sets that can be applied: one where nothing conflicts. Where all conflicts are one choice (`dev` or `prod`), the files
 * outside of it belong to every set; where they are several, the files are a collection, and each stands for itself.
 */
export function alternativesIn(files: readonly Manifest[]): readonly (readonly Manifest[])[] {
  if (isCrowd(files)) return files.map(file => [file]);
  const conflicts = conflictsOf(files);
  const conflicting = files.filter(file => conflicts.has(file));
  if (conflicting.length === 0) return [files];
  const marks = marksOf(conflicting, conflicts);
  const sets = withParts(sameMarks(conflicting, marks, conflicts), conflicts);
  const others = files.filter(file => !conflicts.has(file));
  if (!isOneChoice(sets, conflicts)) return [...sets, ...others.map(file => [file])];
  const meant = choosing(sets, marks);
  const chosen = others.map(file => ({ file, belongsTo: meant(file) }));
  return sets.map(set => [...set, ...chosen.flatMap(({ file, belongsTo }) => (belongsTo.has(set) ? [file] : []))]);
}

/** Nobody keeps so many alternatives of one object to choose from. */
const mostAlternatives = 100;

function isCrowd(files: readonly Manifest[]): boolean {
  const definitions = grouped(
    files.flatMap(({ objects }) => [...objects]),
    object => object,
  );
  return [...definitions.values()].some(({ length }) => length > mostAlternatives);
}

type Conflicts = ReturnType<typeof conflictsOf>;
type Marks = ReadonlyMap<Manifest, ReadonlySet<string>>;
type Sets = readonly (readonly Manifest[])[];

/** The words by which a file's path differs from those that it conflicts with: `dev` of `web-dev.yaml` beside `web-prod.yaml`. */
function marksOf(conflicting: readonly Manifest[], conflicts: Conflicts): Marks {
  const words = new Map(conflicting.map(file => [file, wordsOf(file.path)]));
  return new Map(
    conflicting.map(file => {
      const others = [...(conflicts.get(file) ?? [])].map(other => words.get(other));
      const own = [...(words.get(file) ?? [])].filter(word => !others.every(other => other?.has(word)));
      return [file, new Set(own)];
    }),
  );
}

/** Files that bear one mark are one alternative, `web-dev.yaml` and `db-dev.yaml`, unless files of that mark conflict: then it is none. */
function sameMarks(files: readonly Manifest[], marks: Marks, conflicts: Conflicts): Sets {
  const byMark = grouped(files, file => [...(marks.get(file) ?? [])].sort().join(' '));
  return [...byMark.values()].flatMap(same => {
    const areOne = same.every(file => !same.some(other => conflicts.get(file)?.has(other)));
    const bearers = same.length > 1 ? bearing(marks.get(same[0] as Manifest), files) : [];
    const isMark = bearers.every(file => !bearers.some(other => conflicts.get(file)?.has(other)));
    return areOne && isMark ? [same] : same.map(file => [file]);
  });
}

/** The files whose path holds all words of a mark; of no words, just those that bear that mark. */
const bearing = (mark: ReadonlySet<string> = new Set(), files: readonly Manifest[]): readonly Manifest[] =>
  mark.size === 0 ? [] : files.filter(({ path }) => [...mark].every(word => wordsOf(path).has(word)));

/** Files are one alternative where another file is the whole of which they are parts: `web.yaml` and `db.yaml` beside `all.yaml`. */
function withParts(sets: Sets, conflicts: Conflicts): Sets {
  const isPart = (file: Manifest, whole: Manifest) => [...file.objects].every(object => whole.objects.has(object));
  const wholesOf = (file: Manifest) => [...(conflicts.get(file) ?? [])].filter(other => isPart(file, other));
  const merged: Manifest[][] = [];
  for (const set of sets) {
    const wholes = set.flatMap(wholesOf);
    const fits = (other: readonly Manifest[]) =>
      other.some(file => wholesOf(file).some(whole => wholes.includes(whole))) && !areApart(set, other, conflicts);
    const fitting = merged.find(fits);
    if (fitting) fitting.push(...set);
    else merged.push([...set]);
  }
  return merged;
}

const areApart = (a: readonly Manifest[], b: readonly Manifest[], conflicts: Conflicts): boolean =>
  a.some(file => b.some(other => conflicts.get(file)?.has(other)));

/** True where every set conflicts with every other: one of them is applied. */
const isOneChoice = (sets: Sets, conflicts: Conflicts): boolean =>
  sets.every((a, i) => sets.slice(i + 1).every(b => areApart(a, b, conflicts)));

/** The sets that a file belongs to which is in no conflict: those whose mark its path bears, or else all. */
function choosing(sets: Sets, marks: Marks): (file: Manifest) => ReadonlySet<readonly Manifest[]> {
  const marked = sets.flatMap(set => {
    const mark = [...(marks.get(set[0] as Manifest) ?? [])].filter(word =>
      set.every(file => marks.get(file)?.has(word)),
    );
    return mark.length > 0 ? [{ set, mark }] : [];
  });
  return file => {
    const words = wordsOf(file.path);
    const meant = marked.filter(({ mark }) => mark.every(word => words.has(word))).map(({ set }) => set);
    return new Set(meant.length > 0 ? meant : sets);
  };
}
