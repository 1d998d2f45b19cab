import { asMap, type Data } from '../data/values';
import { readDocuments } from '../krm/documents';
import { type Create, fieldsAt, lookUp, stepsOf } from './field-path';
import { thaw } from './json-patch';
import { PatchError } from './patch-error';

/** A plain scalar as YAML reads it. */
export function resolved(text: string): unknown {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:\d+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}

/**
 * True where a path leads on into a text, which kustomize 5.8 reads as YAML and writes anew. Such a text is no label, name or port
 * that anyone could read as one, so it stays as it is.
 * @throws PatchError where the text does not hold what the path asks for
 */
export function inText(root: Data, path: string, create: Create): boolean {
  const steps = stepsOf(path);
  for (let i = 1; i < steps.length; i++) {
    const text = scalarAt(root, steps.slice(0, i));
    if (text === undefined) continue;
    const document = readDocuments(text)?.[0];
    const rest = steps.slice(i).map(step => step.replaceAll('.', '\\.'));
    const fields = asMap(document) ? fieldsAt(thaw(asMap(document) as Data), rest.join('.'), create) : [];
    if (fields.length === 0) throw new PatchError(`there is no \`${path}\``);
    return true;
  }
  return false;
}

function scalarAt(root: Data, steps: readonly string[]): string | undefined {
  try {
    const value = lookUp(root, steps.map(step => step.replaceAll('.', '\\.')).join('.'));
    return typeof value === 'object' || value === undefined ? undefined : String(value);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}
