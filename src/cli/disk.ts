import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  type Dirent,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { compareText } from '../data/compare-text';
import { type Entry, type Kind, notThere, Unreachable, type World, type Written } from './system';

const inWords: Readonly<Record<string, string>> = {
  ENOENT: notThere,
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: notThere,
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'it would be larger than is allowed',
  EROFS: 'the disk is read-only',
};

/** The disk, by paths from where the program was called. */
export const disk: Omit<World, 'stdin'> = {
  kindOf: path => kindIn(statOf(path)),
  entries: directory => told(directory, 'read', () => entriesOf(directory)),
  read: path =>
    told(path, 'read', () => {
      if (kindIn(statOf(path)) === 'other') throw new Unreachable(path, 'read', `${notRegular} ('-' reads stdin)`);
      return readFileSync(path);
    }),
  absolute: path => resolve(path),
  relative: path => relative('', path) || '.',
  isSame(path, other) {
    const [a, b] = [path, other].map(one => statOf(one));
    if (a && b) return a.dev === b.dev && a.ino === b.ino;
    return placeOf(path) === placeOf(other);
  },
  write(files) {
    const drafts: { readonly draft: string; readonly target: string; readonly path: string }[] = [];
    try {
      for (const file of files) drafts.push(drafted(file));
      for (const { path, draft, target } of drafts) told(path, 'written', () => renameSync(draft, target));
    } finally {
      for (const { draft } of drafts) rmSync(draft, { force: true });
    }
  },
};

/** Writes all of a text to what is open as a file: what a call leaves out, the next one writes, or it says why not. */
export function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

const notRegular = 'it is no regular file; it must be one';

const kindIn = (stat: Stats | undefined): Kind =>
  stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : 'other';

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function entriesOf(directory: string): readonly Entry[] {
  return readdirSync(directory, { withFileTypes: true })
    .map(entry => ({
      name: entry.name,
      kind: kindOfEntry(entry, join(directory, entry.name)),
      isLink: entry.isSymbolicLink(),
    }))
    .filter(({ kind, isLink }) => !(isLink && kind === 'directory'))
    .map(({ name, kind }) => ({ name, kind }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** What a directory says of an entry that can't be looked at tells at least a directory, which may not be passed over in silence. */
function kindOfEntry(entry: Dirent, path: string): Kind {
  const kind = disk.kindOf(path);
  return kind === 'missing' && entry.isDirectory() ? 'directory' : kind;
}

/** A path with its links followed, as far as it is there. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(resolve(path));
    return above === resolve(path) ? above : join(placeOf(above), basename(path));
  }
}

/** Writes a file beside the place where it is to stand, so that a full disk costs nothing that was there. */
function drafted({ path, text }: Written): { readonly draft: string; readonly target: string; readonly path: string } {
  const kind = disk.kindOf(path);
  if (kind === 'directory') throw new Unreachable(path, 'written', 'it is a directory');
  if (kind === 'other') throw new Unreachable(path, 'written', notRegular);
  if (disk.kindOf(dirname(path)) !== 'directory') {
    throw new Unreachable(path, 'written', 'its directory is not there');
  }
  const target = placeOf(path);
  // No two runs may write one draft.
  const draft = join(dirname(target), `.${randomUUID()}.draft`);
  return told(path, 'written', () => {
    if (kind === 'file') accessSync(target, constants.W_OK);
    const file = openSync(draft, 'wx', statOf(target)?.mode ?? 0o666);
    try {
      writeWhole(file, text);
      fsyncSync(file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return { draft, target, path };
  });
}

function told<T>(path: string, done: 'read' | 'written', act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Unreachable(path, done, inWords[code] ?? message.replace(/, \w+(?: '.*')?$/s, ''));
  }
}
