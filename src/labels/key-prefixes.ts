import type { LabelSelector } from './label-selector';

/** How a kind of selector writes the keys of labels, where it does not just write them. */
export interface KeySyntax {
  /** What may stand before a label's key and says only where the label comes from. */
  readonly keyPrefixes?: readonly string[];
  /** What begins keys that are no pod labels but aim the selector elsewhere. */
  readonly elsewhereKeys?: readonly string[];
}

/** The selector with the keys as pods bear them; undefined where it asks for what is no label of a pod. */
export function withoutPrefixes(selector: LabelSelector, syntax: KeySyntax): LabelSelector | undefined {
  const { keyPrefixes, elsewhereKeys = [] } = syntax;
  if (keyPrefixes === undefined) return selector;
  const plain = (key: string) => key.slice(keyPrefixes.find(prefix => key.startsWith(prefix))?.length ?? 0);
  const matchLabels: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(selector.matchLabels)) matchLabels[plain(key)] = value;
  const matchExpressions = selector.matchExpressions.map(expression => ({ ...expression, key: plain(expression.key) }));
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
  // A colon is in no label key: what still has one is of another source.
  if (keys.some(key => key.includes(':') || elsewhereKeys.some(prefix => key.startsWith(prefix)))) return undefined;
  return { matchLabels: Object.freeze(matchLabels), matchExpressions };
}

/** The keys of labels that stand there with a prefix: to write them without it would ask for them twice. */
export function prefixedKeys({ matchLabels }: LabelSelector, { keyPrefixes = [] }: KeySyntax): readonly string[] {
  return Object.keys(matchLabels).flatMap(key => {
    const prefix = keyPrefixes.find(prefix => key.startsWith(prefix));
    return prefix === undefined ? [] : [key.slice(prefix.length)];
  });
}
