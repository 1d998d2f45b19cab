/** What of a list is not in a part of it, which has the list's order. */
export function restOf<T>(all: readonly T[], part: readonly T[]): readonly T[] {
  const rest: T[] = [];
  let next = 0;
  for (const value of all) {
    if (next < part.length && part[next] === value) next++;
    else rest.push(value);
  }
  if (next === part.length) return rest;
  const taken = new Set(part);
  return all.filter(value => !taken.has(value));
}
