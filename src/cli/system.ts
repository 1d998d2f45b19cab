import { InputError } from '../model/input-error';

/** What a path leads to, links followed: only regular files are read and written. `missing` too is what can't be reached. */
export type Kind = 'file' | 'directory' | 'other' | 'missing';

/** What the command line needs of the machine. */
export interface World {
  readonly kindOf: (path: string) => Kind;
  /** The entries of a directory by name; links to directories are left out. @throws Unreachable */
  readonly entries: (directory: string) => readonly Entry[];
  /** @throws Unreachable */
  readonly read: (path: string) => Uint8Array;
  /** The path from the root of the machine. */
  readonly absolute: (path: string) => string;
  /** The path from where the program was called. */
  readonly relative: (path: string) => string;
  /** Whether two paths lead to one file, be it there or not. */
  readonly isSame: (path: string, other: string) => boolean;
  /** Writes all of the files, or none. @throws Unreachable */
  readonly write: (files: readonly Written[]) => void;
  /** All of stdin, or undefined where it is a terminal. */
  readonly stdin: () => Promise<Uint8Array | undefined>;
}

/** What stands in a directory. */
export interface Entry {
  readonly name: string;
  readonly kind: Kind;
}

/** A file that is to be written. */
export interface Written {
  readonly path: string;
  readonly text: string;
}

/** Why a path that leads nowhere can't be read. */
export const notThere = 'it is not there';

/** A path that can't be read or written, and why, in words. */
export class Unreachable extends InputError {
  constructor(
    readonly path: string,
    done: 'read' | 'written',
    readonly why: string,
  ) {
    super([`'${path}' can't be ${done}: ${why}`]);
  }
}
