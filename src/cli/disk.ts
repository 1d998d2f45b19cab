import { readdirSync, readFileSync, realpathSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../input-error';
import type { Entry, World } from './world';

const inWords: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a directory',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** The disk, by paths from where the program was called. */
export const disk: Omit<World, 'stdin'> = {
  kindOf(path) {
    const stat = told(path, 'read', () => statOf(path));
    return stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : 'file';
  },
  entries: directory => told(directory, 'read', () => entriesOf(directory)),
  read: path => told(path, 'read', () => readFileSync(path)),
  isSame(path, other) {
    try {
      return realpathSync(path) === realpathSync(other);
    } catch {
      return false;
    }
  },
  write(path, text) {
    const isIn = disk.kindOf(dirname(path)) === 'directory';
    if (!isIn) throw new InputError([`'${path}' can't be written: its directory is not there`]);
    told(path, 'written', () => writeFileSync(path, text));
  },
};

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function entriesOf(directory: string): readonly Entry[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(entry => !entry.isSymbolicLink() || disk.kindOf(join(directory, entry.name)) === 'file')
    .filter(entry => entry.isDirectory() || entry.isFile() || entry.isSymbolicLink())
    .map(entry => ({ name: entry.name, isDirectory: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function told<T>(path: string, done: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new InputError([`'${path}' can't be ${done}: ${inWords[code] ?? message}`]);
  }
}
