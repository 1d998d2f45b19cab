import { flow } from '../data/flow';
import { labelPaths } from '../kinds';
import type { LabelEntry } from '../kustomize';
import { formatSelector, type LabelSelector, unmet } from '../labels/label-selector';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { list } from '../model/wording';
import { keepingOut, labelsBefore } from './label-changes';

/** What must be done, and what of that is a change. */
export type Cure = Pick<Finding, 'todo' | 'advice'>;

/** As people know the kustomization that wrote the labels, where it is known. */
export const whoWrites = ([entry]: readonly LabelEntry[]): string => {
  const { file, source } = entry?.kustomization ?? {};
  const path = (source?.file ?? file)?.path;
  return path === undefined ? 'the kustomization' : `kustomization '${path}'`;
};

/** Carried on, a key that tells pods apart would tell them apart no longer. `from` are the entries that wrote the keys, where these are known. */
export function keepOutCure(
  keys: readonly string[],
  from: readonly LabelEntry[] = [],
): Required<Pick<Cure, 'todo'>> & Cure {
  return {
    todo: `${whoWrites(from)} must write ${list(keys.map(key => `\`${key}\``))} by \`labels:\` without \`includeSelectors\` (then live workloads must be replaced: their selectors are immutable)`,
    ...keepingOut(from, keys),
  };
}

/**
 * What must be done where a selector asks for what the pods that it means do not bear: in sources a common label wrote it. What it adds
 * can be carried on to the pods; what it overwrites there must stay as authored. `from` are the entries of one kustomization that wrote it,
 * where that is known.
 */
export function reachCure(
  { resource, podLabels, row }: Pick<Workload, 'resource' | 'podLabels' | 'row'>,
  asked: LabelSelector,
  from: readonly LabelEntry[] = [],
): Cure {
  const ref = refOf(resource);
  if (resource.source) {
    const missed = unmet(asked, podLabels);
    const overwritten = missed.filter(key => podLabels[key] !== undefined);
    if (overwritten.length > 0) return keepOutCure(overwritten, from);
    const entry = {
      pairs: Object.fromEntries(missed.map(key => [key, asked.matchLabels[key] ?? ''])),
      fields: labelPaths(row).map(path => ({ path, kind: resource.kind, create: true })),
    };
    const [origin] = from;
    return {
      todo: `${whoWrites(from)} must carry what its labels made the selector ask for to ${ref} as well: \`labels: ${flow([entry])}\``,
      ...(origin && { advice: [[labelsBefore(origin.kustomization, [entry])]] }),
    };
  }
  const born = formatSelector({ matchLabels: podLabels, matchExpressions: [] });
  return {
    todo:
      born === ''
        ? `the pods of ${ref} must bear a label of their own, and the selector must ask for that`
        : `if it means ${ref}, its selector must ask for what those pods bear, '${born}', or for some of it`,
  };
}
