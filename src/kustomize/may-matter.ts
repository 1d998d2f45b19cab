import type { Instance } from './instance';

/**
 * True for a field of an object that may be a label, a selector, a name, a namespace or a port, or hold one.
 * @param path from the object's root, with dots
 */
export const mayMatter = ({ source: { rows } }: Instance, path: string): boolean =>
  matters.test(path) && !aside.test(path) && Object.values(rows).some(row => Array.isArray(row) && row.length > 0);

/** Labels, selectors, names, ports, and the maps that hold them. */
const matters =
  /labels|labelselector|match(?:labels|expressions)|selector(?:\.|$)|ports?(?:\.|$)|(?:name|namespace)$|(?:^|\.)(?:metadata|spec|template|jobTemplate)$/i;
const aside = /nodeSelector|containers\.[^.]+\.(?:env|volumeMounts|image)|volumes\.|^webhooks\.(?:\d+\.)?name$/;
