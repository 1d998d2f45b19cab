import { asMap, asString, type Data, textsOf } from '../data/values';
import { groupVersionOf } from '../model/resource';
import { isCalled } from './identity';
import { asFarAsSeen, changed, type Instance, idOf, refTo, withMetadata } from './instance';
import { jsonPatch } from './json-patch';
import { PatchError } from './patch-error';
import { targeted } from './selected';
import { afterMerge } from './shared-nodes';
import type { PatchStep, Ref } from './steps';
import { strategicMerge } from './strategic-merge';

/**
 * The instances after the patch; one that it deletes is gone.
 * @param isWhole all that is there is seen
 * @throws PatchError where kustomize would not apply it
 */
export function applyPatch(instances: readonly Instance[], step: PatchStep, isWhole: boolean): Instance[] {
  const { patch, target, from } = step;
  const operations = Array.isArray(patch) ? patch : undefined;
  const merge = asMap(patch);
  if (merge && step.onlyOperations) throw new PatchError('a JSON 6902 patch must be a list of operations');
  if (!target && !merge) throw new PatchError('a list of operations must have a `target`');
  const isMeant = target ? targeted(target) : isCalled(merge ?? {});
  const named = target ? undefined : instances.filter(isMeant).length;
  if (merge && ((named === 0 && isWhole) || (named ?? 0) > 1)) {
    const ref = refTo(merge);
    throw new PatchError(named === 0 ? `there is no ${ref}` : `several objects were or are called ${ref}`);
  }
  return instances.flatMap(instance =>
    isMeant(instance) ? attributed(instance, () => patched(instance)) : [instance],
  );

  function patched(instance: Instance): Instance[] {
    if (operations) return [{ ...changed(instance, jsonPatch(instance.value, operations)), cells: [] }];
    const merged = merge && strategicMerge(instance.value, target ? withTexts(merge) : merge);
    if (merged === undefined) return [];
    const { value, cells } = afterMerge(instance.value, merged, instance.cells);
    const next = { ...changed(instance, keepingIdentity(instance.value, value, step)), cells };
    return [from ? { ...next, patches: [from, ...next.patches] } : next];
  }
}

/** What `act` gives; a patch that can't be applied knows to what. */
function attributed(instance: Instance, act: () => Instance[]): Instance[] {
  try {
    return asFarAsSeen(instance, act, unknown => [unknown]);
  } catch (error) {
    throw error instanceof PatchError ? new PatchError(error.message, instance.source) : error;
  }
}

/** The one object that a patch is about, where none of the instances is it. */
export function missing(instances: readonly Instance[], { patch, target }: PatchStep): Ref | undefined {
  const merge = asMap(patch) ?? {};
  const isMeant = target ? targeted(target) : isCalled(merge);
  const [kind, name] = target ? [target.kind, target.name] : [asString(merge.kind), idOf(merge).name];
  // A target without a group means every group.
  const group = target ? target.group || undefined : groupVersionOf(merge.apiVersion)[0];
  return kind && name && !instances.some(isMeant) ? { ...(group !== undefined && { group }), kind, name } : undefined;
}

/** With a target, kustomize makes texts of a patch's own labels and annotations: there a null deletes nothing. */
function withTexts(patch: Data): Data {
  const { labels, annotations } = asMap(patch.metadata) ?? {};
  return withMetadata(patch, {
    ...(asMap(labels) && { labels: textsOf(labels) }),
    ...(asMap(annotations) && { annotations: textsOf(annotations) }),
  });
}

/** A merge changes neither kind, name nor namespace, unless it is allowed to. */
function keepingIdentity(before: Data, after: Data, { allowNameChange, allowKindChange }: PatchStep): Data {
  const { name, namespace } = idOf(before);
  const kept = withMetadata(after, {
    ...(!allowNameChange && name !== '' && { name }),
    ...(namespace !== '' && { namespace }),
  });
  const { namespace: _, ...metadata } = asMap(kept.metadata) ?? {};
  const placed = namespace === '' ? Object.assign(Object.create(null), kept, { metadata }) : kept;
  const kind = allowKindChange ? {} : { kind: before.kind, apiVersion: before.apiVersion };
  return Object.assign(Object.create(null), placed, kind);
}
