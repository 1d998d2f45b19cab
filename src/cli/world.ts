/** What the command line needs of the machine. Errors are InputErrors that name the path and say what is so with it. */
export interface World {
  readonly kindOf: (path: string) => 'file' | 'directory' | 'missing';
  /** The entries of a directory by name, as far as they are files or directories; links to directories are not followed. */
  readonly entries: (directory: string) => readonly Entry[];
  readonly read: (path: string) => Uint8Array;
  /** Whether two paths lead to one file. */
  readonly isSame: (path: string, other: string) => boolean;
  readonly write: (path: string, text: string) => void;
  /** All of stdin, or undefined where it is a terminal. */
  readonly stdin: () => Promise<Uint8Array | undefined>;
}

/** A file or a directory in a directory. */
export interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
}
