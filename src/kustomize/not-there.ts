import { isRemote } from './paths';
import type { GapEffect, NoteGap } from './steps';

/** What an entry is called that names a file or a directory, and what several are. */
const several = {
  '`resources` entry': '`resources` entries',
  'remote resource': 'remote resources',
  component: 'components',
  configuration: 'configurations',
  patch: 'patches',
} as const;

/** Takes note of an entry whose file or directory did not come. */
export function noteNotThere(gap: NoteGap, one: keyof typeof several, name: string, effect: GapEffect): void {
  const entry = { name, several: several[one] };
  gap(`${one} '${name}'`, 'is not among the files', effect, { entry, ...(!isRemote(name) && { isNear: true }) });
}
