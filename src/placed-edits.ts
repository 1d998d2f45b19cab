import type { Edit } from './edit';
import { grouped } from './grouping';
import type { Model } from './model';
import type { Refusal } from './plan';
import { asMap, formatPath, type Resource, refOf, sourcePlaceOf, valueAt } from './resource';

/** Edits as they can be written, and those that can't. */
export interface Placed {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  /** Edits of fields that only an inline patch brings: nobody else depends on them. */
  readonly unplaced: readonly Edit[];
}

/**
 * The edits by the place where they are written: what several kustomizations build of one source is edited once, and only where
 * the source itself holds the field. Rendered resources are their own source.
 */
export function placed(proposed: readonly Edit[], { blocked }: Pick<Model, 'blocked'>): Placed {
  const edits: Edit[] = [];
  const refused: Refusal[] = [];
  const unplaced: Edit[] = [];
  for (const same of grouped(proposed, placeOf).values()) {
    const [first] = same as readonly [Edit];
    const workloads = same.flatMap(edit => edit.workloads);
    const hindrance = blocked?.(first.resource) ?? disagreement(same);
    const holder = holderOf(first);
    if (hindrance !== undefined) refused.push({ workloads, reason: hindrance });
    else if (holder) edits.push(...written(first, same, holder));
    else unplaced.push(first);
  }
  return { edits, refused, unplaced };
}

const placeOf = ({ resource, path }: Edit): string => `${sourcePlaceOf(resource)} ${JSON.stringify(path)}`;

const where = ({ resource, path }: Edit): string => `\`${formatPath(path.slice(0, -1))}\` of ${refOf(resource)}`;

/** Two kustomizations build of one selector what means two workloads. */
function disagreement(edits: readonly Edit[]): string | undefined {
  const [first, ...others] = edits as readonly [Edit, ...Edit[]];
  const other = others.find(({ proposedValue }) => proposedValue !== first.proposedValue);
  if (!other) return undefined;
  const [a, b] = [first, other].map(({ resource, proposedValue }) => `'${proposedValue}' in '${resource.via[0]}'`);
  return `${where(first)} means ${a} and ${b}: one file can't say both`;
}

/** The source that holds the field: the resource's own, or a patch that brings it; undefined where only inline patches do. */
function holderOf({ resource, path }: Edit): Resource | undefined {
  const { source, patches = [] } = resource;
  if (!source) return resource;
  const lastElement = path.findLastIndex(key => typeof key === 'number');
  const holds = ({ value }: Resource) => asMap(valueAt(value, path.slice(0, lastElement + 1))) !== undefined;
  return [source, ...patches].find(holds);
}

/** The edit as its holder needs it: none where it has the label already. */
function written(edit: Edit, same: readonly Edit[], holder: Resource): Edit[] {
  if (!edit.resource.source) return [...same];
  const present = valueAt(holder.value, edit.path);
  if (present === edit.proposedValue) return [];
  const { currentValue: _, ...rest } = edit;
  const workloads = same.flatMap(({ workloads }) => workloads);
  return [{ ...rest, resource: holder, workloads, ...(typeof present === 'string' && { currentValue: present }) }];
}
