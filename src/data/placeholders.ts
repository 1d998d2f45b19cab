/**
 * True for a text that something replaces before it is applied: what envsubst, Helm, kustomize's `vars`, sed or a reader of a
 * document fills in.
 */
export function isPlaceholder(text: string): boolean {
  return /\$|\{\{|\}\}|<[^<>]*>|^(__|@@?|%%?|\[\[).+(__|@@?|%%?|\]\])$/.test(text);
}
