/**
 * True for a text that something replaces before it is applied: what envsubst, Helm, kustomize's `vars`, sed or a reader of a
 * document fills in. Among them words in capitals that underscores join, such as a generator of charts or OpenShift's `oc process` replaces.
 */
export function isPlaceholder(text: string): boolean {
  return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$|\$|\{\{|\}\}|<[^<>]*>|^(__|@@?|%%?|\[\[).+(__|@@?|%%?|\]\])$/.test(text);
}
