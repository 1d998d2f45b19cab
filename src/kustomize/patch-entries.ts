import { asMap, type Data, textOf } from '../data/values';
import { readDocuments } from '../krm/documents';
import type { Differs, NoteGap, PatchStep, PatchTarget } from './steps';

/** A patch that stands in a file. */
export interface PatchFile extends Omit<PatchStep, 'kind' | 'patch' | 'from'> {
  readonly kind: 'patch-file';
  readonly path: string;
  /** What kustomize 5.8 does with a file that holds nothing. */
  readonly empty: 'ignored' | 'refused';
}

/** Legacy: the entry of `patchesStrategicMerge` may be the patch itself. */
export function inlineOrFile(text: string): (PatchStep | PatchFile)[] {
  const documents = readDocuments(text);
  const inline = documents?.every(document => asMap(document)?.kind !== undefined);
  const options = { allowNameChange: false, allowKindChange: false };
  if (!documents || !inline) return [{ kind: 'patch-file', path: text, empty: 'refused', ...options }];
  return documents.map(patch => ({ kind: 'patch', patch, ...options }));
}

/** One entry of `patches` or `patchesJson6902`, or a PatchTransformer. */
export function patchOf(
  entry: Data,
  text: unknown,
  where: string,
  gap: NoteGap,
  differs: Differs,
): (PatchStep | PatchFile)[] {
  const options = asMap(entry.options);
  const target = asMap(entry.target);
  const how = {
    ...(target && { target: targetOf(target) }),
    allowNameChange: options?.allowNameChange === true,
    allowKindChange: options?.allowKindChange === true,
  };
  const hasText = typeof text === 'string' && text.trim() !== '';
  if (hasText === Boolean(entry.path)) {
    gap(`\`${where}\``, 'must have one of `patch` and `path`', 'breaks');
    return [];
  }
  if (typeof entry.path === 'string' && entry.path) {
    return [{ kind: 'patch-file', path: entry.path, empty: 'ignored', ...how }];
  }
  const documents = typeof text === 'string' ? readDocuments(text) : undefined;
  if (!documents) {
    gap(`\`${where}.patch\``, 'is no YAML', 'breaks');
    return [];
  }
  const patches = applicable(documents, target !== undefined, `\`${where}.patch\``, gap);
  if (patches.length === 0) differs('empty-patch', `\`${where}.patch\``, 'holds nothing');
  return patches.map(patch => ({ kind: 'patch', patch, ...how }));
}

/** An entry of `patchesJson6902`: a list of operations and nothing else. */
export function operationsOf(entry: Data, where: string, gap: NoteGap, differs: Differs): (PatchStep | PatchFile)[] {
  return patchOf(entry, entry.patch, where, gap, differs).map(step => ({
    ...step,
    onlyOperations: true,
    ...(step.kind === 'patch-file' && { empty: 'refused' as const }),
  }));
}

/**
 * Those of a patch's documents that kustomize applies: of operations, only the first document counts, silently; beside a `target` there may be
 * one merge. Source: kustomize v5.8, builtins/PatchTransformer.go.
 */
export function applicable(
  documents: readonly unknown[],
  hasTarget: boolean,
  subject: string,
  gap: NoteGap,
): unknown[] {
  const patches = documents.filter(document => !isNothing(document));
  if (Array.isArray(patches[0])) return patches.slice(0, 1);
  if (hasTarget && patches.length > 1) gap(subject, 'holds several patches beside a `target`', 'breaks');
  return patches;
}

/** What a document holds that is no patch. */
export const isNothing = (document: unknown): boolean =>
  document === null || document === undefined || (Array.isArray(document) && document.length === 0);

export function targetOf(target: Data): PatchTarget {
  const keys = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];
  return Object.fromEntries(keys.flatMap(key => (target[key] ? [[key, textOf(target[key])]] : [])));
}
