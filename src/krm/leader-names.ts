import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Diagnostic } from '../model/finding';
import { refOf } from '../model/resource';

/**
 * How tag `related` names leading results: `service-selects-many Service/db`, or `service-selects-many Service/db, namespace shop,
 * file db.yaml` where that would not tell one from another.
 */
export function leaderNames(diagnostics: readonly Diagnostic[]): (leader: Diagnostic) => string {
  const alike = grouped(
    diagnostics.filter(({ leader }) => leader === undefined),
    shortNameOf,
  );
  return remembered(leader => {
    const short = shortNameOf(leader);
    const [one, ...others] = (alike.get(short) ?? []).map(placeNameOf);
    return others.every(other => other === one) ? short : placeNameOf(leader);
  });
}

/** By its check and its resource; a kustomization mostly has no name but its file's. */
function shortNameOf({ check, resource }: Diagnostic): string {
  const about = resource?.source ?? resource;
  if (!about) return check;
  return `${check} ${about.name || !about.file ? refOf(about) : about.file.path}`;
}

function placeNameOf(diagnostic: Diagnostic): string {
  const { namespace, file } = diagnostic.resource?.source ?? diagnostic.resource ?? { namespace: '' };
  const where = [namespace === '' ? [] : [`namespace ${namespace}`], file ? [`file ${file.path}`] : []].flat();
  return [shortNameOf(diagnostic), ...where].join(', ');
}
