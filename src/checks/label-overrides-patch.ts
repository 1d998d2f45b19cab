import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import type { LabelEntry, LabelWrite } from '../kustomize';
import { asList, asMap, formatPath, type Path, placeOf, type Resource, refOf, valueAt } from '../resource';
import type { Check } from './check';

/** A patch that sets a label or selector which a label entry of the same kustomization overwrites. */
export const labelOverridesPatch: Check = {
  id: 'label-overrides-patch',
  severity: 'warning',
  summary: 'A patch sets a label or selector that the labels of its kustomization overwrite.',
  find: ({ labelled, model }) => {
    const overridden = labelled.flatMap(entry =>
      entry.writes.flatMap(write => (isVain(entry, write) ? [{ entry, write }] : [])),
    );
    if (overridden.length === 0) return [];
    const resources = new Map(model.resources.map(resource => [placeOf(resource), resource]));
    const byPatch = grouped(overridden, ({ entry, write }) =>
      [
        entry.kustomization.via.join(),
        formatPath(write.patch?.entry ?? []),
        write.patch?.from?.item,
        write.path.at(-1),
        write.place,
      ].join('\n'),
    );
    return [...byPatch.values()].flatMap((same): Finding[] => {
      const resource = resources.get(same[0]?.write.place ?? '');
      return resource ? vain(same, resource) : [];
    });
  },
};

/** What the patch left there is not what the entry writes. */
const isVain = ({ labels }: LabelEntry, { patch, before, path }: LabelWrite): boolean =>
  patch !== undefined && before !== labels[String(path.at(-1))];

function vain(
  same: readonly { readonly entry: LabelEntry; readonly write: LabelWrite }[],
  resource: Resource,
): Finding[] {
  const [{ entry, write } = {}] = same;
  if (!entry || !write?.patch) return [];
  const { from, entry: place = [] } = write.patch;
  const { kustomization, labels } = entry;
  const key = String(write.path.at(-1));
  const deed = write.before === undefined ? `removes '${key}' from` : `sets '${key}' to '${write.before}' in`;
  const fields = [...new Set(same.map(({ write: { path } }) => `\`${formatPath(path.slice(0, -1))}\``))].join(' and ');
  const file = kustomization.source?.file?.path ?? kustomization.name;
  const subject = from?.file ? `patch '${from.file.path}'` : `\`${formatPath(place)}\``;
  return [
    {
      resource: from ? { ...from, via: kustomization.via, source: from } : kustomization,
      path: from ? placeIn(from, write.path) : place,
      about: [key, refOf(resource), kustomization.item].join(' '),
      ...(write.before !== undefined && { currentValue: write.before }),
      what: `${subject} ${deed} ${fields} of ${refOf(resource)}, in vain: kustomize applies it before \`${formatPath([...entry.entry, key])}: ${labels[key]}\` of the same '${file}'`,
      todo: `the patch must leave '${key}' alone or stand in a kustomization above, or the label must be kept out of pods and selectors (\`labels\` without \`includeSelectors\`)`,
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
