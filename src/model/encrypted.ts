import { formatPath, type Path } from '../data/path';
import { asMap } from '../data/values';
import type { Problem } from './input-error';
import { type Resource, refOf } from './resource';

/** True for a document that SOPS encrypted in part: any change of it breaks its message authentication code. Source: SOPS README. */
export const isEncrypted = ({ value, source }: Pick<Resource, 'value' | 'source'>): boolean =>
  typeof asMap((source?.value ?? value).sops)?.mac === 'string';

/** A value that SOPS encrypted. Source: SOPS README, "Encryption Protocol". */
export const isCipher = (value: string): boolean => /^ENC\[[A-Z0-9_]+,data:/.test(value);

/** What is hidden of a document that SOPS encrypted, where that is a label or a selector: then nothing is known of its pods. */
export function hiddenLabel(resource: Resource): Problem | undefined {
  if (!isEncrypted(resource)) return undefined;
  const path = findHidden(resource.value, [], false);
  if (!path) return undefined;
  const message = `${refOf(resource)}: \`${formatPath(path)}\` is encrypted, so nothing is said of its pods`;
  return { message, resource, path, severity: 'info' };
}

function findHidden(value: unknown, path: Path, isLabel: boolean): Path | undefined {
  if (typeof value === 'string') return isLabel && isCipher(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const found = findHidden(
      child,
      [...path, Array.isArray(value) ? Number(key) : key],
      isLabel || /labels|selector$/i.test(key),
    );
    if (found) return found;
  }
  return undefined;
}
