import { analyse } from '../analyse';
import type { Config } from '../config';
import type { Diagnostic } from '../diagnostic';
import { gather, InputError } from '../input-error';
import { kindTable } from '../kinds';
import { isKustomizationFile } from '../krm/classify';
import { resourcesFrom } from '../krm/resources';
import { toResult } from '../krm/results';
import { directoriesOf } from '../kustomize/directories';
import type { Located, Place, Report, Skipped } from '../report';
import type { Document } from './documents';
import { countOf, isObject, itemOf } from './items';

/** What an inspection finds out; the rest of a report is known before. */
export type Inspection = Pick<Report, 'located' | 'resources' | 'files' | 'skipped'>;

type Table = ReturnType<typeof kindTable>;

/**
 * Runs the checks over documents.
 * @throws InputError where they can't be understood
 */
export function inspect(documents: readonly Document[], config: Config): Inspection {
  const table = kindTable(config.kinds);
  const items = documents.filter(document => isObject(document) || mayBePart(document, documents, table));
  gather(items.map(document => () => understand(document, table)));
  const input = resourcesFrom(items.map(itemOf), table);
  const { diagnostics } = explained(items, () => analyse(input, config));
  const objects = documents.filter(isObject);
  const { named } = directoriesOf(input.files, resource => input.kustomizations.includes(resource));
  return {
    located: diagnostics.map(diagnostic => locate(diagnostic, items)),
    resources: objects.reduce((sum, document) => sum + countOf(document), 0),
    files: new Set(objects.map(({ path }) => path)).size,
    skipped: skippedOf(documents.filter(document => !isObject(document) && !named.has(document.path))),
  };
}

/** Kustomizations name files that are no objects: patches, configurations. */
function mayBePart(document: Document, documents: readonly Document[], table: Table): boolean {
  if (typeof document.value !== 'object' || !documents.some(({ path }) => isKustomizationFile(path))) return false;
  try {
    resourcesFrom([itemOf(document)], table);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** @throws InputError naming the file and line of what is no resource */
function understand(document: Document, table: Table): void {
  try {
    resourcesFrom([itemOf(document)], table);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = placeText(document.at([]));
    throw new InputError(error.problems.map(({ message }) => `${place}: ${withoutItem(message)}`));
  }
}

/** The problem of a lone item, which needs no number and no file. */
const withoutItem = (message: string): string =>
  message.replace(/ in file '[^']*'/, '').replace(/\bitem 0\b/, 'this document');

/** @throws InputError naming the file and line of every resource that can't be understood */
function explained<T>(items: readonly Document[], act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map(({ message, resource }) => {
        const source = resource?.source ?? resource;
        const at = source && items[source.item]?.at(source.base);
        return at ? `${placeText(at)}: ${message}` : message;
      }),
    );
  }
}

const placeText = ({ path, line }: Place): string => (line === undefined ? path : `${path}:${line}`);

function locate(diagnostic: Diagnostic, items: readonly Document[]): Located {
  const { resource, path = [] } = diagnostic;
  const source = resource?.source ?? resource;
  const at = source && items[source.item]?.at([...source.base, ...path]);
  return { result: toResult(diagnostic), ...(at && { at }) };
}

function skippedOf(documents: readonly Document[]): readonly Skipped[] {
  const paths = [...new Set(documents.map(({ path }) => path))];
  return paths.length > 0 ? [{ paths, why: 'no Kubernetes object' }] : [];
}
