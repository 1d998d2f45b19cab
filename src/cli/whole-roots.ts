import { asMap, asString, valueAt } from '../data/values';
import { transformerKinds } from '../kinds';
import { isKustomizationFile } from '../krm/classify';
import type { Unread } from '../report';
import type { Document } from './documents';
import { entriesIn } from './kustomization-files';

/** Keys of kustomizations, and of what they name, under which stands what is changed or copied from. Source: kustomize API reference. */
const pointers: ReadonlySet<string> = new Set(['target', 'select', 'source', 'objref']);

/**
 * Reads to their end those documents of which only the head was read and more may matter: a kustomization changes or copies them, or
 * the user's own rows have their kind.
 * @param isKnown whether the tables have a kind
 */
export function completed(
  documents: readonly Document[],
  isKnown: (kind: string) => boolean,
): { readonly documents: readonly Document[]; readonly unread: readonly Unread[] } {
  if (documents.every(({ whole }) => whole === undefined)) return { documents, unread: [] };
  const isTouched = touchedBy(documents);
  const read = documents.map(document => {
    const kind = asString(valueAt(document.value, ['kind'])) ?? '';
    return document.whole && (isKnown(kind) || isTouched(document)) ? document.whole() : { document };
  });
  return {
    documents: read.map(({ document }, i) => ({ ...document, index: documents[i]?.index ?? 0 })),
    unread: read.flatMap(one => ('unread' in one && one.unread ? [one.unread] : [])),
  };
}

/** True for what a kustomization builds upon and may mean by its name or by a pattern, and for what has a namesake that a person wrote: that may be its patch. */
function touchedBy(documents: readonly Document[]): (document: Document) => boolean {
  const speaking = documents.filter(isSpeaking).map(({ value }) => value);
  const texts = speaking.flatMap(textsIn);
  const targets = speaking.flatMap(value => targetsIn(value));
  const short = new Set(documents.flatMap(({ value, whole }) => (whole ? [] : [idOf(value)])));
  const built = entriesIn(documents);
  return ({ path, value }) => {
    if (!built.has(path)) return false;
    const name = nameOf(value);
    const isMeant = (target: Target) => fits(target.kind, kindOf(value)) && fits(target.name, name);
    return short.has(idOf(value)) || texts.some(text => text.includes(name)) || targets.some(isMeant);
  };
}

/** Kustomizations, and what they may name: replacements without a kind, transformers. */
const isSpeaking = ({ path, value }: Document): boolean =>
  isKustomizationFile(path) || kindOf(value) === '' || transformerKinds.has(kindOf(value));

const kindOf = (value: unknown): string => asString(valueAt(value, ['kind'])) ?? '';
const nameOf = (value: unknown): string => asString(valueAt(value, ['metadata', 'name'])) ?? '';
const idOf = (value: unknown): string => `${kindOf(value)}/${nameOf(value)}`;

interface Target {
  readonly kind: string;
  readonly name: string;
}

function targetsIn(value: unknown, key = ''): readonly Target[] {
  if (typeof value !== 'object' || value === null) return [];
  const map = pointers.has(key.toLowerCase()) ? asMap(value) : undefined;
  const own = map ? [{ kind: asString(map.kind) ?? '', name: asString(map.name) ?? '' }] : [];
  return [...own, ...Object.entries(value).flatMap(([inner, part]) => targetsIn(part, inner))];
}

/** Nothing fits everything, and what is no pattern here may be one to kustomize. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern || '.*'})$`).test(text);
  } catch {
    return true;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
