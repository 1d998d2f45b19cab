import { InputError } from '../model/input-error';
import type { Skipped, Unread } from '../report';
import { type Document, type FileContent, readDocumentsOf, stdinPath, unreadFile } from './documents';
import { type FoundFile, filesAt } from './find-files';
import { apartFromCharts } from './helm';
import { entriesIn, filesBehind, namedIn } from './kustomization-files';
import { Unreachable, type World } from './system';

/** What the paths of a command line lead to. */
export interface ReadInputs {
  readonly documents: readonly Document[];
  readonly skipped: readonly Skipped[];
  /** What could not be read. */
  readonly unread: readonly Unread[];
  /** Every file that was read. */
  readonly files: readonly string[];
  /** Those that hold nothing. */
  readonly empty: ReadonlySet<string>;
}

/**
 * Reads files, directories and stdin.
 * @param paths `-` is stdin; stdin too where there are none
 * @throws InputError naming every path that leads nowhere
 */
export async function readInputs(paths: readonly string[], world: World): Promise<ReadInputs> {
  const isStdin = (path: string) => path === '-';
  const fromFiles = readFiles(
    paths.filter(path => !isStdin(path)),
    world,
  );
  if (paths.length > 0 && !paths.some(isStdin)) return fromFiles;
  const { documents, skipped, unread } = readDocumentsOf(stdinPath, await stdinOf(world), true);
  return {
    ...fromFiles,
    documents: [...documents, ...fromFiles.documents],
    skipped: [...fromFiles.skipped, ...(skipped ? [{ paths: [stdinPath], why: skipped }] : [])],
    unread: [...unread, ...fromFiles.unread],
  };
}

async function stdinOf(world: World): Promise<Uint8Array> {
  const bytes = await world.stdin();
  if (bytes === undefined) {
    throw new InputError(['no PATH is given, and stdin is a terminal; one of them must hold manifests (see --help)']);
  }
  if (bytes.length === 0) throw new InputError(['stdin is empty; it must hold manifests, or a PATH must be given']);
  return bytes;
}

/** Reads the files, and what their kustomizations build upon: beside them, or among them and no Kubernetes object by its words. */
function readFiles(paths: readonly string[], world: World): ReadInputs {
  const walked = filesAt(paths, world);
  const known = new Set(walked.files.map(({ path }) => path));
  const { charts, others } = apartFromCharts(walked.files);
  const contents = new Map<string, FileContent>();
  let entries: ReadonlySet<string> = new Set();
  for (let next = others; next.length > 0; ) {
    for (const file of next) contents.set(file.path, contentOf(file, world));
    entries = entriesIn([...contents.values()].flatMap(({ documents }) => documents));
    const plain = [...contents].filter(([path, { isPlain }]) => isPlain && entries.has(path)).map(([path]) => path);
    const beside = [...filesBehind(entries, known, world)];
    for (const path of beside) known.add(path);
    next = [...plain.map(path => ({ path, named: true })), ...beside.map(path => ({ path, named: false }))];
  }
  const documents = [...contents.values()].flatMap(content => content.documents);
  const isNothingReached =
    charts.size === 0 &&
    walked.skipped.length === 0 &&
    [...contents.values()].every(({ isOutOfReach }) => isOutOfReach);
  const unread = [...walked.unread, ...[...contents.values()].flatMap(content => content.unread)];
  return {
    documents,
    unread: unread.map(one => (isNothingReached || entries.has(one.at.path) ? { ...one, isProblem: true } : one)),
    skipped: [
      ...walked.skipped,
      ...[...charts].map(([chart, files]) => ({ paths: files, why: templatesOf(chart) })),
      ...skippedIn(contents, namedIn(documents)),
    ],
    files: [...known],
    empty: new Set([...contents].flatMap(([path, content]) => (isEmpty(content) ? [path] : []))),
  };
}

const isEmpty = ({ documents, unread, skipped, isPlain }: FileContent): boolean =>
  documents.length === 0 && unread.length === 0 && skipped === undefined && !isPlain;

const templatesOf = (chart: string): string => `Helm templates; 'helm template ${chart}' makes them manifests`;

function contentOf({ path, named }: FoundFile, world: World): FileContent {
  try {
    return readDocumentsOf(path, world.read(path), named);
  } catch (error) {
    if (error instanceof Unreachable) return { ...unreadFile(path, error.why, named), isOutOfReach: true };
    throw error;
  }
}

/** Files without a word of Kubernetes, unless a kustomization names them, and those that only Helm understands. */
function skippedIn(contents: ReadonlyMap<string, FileContent>, named: ReadonlySet<string>): readonly Skipped[] {
  const byReason = new Map<string, string[]>();
  for (const [path, { skipped, isPlain, documents }] of contents) {
    const why = skipped ?? (isPlain && documents.length === 0 && !named.has(path) ? 'no Kubernetes object' : undefined);
    if (why !== undefined) byReason.set(why, [...(byReason.get(why) ?? []), path]);
  }
  return [...byReason].map(([why, paths]) => ({ paths, why }));
}
