import { compound } from '../data/compound';

declare const isKey: unique symbol;

/**
 * What is applied together: selectors and references see no further. A package of kpt, what one kustomization builds, or an application
 * that was told from others by its files (applications/). A key, which means nothing but by its equality.
 */
export type Package = string & { readonly [isKey]: 'package' };

/** A namespace of a package: what a selector over pods of its own namespace can see. A key, as Package is. */
export type Scope = string & { readonly [isKey]: 'scope' };

/** Of what no Kptfile, kustomization or application says otherwise. */
export const noPackage = '' as Package;

/** As a host says it. */
export const packageNamed = (name: string): Package => name as Package;

/** That of a Kptfile, by its directory. */
export const packageAt = (around: Package, directory: string): Package => compound(around, directory) as Package;

/** What a kustomization builds, by its directory. */
export const packageOfRoot = (root: string): Package => `kustomization ${root}` as Package;

/** An application among several of a package, by a file of its own. */
export const packageOfApplication = (around: Package, file: string): Package =>
  compound(around, `application ${file}`) as Package;

/** The scope that a resource is in. */
export function scopeOf({
  package: home,
  namespace,
}: {
  readonly package: Package;
  readonly namespace: string;
}): Scope {
  return compound(home, namespace) as Scope;
}
