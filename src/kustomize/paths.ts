import { posix } from 'node:path';

/** `path` as seen from `directory`, without `.` and `..`: `overlays/dev` and `../../base` is `base`. The root is `.`. */
export function pathFrom(directory: string, path: string): string {
  return posix.normalize(posix.join(directory, path)).replace(/(?<=.)\/$/, '');
}

/** The directory of a file; `.` is the root. */
export const directoryOf = (file: string): string => posix.dirname(file);

/** True for what kustomize fetches from elsewhere: URLs and git repositories. */
export function isRemote(path: string): boolean {
  return /^[a-z][a-z+]*:\/\/|^(?:git@|git::|github\.com[/:]|gitlab\.com[/:]|bitbucket\.org[/:])|[?&]ref=|\.git(?:$|\/|\?)/.test(
    path,
  );
}
