import { tokens } from '../meaning/names';

/** Words of a name that say only what kind of object bears it. */
const kindWords =
  /^(sa|serviceaccount|account|svc|service|gw|gateway|ns|namespace|vs|dr|route|listener|subset|webhook)$/;

/**
 * True where one of two unlike names is, as it seems, meant for the other: a slip of the pen in one word, other separators, or a word that
 * says only what kind of object it is. Names that differ in a number, a letter or a whole word are those of two things.
 */
export function areNear(a: string, b: string): boolean {
  if (a === b) return false;
  const [words, others] = [tokens(a), tokens(b)];
  if (words.join('') === others.join('')) return true;
  const [bare, otherBare] = [words, others].map(all => all.filter(word => !kindWords.test(word)).join(' '));
  if (bare !== '' && bare === otherBare) return true;
  if (words.length !== others.length) return isSlip(words.join(''), others.join(''));
  const unlike = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i] ?? ''] as const]));
  const [pair, ...more] = unlike;
  return pair !== undefined && more.length === 0 && isSlip(...pair);
}

/** Two letters that changed places; one too many or too few, in words that are long enough to tell; one for another, in long ones. */
function isSlip(a: string, b: string): boolean {
  if (a.replace(/\d/g, '') === b.replace(/\d/g, '')) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const start = [...short].findIndex((letter, i) => letter !== long[i]);
  const at = start < 0 ? short.length : start;
  const [rest, other] = [short.slice(at), long.slice(at)];
  if (short.length < long.length) return long.length >= 5 && rest === other.slice(1);
  const isSwap = rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2);
  return (isSwap && short.length >= 3) || (short.length >= 6 && rest.slice(1) === other.slice(1));
}
