/** The values by key, each group in the order in which its values came. */
export function grouped<T, K>(values: readonly T[], key: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) put(groups, key(value), value);
  return groups;
}

/** The values by each of their keys: a value with several keys is in several groups, in each once. */
export function groupedByEach<T, K>(
  values: readonly T[],
  keysOf: (value: T) => readonly K[],
): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) for (const key of new Set(keysOf(value))) put(groups, key, value);
  return groups;
}

function put<T, K>(groups: Map<K, T[]>, key: K, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
