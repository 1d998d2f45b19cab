/**
 * Compares keys as kustomize sorts them when it writes: digits by their number, letters behind all else.
 * Source: `keyList.Less` of gopkg.in/yaml.v2, by which sigs.k8s.io/yaml writes.
 */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, i) => letter !== right[i]);
  const [x, y] = [left[at], right[at]];
  if (at === -1 || x === undefined || y === undefined) return left.length - right.length;
  const [isLeft, isRight] = [isLetter(x), isLetter(y)];
  if (isLeft !== isRight) return isRight ? -1 : 1;
  const [m, n] = isLeft ? ['', ''] : [digitsAt(left, at), digitsAt(right, at)];
  const isWithinNumber = (x === '0' || y === '0') && /[1-9]\d*$/.test(a.slice(0, left.slice(0, at).join('').length));
  const lead = isWithinNumber ? '1' : '';
  return Number(lead + m) - Number(lead + n) || m.length - n.length || codeOf(x) - codeOf(y);
}

const isLetter = (text: string): boolean => /^\p{L}/u.test(text);
const digitsAt = (text: readonly string[], at: number): string => /^\d*/.exec(text.slice(at).join(''))?.[0] ?? '';
const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;

/** True where keys stand as kustomize sorts them. Where a merge key stands among them, their order is their author's. */
export function areSorted(keys: readonly string[]): boolean {
  return !keys.includes('<<') && keys.every((key, i) => i === 0 || compareKeys(keys[i - 1] as string, key) < 0);
}

/** What people write into `metadata` in an order of its own, in which labels come last. */
const byHand = new Set(['name', 'generateName', 'namespace', 'annotations']);

/**
 * Behind how many of its siblings a new key belongs: to its place where they are sorted (one alone tells no order); `metadata` before
 * `spec` in any case; else behind all.
 * @param asKustomize whether kustomize wrote this, which always sorts
 */
export function placeAmong(siblings: readonly string[], key: string, asKustomize: boolean): number {
  const isOwnOrder = key === 'labels' && siblings.every(sibling => byHand.has(sibling));
  const tellsOrder = asKustomize || (siblings.length > 1 && !isOwnOrder);
  if (tellsOrder && areSorted(siblings)) return siblings.filter(sibling => compareKeys(sibling, key) < 0).length;
  const spec = key === 'metadata' ? siblings.indexOf('spec') : -1;
  return spec === -1 ? siblings.length : spec;
}
