import { posix } from 'node:path';
import { isKustomizationFile } from '../krm/classify';
import { InputError } from '../model/input-error';
import type { Skipped, Unread } from '../report';
import { type IgnoreLine, ignoreFiles, isIgnored, rulesIn } from './ignore';
import { type Entry, notThere, Unreachable, type World } from './system';

/** A file to look into. */
export interface FoundFile {
  readonly path: string;
  /** Named on the command line, not come upon in a directory. */
  readonly named: boolean;
}

/** What paths lead to. */
export interface Walked {
  readonly files: readonly FoundFile[];
  readonly unread: readonly Unread[];
  readonly skipped: readonly Skipped[];
}

/** True for the names of files that may hold manifests. */
export const isManifest = (name: string): boolean =>
  /\.(?:ya?ml|json)$/i.test(name) || isKustomizationFile(name) || name === 'Kptfile';

/** Hidden directories and files are tools' own. */
const isForeign = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/**
 * Parts of objects that a test looks for: nobody applies them. Source: kuttl, "Test steps" (`00-assert.yaml`, `00-errors.yaml`), and Chainsaw, which
 * took its names over.
 */
const isAssertion = (name: string): boolean =>
  /^(?:(?:\d+-|chainsaw-)(?:assert|errors?)|assert)(?:-.*)?\.ya?ml$/i.test(name);

/**
 * The files that paths lead to, each once, directories in the order of names.
 * @throws InputError for paths that lead nowhere
 */
export function filesAt(paths: readonly string[], world: World): Walked {
  const found = new Map<string, FoundFile>();
  const problems: string[] = [];
  const walk = new Walk(world);
  for (const given of paths) {
    const from = given.startsWith('/') ? world.relative(given) : given;
    const path = posix.normalize(from).replace(/(?<=.)\/$/, '');
    const kind = world.kindOf(path);
    if (kind === 'missing') problems.push(missing(given, path, world));
    else if (kind === 'directory') for (const file of walk.filesOf(path, rulesAbove(path, world))) add(file, false);
    else add(path, true);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { files: [...found.values()], unread: walk.unread, skipped: walk.skipped() };

  function add(path: string, named: boolean): void {
    if (named || !found.has(path)) found.set(path, { path, named });
  }
}

function missing(given: string, path: string, world: World): string {
  const why = unreachable(path, world);
  if (why !== notThere) return new Unreachable(path, 'read', why).message;
  const what = isListed(path, world) ? 'is a link that leads nowhere' : 'is not there';
  return `path '${given}' ${what}; it must be a file or a directory`;
}

/** Why a path that is missing can't be reached. */
function unreachable(path: string, world: World): string {
  try {
    world.read(path);
  } catch (error) {
    if (error instanceof Unreachable) return error.why;
    throw error;
  }
  return notThere;
}

function isListed(path: string, world: World): boolean {
  try {
    return world.entries(posix.dirname(path)).some(({ name }) => name === posix.basename(path));
  } catch (error) {
    if (error instanceof Unreachable) return false;
    throw error;
  }
}

/** What git ignores in a directory because of the directories above it in its work tree. */
function rulesAbove(path: string, world: World): readonly IgnoreLine[] {
  const above: string[] = [];
  for (let at = world.absolute(path); !isRepository(at, world); at = posix.dirname(at)) {
    if (posix.dirname(at) === at) return [];
    above.unshift(posix.dirname(at));
  }
  return above.flatMap(directory => rulesOf(directory, world));
}

const isRepository = (directory: string, world: World): boolean =>
  world.kindOf(posix.join(directory, '.git')) !== 'missing';

function rulesOf(directory: string, world: World): readonly IgnoreLine[] {
  return ignoreFiles.flatMap(name => {
    const path = posix.join(directory, name);
    if (world.kindOf(path) !== 'file') return [];
    try {
      return rulesIn(new TextDecoder().decode(world.read(path)), world.absolute(directory));
    } catch (error) {
      if (error instanceof Unreachable) return [];
      throw error;
    }
  });
}

class Walk {
  readonly unread: Unread[] = [];
  private readonly ignored: string[] = [];
  private readonly others: string[] = [];
  private readonly asserted: string[] = [];

  constructor(private readonly world: World) {}

  skipped(): readonly Skipped[] {
    return [
      { paths: this.ignored, why: `ignored by ${ignoreFiles.join(' or ')}` },
      { paths: this.others, why: "others' code and test data" },
      { paths: this.asserted, why: 'what tests look for' },
    ].filter(({ paths }) => paths.length > 0);
  }

  /** The files of a directory that the user named. */
  filesOf(directory: string, around: readonly IgnoreLine[]): readonly string[] {
    return this.filesIn(directory, around, true);
  }

  private filesIn(directory: string, around: readonly IgnoreLine[], isNamed = false): readonly string[] {
    const entries = this.entriesOf(directory, isNamed);
    const rules = [...around, ...rulesOf(directory, this.world)];
    const isGo = entries.some(({ name }) => name === 'go.mod');
    return entries.flatMap(({ name, kind }) => {
      const path = posix.join(directory, name);
      const isDirectory = kind === 'directory';
      if (isForeign(name) || !(isDirectory || isManifest(name))) return [];
      if (isIgnored(rules, this.world.absolute(path), isDirectory)) this.ignored.push(path);
      else if (isDirectory && (name === 'testdata' || (name === 'vendor' && isGo))) this.others.push(path);
      else if (!isDirectory && isAssertion(name)) this.asserted.push(path);
      else if (isDirectory) return this.filesIn(path, rules);
      else return this.fileAt(path, kind);
      return [];
    });
  }

  private entriesOf(directory: string, isNamed: boolean): readonly Entry[] {
    try {
      return this.world.entries(directory);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.unread.push({ at: { path: directory }, why: error.why, isProblem: isNamed });
      return [];
    }
  }

  private fileAt(path: string, kind: Entry['kind']): readonly string[] {
    if (kind === 'file') return [path];
    const why = kind === 'missing' ? this.whyNot(path) : 'it is no regular file';
    this.unread.push({ at: { path }, why, isProblem: false });
    return [];
  }

  /** Why what a directory lists can't be reached. */
  private whyNot(path: string): string {
    const why = unreachable(path, this.world);
    if (why !== notThere) return why;
    return path.includes('\u{fffd}') ? 'its name is not UTF-8; it must be' : 'it is a link that leads nowhere';
  }
}
