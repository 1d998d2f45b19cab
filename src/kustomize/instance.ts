import { asMap, asString, type Data, textsOf } from '../data/values';
import { groupVersionOf, type Resource } from '../model/resource';
import { packageOfRoot } from '../model/scope';
import { PatchError } from './patch-error';
import type { Cell } from './shared-nodes';

/** A resource on its way through the layers of one root. */
export interface Instance {
  readonly source: Resource;
  /** The kustomizations through which it comes, the root first. */
  readonly via: readonly string[];
  readonly value: Data;
  /** What it was called before, as authored first: patches find it by any of its names. */
  readonly formerly: readonly Id[];
  /** The files of strategic-merge patches that it went through, the last one first. */
  readonly patches: readonly Resource[];
  /** Keys that its kustomizations write into pod templates or selectors. */
  readonly commonLabels: readonly string[];
  /** Labels that share a node. */
  readonly cells: readonly Cell[];
  /** It holds more than is seen: a generator takes it from files. */
  readonly isPartial?: boolean;
}

/** What kustomize knows an object by, besides its group and version. */
export interface Id {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** The object's present kind, name and namespace. */
export function idOf(value: Data): Id {
  const metadata = asMap(value.metadata);
  return {
    kind: asString(value.kind) ?? '',
    name: asString(metadata?.name) ?? '',
    namespace: asString(metadata?.namespace) ?? '',
  };
}

/** `Kind/name`, as it is now. */
export const refTo = (value: Data): string => `${value.kind}/${idOf(value).name}`;

/** All that the object was and is called, as authored first. */
export const idsOf = ({ formerly, value }: Instance): readonly Id[] => [...formerly, idOf(value)];

/** `instance` with another value, remembering what it was called. */
export function changed(instance: Instance, value: Data): Instance {
  const [before, after] = [idOf(instance.value), idOf(value)];
  const renamed = before.kind !== after.kind || before.name !== after.name || before.namespace !== after.namespace;
  return { ...instance, value, formerly: renamed ? [...instance.formerly, before] : instance.formerly };
}

/** What `act` makes of an instance; of one that is seen in part only, nothing is known where it fails. */
export function asFarAsSeen<T>(instance: Instance, act: () => T, unknown: (instance: Instance) => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchError) || !instance.isPartial) throw error;
    return unknown({ ...instance, value: { ...instance.value, data: {} } });
  }
}

/** `value` with entries of its metadata replaced. */
export function withMetadata(value: Data, entries: Data): Data {
  const metadata = Object.assign(Object.create(null), asMap(value.metadata), entries);
  return Object.assign(Object.create(null), value, { metadata });
}

/** The instance as a resource of its root: effective values, and the place of its source. */
export function toResource({ source, via, value, formerly, patches, commonLabels }: Instance): Resource {
  const { name, namespace } = idOf(value);
  const apiVersion = asString(value.apiVersion) ?? '';
  return {
    ...source,
    apiVersion,
    group: groupVersionOf(apiVersion)[0],
    kind: asString(value.kind) ?? source.kind,
    name,
    namespace,
    annotations: textsOf(asMap(value.metadata)?.annotations),
    package: packageOfRoot(via[0] ?? ''),
    via,
    source,
    ...(formerly.length > 0 && { formerNames: formerly.map(id => id.name) }),
    ...(patches.length > 0 && { patches }),
    commonLabels,
    value,
  };
}
