import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath, type Path } from '../data/path';
import { asList, asMap, valueAt } from '../data/values';
import { overwritesIn } from '../facts/overwrites';
import type { LabelEntry, LabelWrite } from '../kustomize';
import type { Finding } from '../model/finding';
import { placeOf, type Resource, refOf } from '../model/resource';
import { sameWorkloads } from '../model/selection';
import type { Check, Situation } from './check';

/** A patch that sets a label or selector which a label entry of the same kustomization overwrites. */
export const labelOverridesPatch: Check = {
  id: 'label-overrides-patch',
  severity: 'warning',
  summary: 'A patch sets a label or selector that the labels of its kustomization overwrite.',
  find: situation => {
    const overridden = situation.labelEntries.flatMap(entry =>
      entry.writes.flatMap(write => (isOverridden(entry, write) ? [{ entry, write }] : [])),
    );
    if (overridden.length === 0) return [];
    const resources = new Map(situation.model.resources.map(resource => [placeOf(resource), resource]));
    const right = rightSelectors(situation);
    const byPatch = grouped(overridden, ({ entry, write: { patch, path, place } }) =>
      compound(entry.kustomization.via, formatPath(patch?.entry ?? []), patch?.from?.item, path.at(-1), place),
    );
    return [...byPatch.values()].flatMap((same): Finding[] => {
      const resource = resources.get(same[0]?.write.place ?? '');
      const isRight = same.every(({ write }) => right.has(fieldOf(write.place, write.path.slice(0, -1))));
      return resource && !isRight ? vain(same, resource, situation) : [];
    });
  },
};

interface Overridden {
  readonly entry: LabelEntry;
  readonly write: LabelWrite;
}

/** What the patch left there is not what the entry writes. */
const isOverridden = ({ labels }: LabelEntry, { patch, before, path }: LabelWrite): boolean =>
  patch !== undefined && before !== labels[String(path.at(-1))];

/** Selectors that select just what they mean, their authors' patches included: all that such a patch is for. */
function rightSelectors({ bindings }: Situation): ReadonlySet<string> {
  const right = bindings.filter(({ selects, means }) => means.length > 0 && sameWorkloads(selects, means));
  return new Set(right.map(({ selector: { resource, labelsPath } }) => fieldOf(placeOf(resource), labelsPath)));
}

const fieldOf = (place: string, path: Path): string => `${place} ${formatPath(path)}`;

function vain(same: readonly Overridden[], resource: Resource, situation: Situation): Finding[] {
  const [{ entry, write } = {}] = same;
  if (!entry || !write?.patch) return [];
  const { from, entry: place = [] } = write.patch;
  const { kustomization, labels } = entry;
  const key = String(write.path.at(-1));
  const deed = write.before === undefined ? `removes '${key}' from` : `sets '${key}' to '${write.before}' in`;
  const fields = [...new Set(same.map(({ write: { path } }) => `\`${formatPath(path.slice(0, -1))}\``))].join(' and ');
  const file = kustomization.file?.path ?? kustomization.name;
  const subject = from?.file ? `patch '${from.file.path}'` : `\`${formatPath(place)}\``;
  const cause = overwritesIn(situation).find(overwrite => overwrite.entry === entry && overwrite.key === key);
  return [
    {
      resource: from ? { ...from, via: kustomization.via, source: from } : kustomization,
      path: from ? placeIn(from, write.path) : place,
      ...(!from && { isPlace: true as const }),
      about: [key, refOf(resource), kustomization.item].join(' '),
      ...(cause && { story: cause.story }),
      what: `${subject} ${deed} ${fields} of ${refOf(resource)}, in vain: kustomize applies it before \`${formatPath([...entry.entry, key])}: ${labels[key]}\` of the same '${file}'`,
      todo: `the label must be kept out of pods and selectors (\`labels\` without \`includeSelectors\`), or the patch must leave '${key}' alone or stand in a kustomization above`,
    },
  ];
}

/** Where in a patch's file the label is written. */
function placeIn({ value }: Resource, path: Path): Path {
  const operations = asList(value.bareSeqNodeWrappingKey);
  if (operations.length === 0) return valueAt(value, path) === undefined ? [] : path;
  const pointer = `/${path.map(key => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  const at = operations.findIndex(operation => `${pointer}/`.startsWith(`${asMap(operation)?.path}/`));
  return at < 0 ? [] : ['bareSeqNodeWrappingKey', at];
}
