import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { valueAt } from '../data/values';
import type { Model } from '../model';
import type { Edit } from '../model/edit';
import { refOf, sourcePlaceOf } from '../model/resource';
import type { Refusal } from './refusal';

/** Edits as they can be written, and those that can't. */
export interface Placed {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
}

/**
 * The edits by the place where they are written: what several kustomizations build of one source is edited once. Rendered
 * resources are their own source.
 */
export function placed(proposed: readonly Edit[], { blocked }: Pick<Model, 'blocked'>): Placed {
  const edits: Edit[] = [];
  const refused: Refusal[] = [];
  for (const all of grouped(proposed, placeOf).values()) {
    // What means no pods in one kustomization may mean some in another.
    const meaning = all.filter(({ workloads }) => workloads.length > 0);
    const same = meaning.length > 0 ? meaning : all;
    const [first] = same as readonly [Edit];
    const why = blocked?.(first.resource);
    const hindrance = why === undefined ? disagreement(same) : { reason: why, cure: blockedCure };
    if (hindrance && same.every(({ isSpare }) => isSpare)) continue;
    if (hindrance) refused.push({ ...hindrance, workloads: same.flatMap(edit => edit.workloads) });
    else edits.push(...written(same));
  }
  return { edits, refused };
}

const placeOf = ({ resource, path }: Edit): string => `${sourcePlaceOf(resource)} ${JSON.stringify(path)}`;

const blockedCure =
  'that must be mended, or both kustomizations must be repaired in the build, by this function under `transformers:`';

/** Two kustomizations build of one selector what means two workloads. */
function disagreement(edits: readonly Edit[]): Pick<Refusal, 'reason' | 'cure'> | undefined {
  const [first, ...others] = edits as readonly [Edit, ...Edit[]];
  const other = others.find(({ proposedValue }) => proposedValue !== first.proposedValue);
  if (!other) return undefined;
  const [a, b] = [first, other].map(({ proposedValue, root }) => `'${proposedValue}' in '${root}'`);
  const field = `\`${formatPath(first.path.slice(0, -1))}\` of ${refOf(first.resource)}`;
  return {
    reason: `${field} means ${a} and ${b}, and one file can't say both`,
    cure: first.workloads.some(({ resource }) => resource.beside !== undefined)
      ? 'each of these alternatives must have a selector of its own, in its own file'
      : 'each of these kustomizations must have a selector of its own, by a patch file',
  };
}

/** One edit for all kustomizations; none where the source holds the label already. */
function written(same: readonly Edit[]): readonly Edit[] {
  const [first] = same as readonly [Edit];
  if (first.root === undefined) return same;
  const present = valueAt(first.resource.value, first.path);
  if (present === first.proposedValue) return [];
  const { currentValue: _, ...rest } = first;
  const workloads = same.flatMap(edit => edit.workloads);
  return [{ ...rest, workloads, ...(typeof present === 'string' && { currentValue: present }) }];
}
