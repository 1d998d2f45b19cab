import { asMap, type Data } from '../data/values';
import { keys } from './classify';
import type { Splice } from './entries';
import { lineEnd } from './lines';
import type { Tree } from './tree';

/*
 * kustomize compares what a validator answers with what a transformer answered before, node for node: with the order of keys, quotes
 * and layout. In between it has sent it anew, in its own order and style. So what a transformer adds must stand just where and as
 * kustomize itself would write it, or every validator behind it fails ('nodes unequal').
 * Source: `runValidators` and `ErrorIfNotEqualSets` of sigs.k8s.io/kustomize/api, 4.5.4 to 5.8.2.
 */

/** kustomize gives every item an annotation with its identity, and writes in lines: another layout is not its own any more. */
export function isFromKustomize(tree: Tree): boolean {
  const place = tree.place(['metadata', 'annotations']);
  return place?.kind === 'map' && !place.map.flow && Object.hasOwn(annotationsOf(tree.value) ?? {}, keys.kustomizeId);
}

/**
 * By these kustomize finds what it sent, and puts the keys of what came back into that order, new ones last. Without them it leaves
 * the order as it is. It adds them itself for the time of a call. Source: `copyCommentsAndSyncOrder` of kyaml's runtimeutil.
 */
const orderingKeys = ['internal.config.kubernetes.io/id', 'config.k8s.io/id'];

/** Takes out of an item's text what would make kustomize put new keys last. */
export function keepingOrder(text: string, tree: Tree): Splice[] {
  const place = tree.place(['metadata', 'annotations']);
  const entries = place?.kind === 'map' ? place.map.entries : [];
  return entries
    .filter(({ key }) => orderingKeys.includes(key))
    .map(({ start, end }) => ({ start: text.lastIndexOf('\n', start) + 1, end: lineEnd(text, end), text: '' }));
}

/** An item's data as `keepingOrder` leaves them. */
export function withoutOrdering(value: unknown): unknown {
  const annotations = Object.entries(annotationsOf(value) ?? {}).filter(([key]) => !orderingKeys.includes(key));
  const item = value as { readonly metadata: Data };
  return { ...item, metadata: { ...item.metadata, annotations: Object.fromEntries(annotations) } };
}

const annotationsOf = (value: unknown): Data | undefined => asMap(asMap(asMap(value)?.metadata)?.annotations);
