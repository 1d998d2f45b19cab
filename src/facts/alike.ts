import { bare, programOf, tokens } from '../meaning';

/**
 * True where two names are so alike that one may be a slip of the other, or both mean one thing: equal but for letter case, separators,
 * affixes and words of releases; a letter or two apart; or one the other with words before or behind it. The one measure for hints: what
 * else stands beside a name that is not there says nothing.
 */
export function alike(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  const plain = (name: string) => name.replace(/[^a-z0-9]/g, '');
  if (x === y || (plain(x) !== '' && plain(x) === plain(y)) || bare(x) === bare(y)) return true;
  const [program, other] = [programOf(x), programOf(y)];
  return (program !== '' && program === other) || isSlip(x, y) || isWithin(x, y) || isWithin(y, x);
}

/** The words of `a` are the first or the last ones of `b`, or it is the beginning of its one word. */
function isWithin(a: string, b: string): boolean {
  const [words, all] = [tokens(a), tokens(b)];
  const from = all.length - words.length;
  if (words.length === 0 || from < 0) return false;
  if (from === 0) return a.length > 3 && b.startsWith(a);
  return [0, from].some(start => words.every((word, i) => all[start + i] === word));
}

/** One letter apart, or two in long names: another one, one more, one less, two changed over; in short names, changed over alone. */
function isSlip(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  if (length === 3 && [...a].sort().join() !== [...b].sort().join()) return false;
  const most = length < 3 ? 0 : length < 8 ? 1 : 2;
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
}

/** The optimal string alignment distance. */
function distance(a: string, b: string): number {
  let [before, last]: [readonly number[], readonly number[]] = [[], [...b, ''].map((_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwap ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
