import { analyse } from '../analyse';
import type { Config } from '../config';
import { asMap, valueAt } from '../data/values';
import { kindTable } from '../kinds';
import { isKustomizationFile } from '../krm/classify';
import { resourcesFrom } from '../krm/resources';
import { type Result, toResults } from '../krm/results';
import type { Diagnostic } from '../model/finding';
import type { FilePosition, Located, Report, Skipped } from '../report';
import { isObject, isResource, itemOf, objectCount } from './document-items';
import type { Document } from './documents';
import { namedIn } from './kustomization-files';

/** What an inspection finds out; the rest of a report is known before. */
export type Inspection = Pick<Report, 'located' | 'resources' | 'files' | 'skipped'>;

/**
 * Runs the checks over documents.
 * @param empty the files that hold nothing
 * @throws InputError where the configuration does not fit them
 */
export function inspect(documents: readonly Document[], config: Config, empty: ReadonlySet<string>): Inspection {
  const hasKustomizations = documents.some(({ path }) => isKustomizationFile(path));
  // Kustomizations name files that are no objects: patches, configurations.
  const isPart = ({ value }: Document) => hasKustomizations && typeof value === 'object';
  const items = documents.filter(document => isObject(document) || isPart(document));
  const table = kindTable(config.kinds);
  const input = resourcesFrom(items.map(itemOf), table, item => items[item]?.twice ?? []);
  const { diagnostics } = analyse({ ...input, empty }, config);
  const isCounted = (document: Document) => isResource(document, table);
  const objects = documents.filter(isCounted);
  const named = namedIn(documents);
  return {
    located: located(diagnostics, items),
    resources: objects.reduce((sum, document) => sum + objectCount(document), 0),
    files: new Set(objects.map(({ path }) => path)).size,
    skipped: [
      ...skippedOf(
        documents.filter(one => named.has(one.path) && isRepair(one)),
        "this function; 'kustomize build --enable-alpha-plugins --enable-exec DIR | component-labels check' tells what it leaves",
      ),
      ...skippedOf(
        documents.filter(one => !isCounted(one) && !one.isUnread && !named.has(one.path)),
        'no Kubernetes object',
      ),
    ],
  };
}

/** The diagnostics as results with their places; leading ones are made before those that refer to them. */
function located(diagnostics: readonly Diagnostic[], items: readonly Document[]): readonly Located[] {
  const results = toResults(diagnostics);
  const plain = new Map(
    diagnostics.map((diagnostic, i) => {
      const at = positionOf(diagnostic, items);
      return [diagnostic, { result: results[i] as Result, ...(at && { at }) }] as const;
    }),
  );
  return [...plain].map(([{ leader }, one]) => {
    const symptomOf = leader && plain.get(leader);
    return symptomOf ? { ...one, symptomOf } : one;
  });
}

function positionOf({ resource, path = [] }: Diagnostic, items: readonly Document[]): FilePosition | undefined {
  const source = resource?.source ?? resource;
  return source && items[source.item]?.at([...source.listPath, ...path]);
}

/** A functionConfig of ours by which a build is repaired: what sources hold is not what is built then. */
const isRepair = ({ value }: Document): boolean =>
  asMap(value)?.kind === 'ComponentLabels' && valueAt(value, ['spec', 'mode']) !== 'Validate';

function skippedOf(documents: readonly Document[], why: string): readonly Skipped[] {
  const paths = [...new Set(documents.map(({ path }) => path))];
  return paths.length > 0 ? [{ paths, why }] : [];
}
