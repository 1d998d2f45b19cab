import { gather, InputError } from '../input-error';
import type { Skipped } from '../report';
import { type Document, readDocumentsOf, stdinPath } from './documents';
import { builtUpon } from './follow';
import { apartFromCharts } from './helm';
import { filesAt } from './walk';
import type { World } from './world';

/** What the paths of a command line lead to. */
export interface Received {
  readonly documents: readonly Document[];
  readonly skipped: readonly Skipped[];
  /** Every file that was read. */
  readonly files: readonly string[];
}

/**
 * Reads files, directories and stdin.
 * @param paths `-` is stdin; stdin too where there are none
 * @throws InputError naming everything that can't be read
 */
export async function receive(paths: readonly string[], world: World): Promise<Received> {
  const isStdin = (path: string) => path === '-';
  const fromFiles = readFiles(
    paths.filter(path => !isStdin(path)),
    world,
  );
  if (paths.length > 0 && !paths.some(isStdin)) return fromFiles;
  const { documents, skipped } = readDocumentsOf(stdinPath, await stdinOf(world), true);
  return {
    ...fromFiles,
    documents: [...documents, ...fromFiles.documents],
    skipped: [...fromFiles.skipped, ...(skipped ? [{ paths: [stdinPath], why: skipped }] : [])],
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

/** Reads the files, and what their kustomizations build upon beside them. */
function readFiles(paths: readonly string[], world: World): Received {
  const found = filesAt(paths, world);
  const known = new Set(found.map(({ path }) => path));
  const { charts, others } = apartFromCharts(found);
  const documents: Document[] = [];
  const skipped = new Map([...charts].map(([chart, files]) => [templatesOf(chart), [...files]]));
  for (let next = others; next.length > 0; ) {
    const read = next.map(
      ({ path, named }) =>
        () =>
          readDocumentsOf(path, world.read(path), named),
    );
    const contents = gathered(read);
    contents.forEach(({ skipped: why }, i) => {
      if (why) skipped.set(why, [...(skipped.get(why) ?? []), next[i]?.path ?? '']);
    });
    const came = contents.flatMap(content => content.documents);
    documents.push(...came);
    next = [...builtUpon(came, known, world)].map(path => ({ path, named: false }));
    for (const { path } of next) known.add(path);
  }
  return { documents, skipped: [...skipped].map(([why, files]) => ({ paths: files, why })), files: [...known] };
}

const templatesOf = (chart: string): string => `Helm templates; 'helm template ${chart}' makes them manifests`;

/** What the acts give, in their order. @throws InputError with the problems of all */
function gathered<T>(acts: readonly (() => T)[]): readonly T[] {
  const given: T[] = [];
  gather(acts.map(act => () => void given.push(act())));
  return given;
}
