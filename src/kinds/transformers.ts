/**
 * Kinds of kustomize's built-in transformers, and this function's own: nobody deploys them, but to follow a kustomization
 * they have to be read. Source: kustomize v5.8, api/internal/plugins/builtinhelpers.
 */
export const transformerKinds: ReadonlySet<string> = new Set([
  'AnnotationsTransformer',
  'ComponentLabels',
  'HashTransformer',
  'ImageTagTransformer',
  'LabelTransformer',
  'NamespaceTransformer',
  'PatchJson6902Transformer',
  'PatchStrategicMergeTransformer',
  'PatchTransformer',
  'PrefixSuffixTransformer',
  'PrefixTransformer',
  'ReplicaCountTransformer',
  'SuffixTransformer',
]);
