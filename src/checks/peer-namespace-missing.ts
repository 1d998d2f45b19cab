import { formatPath, type Path } from '../data/path';
import { textsOf, valueAt } from '../data/values';
import { areNear } from '../facts/near-names';
import { namespaceNameLabel, walk } from '../kinds';
import { formatSelector, type Labels, matches, withLabel } from '../labels/label-selector';
import { Reading } from '../model/field-reader';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A peer of a policy in namespaces of which there is none, while one is there that seems to be meant. */
export const peerNamespaceMissing: Check = {
  id: 'peer-namespace-missing',
  severity: 'warning',
  summary:
    'A peer of a NetworkPolicy asks for namespaces by a label that the Namespace which it seems to mean does not bear.',
  find: ({ model }) => {
    const namespaces = model.resources.filter(({ kind, group }) => kind === 'Namespace' && group === '').map(bearing);
    if (namespaces.length === 0) return [];
    return model.resources.flatMap(resource =>
      resource.rows.namespaces.flatMap(field =>
        walk(resource.value, field.path).flatMap(({ path }) => judge(resource, path, namespaces)),
      ),
    );
  },
};

interface Namespace {
  readonly resource: Resource;
  /** Its labels by every name that it may have in the cluster: a kustomization's `namespace` renames it. */
  readonly labels: readonly Labels[];
}

/** A Namespace with the label that the API server gives it. */
function bearing(resource: Resource): Namespace {
  const labels = textsOf(valueAt(resource.value, ['metadata', 'labels']));
  return { resource, labels: namesOf(resource).map(name => withLabel(labels, namespaceNameLabel, name)) };
}

/** What is asked for is its name, or nearly so, or nearly what it bears under that key. */
function isNear({ resource, labels }: Namespace, key: string, value: string): boolean {
  const isName = namesOf(resource).some(name => value === name || areNear(value, name));
  return isName || labels.some(({ [key]: borne }) => borne !== undefined && areNear(value, borne));
}

const namesOf = ({ authoredName, name, via, namespace }: Resource): readonly string[] => [
  ...new Set([...(via.length > 0 && namespace !== '' ? [namespace] : []), authoredName, name]),
];

function judge(resource: Resource, path: Path, namespaces: readonly Namespace[]): readonly Finding[] {
  const reading = new Reading([resource]);
  const selector = {
    matchLabels: reading.labels(resource, [...path, 'matchLabels']),
    matchExpressions: reading.expressions(resource, [...path, 'matchExpressions']),
  };
  const asking = [
    ...Object.entries(selector.matchLabels).map(([key, value]) => ({ key, values: [value] })),
    ...selector.matchExpressions.filter(({ operator }) => operator === 'In'),
  ];
  if (asking.length === 0 || namespaces.some(({ labels }) => labels.some(some => matches(selector, some)))) return [];
  const meant = namespaces.find(namespace =>
    asking.some(({ key, values }) => values.some(value => isNear(namespace, key, value))),
  );
  if (!meant) return [];
  const asked = formatSelector(selector);
  const byName = `'${namespaceNameLabel}: ${namesOf(meant.resource)[0]}', which the API server gives to it`;
  return [
    {
      resource,
      path,
      what: `\`${formatPath(path)}\` of ${refOf(resource)} asks for namespaces with '${asked}', and none of the Namespaces here bears that, ${refOf(meant.resource)} included: the rule is about no pod there`,
      todo: `it must ask for ${byName}, or ${refOf(meant.resource)} must bear what it asks for`,
    },
  ];
}
