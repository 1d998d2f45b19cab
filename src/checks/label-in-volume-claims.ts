import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { keepingOut } from '../facts/label-changes';
import type { LabelEntry, LabelWrite } from '../kustomize';
import type { Finding } from '../model/finding';
import { placeOf, type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A label entry that reaches the volume claim templates of StatefulSets: it can't be changed any more. */
export const labelInVolumeClaims: Check = {
  id: 'label-in-volume-claims',
  severity: 'info',
  summary: "A kustomization's label stands in a StatefulSet's `volumeClaimTemplates`, which are immutable.",
  find: ({ labelEntries, model }) => {
    const inClaims = labelEntries.flatMap(entry =>
      entry.writes.filter(isInClaims(entry)).map(write => ({ entry, write })),
    );
    if (inClaims.length === 0) return [];
    const resources = new Map(model.resources.map(resource => [placeOf(resource), resource]));
    const byEntry = grouped(inClaims, ({ entry }) => `${entry.kustomization.item} ${formatPath(entry.entry)}`);
    return [...byEntry.values()].flatMap((same): Finding[] => {
      const [first] = same;
      const sets = same.flatMap(({ write }) => resources.get(write.place) ?? []);
      return first && sets.length > 0 ? [claimed(first.entry, sets)] : [];
    });
  },
};

/** What the claim templates bear by themselves, an entry does not change. */
const isInClaims =
  ({ labels }: LabelEntry) =>
  ({ path, before }: LabelWrite): boolean =>
    path[1] === 'volumeClaimTemplates' && before !== labels[String(path.at(-1))];

function claimed(from: LabelEntry, sets: readonly Resource[]): Finding {
  const { kustomization, entry, labels } = from;
  const refs = [...new Set(sets.map(refOf))];
  const pairs = Object.entries(labels).map(([key, value]) => `'${key}=${value}'`);
  const [it, are, its] = refs.length > 1 ? ['they are', 'them', 'their'] : ['it is', 'it', 'its'];
  return {
    resource: kustomization.source ?? kustomization,
    path: entry,
    what: `\`${formatPath(entry)}\` in '${kustomization.file?.path ?? kustomization.name}' writes ${list(pairs)} into \`volumeClaimTemplates\` of ${list(refs)}, which are immutable: once ${it} live, the API server refuses ${are} when this entry is added, changed or dropped`,
    todo: `before such a change \`kubectl delete --cascade=orphan ${refs.join(' ').toLowerCase()}\` must be run (${its} pods and volumes stay), or the label must be written by \`labels\` without \`includeSelectors\` from the start`,
    ...keepingOut([from], Object.keys(labels)),
  };
}
