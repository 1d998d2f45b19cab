import alike from './alike.json';

/** Checks of ours by id, with the ids under which the peers tell the same. */
export const alikeChecks: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = alike;

/** The line with which a page ends whose defect peers know too; undefined where none does. */
export function peersLine(check: string): string | undefined {
  const known = Object.entries(alikeChecks[check] ?? {}).filter(([, ids]) => ids.length > 0);
  if (known.length === 0) return undefined;
  return `Elsewhere: ${known.map(([peer, ids]) => `${peer} ${ids.map(id => `\`${id}\``).join(', ')}`).join('; ')}.`;
}
