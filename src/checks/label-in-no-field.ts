import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { cureOf, entryFile, isIn, landing, type Misplaced, misplacedIn, placeIn } from '../facts/misplaced-labels';
import type { Finding } from '../model/finding';
import type { Check } from './check';

/** A label that a kustomization writes beside a selector's fields instead of into them. */
export const labelInNoField: Check = {
  id: 'label-in-no-field',
  severity: 'warning',
  summary: "A kustomization's label is written where the kind has no such field.",
  find: ({ labelEntries, model, problems }) => {
    // The others are told as what can't be understood.
    const misplaced = misplacedIn(labelEntries, model.resources).filter(label => !problems.some(p => isIn(label, p)));
    const byEntry = grouped(
      misplaced,
      ({ entry, right }) => `${entry.kustomization.item} ${formatPath(entry.entry)} ${right}`,
    );
    return [...byEntry.values()].flatMap(([first]) => (first ? [told(first)] : []));
  },
};

function told(misplaced: Misplaced): Finding {
  const { right } = misplaced;
  const asked = right.endsWith('/matchLabels') ? ', and the selector does not ask for it' : ', and it is no label';
  return {
    resource: entryFile(misplaced),
    path: placeIn(misplaced),
    about: right,
    what: `${landing(misplaced)}, which has no such field: the API server drops it${asked}`,
    todo: cureOf(misplaced),
  };
}
