import { InputError } from './input-error';
import { type Resource, refOf } from './resource';
import { scopeOf } from './scope';

/**
 * Resources that a reference names: `Deployment/web` or `namespace/Deployment/web`, by current or authored name.
 * @throws InputError naming `where` if there is none, or if the namespace must be said
 */
export function findReferences<T extends { readonly resource: Resource }>(
  reference: string,
  among: readonly T[],
  where: string,
  home?: Resource,
): readonly T[] {
  const parts = reference.split('/').map(part => part.trim());
  const [name, kind, namespace] = parts.reverse();
  if (parts.length < 2 || parts.length > 3 || !name || !kind) {
    throw new InputError([`${where} is '${reference}'; it must be 'Kind/name' or 'namespace/Kind/name'`]);
  }
  const everywhere = among.filter(
    ({ resource }) =>
      resource.kind === kind &&
      (resource.name === name || resource.authoredName === name) &&
      (namespace === undefined || [resource, resource.source].some(r => r?.namespace === namespace)),
  );
  const isNear = ({ resource }: T) =>
    home === undefined || namespace !== undefined || scopeOf(resource) === scopeOf(home);
  const found = everywhere.filter(isNear);
  // What one kustomization builds of a source, another may leave out.
  if (found.length === 0 && everywhere.length > 0 && home?.source) return [];
  const exact = found.filter(({ resource }) => resource.name === name);
  const chosen = exact.length > 0 ? exact : found;
  const namespaces = [...new Set(chosen.map(({ resource }) => (resource.source ?? resource).namespace))];
  if (chosen.length === 0) {
    const known = [...new Set(among.map(({ resource }) => refOf(resource)))].slice(0, 10).join("', '");
    throw new InputError([`${where} names '${reference}', which is not in the input; it must be one of '${known}'`]);
  }
  if (namespaces.length > 1) {
    const spelled = namespaces.map(ns => `'${ns}/${kind}/${name}'`).join(' or ');
    throw new InputError([`${where} names '${reference}', which is in several namespaces; it must be ${spelled}`]);
  }
  return chosen;
}
