/** `derive`, remembered for as long as the list lives: many selectors share one list. */
export function remembered<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return key => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = derive(key);
    known.set(key, value);
    return value;
  };
}

/** `derive` for two lists, remembered for as long as both live. */
export function rememberedPair<A extends object, B extends object, V>(derive: (a: A, b: B) => V): (a: A, b: B) => V {
  const of = remembered((a: A) => remembered((b: B) => derive(a, b)));
  return (a, b) => of(a)(b);
}

/**
 * `derive` for a list and something asked about it, remembered for as long as the list lives.
 * @param keyOf a text that is the same for what is asked alike
 */
export function rememberedBy<K extends object, Q, V>(
  keyOf: (asked: Q) => string,
  derive: (key: K, asked: Q) => V,
): (key: K, asked: Q) => V {
  const of = remembered((_: K) => new Map<string, V>());
  return (key, asked) => {
    const known = of(key);
    const text = keyOf(asked);
    if (!known.has(text)) known.set(text, derive(key, asked));
    return known.get(text) as V;
  };
}

/** `make`, done when its value is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
