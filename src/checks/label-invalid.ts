import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath, type Path } from '../data/path';
import { isPlaceholder } from '../data/placeholders';
import { asMap, valueAt } from '../data/values';
import { isChecked } from '../facts/refusing';
import type { LabelEntry } from '../kustomize';
import { isLabelKey, isLabelValue } from '../labels/label-selector';
import type { Model } from '../model';
import { isCipher } from '../model/encrypted';
import type { Finding } from '../model/finding';
import { inOrderOfNames, type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A label that no object may bear. */
export const labelInvalid: Check = {
  id: 'label-invalid',
  severity: 'error',
  summary: 'A label has a key or a value that the API server refuses.',
  find: ({ model, config, labelEntries }) => {
    const written = mapsIn(model).flatMap(([resource, path]) =>
      Object.entries(asMap(valueAt(resource.value, path)) ?? {}).flatMap(([key, value]): Written[] => {
        // What is no string has a check of its own.
        if (typeof value !== 'string' || isCipher(value)) return [];
        // And so has what is wrong with a component.
        const problem = key === config.label ? undefined : problemOf(key, value);
        return problem ? [{ resource, path: [...path, key], key, value, problem }] : [];
      }),
    );
    const alike = grouped(
      inOrderOfNames(written, ({ resource }) => resource),
      ({ resource, key, value }) => compound(resource.package, key, value),
    );
    return [...alike.values()].flatMap(same => describe(same, labelEntries));
  },
};

interface Written {
  readonly resource: Resource;
  readonly path: Path;
  readonly key: string;
  readonly value: string;
  readonly problem: 'key' | 'value';
}

/** Where labels stand: of objects, of pods, and in the selectors of kinds that the API server itself checks. */
const mapsIn = ({ resources, workloads, selectors }: Model): readonly (readonly [Resource, Path])[] => [
  ...resources.map(resource => [resource, ['metadata', 'labels']] as const),
  ...workloads.filter(w => w.row.podTemplate !== '').map(w => [w.resource, w.podLabelsPath] as const),
  ...selectors.filter(({ resource }) => isChecked(resource)).map(s => [s.resource, s.labelsPath] as const),
];

function problemOf(key: string, value: string): Written['problem'] | undefined {
  if (isPlaceholder(key) || isPlaceholder(value)) return undefined;
  if (!isLabelKey(key)) return 'key';
  return isLabelValue(value) ? undefined : 'value';
}

/** One label is one finding, however many objects it comes into: at the entry of a kustomization that brings it, or at the first. */
function describe(alike: readonly Written[], labelled: readonly LabelEntry[]): readonly Finding[] {
  const [first] = alike;
  if (!first) return [];
  const { key, value, problem } = first;
  const entry = labelled.find(
    ({ labels, kustomization }) => labels[key] === value && alike.every(isBelow(kustomization)),
  );
  const [resource, path] = entry
    ? [entry.kustomization.source ?? entry.kustomization, [...entry.entry, key]]
    : [first.resource, first.path];
  const refs = [...new Set(alike.map(written => refOf(written.resource)))];
  const whose = entry ? '' : ` of ${refOf(resource)}`;
  const what =
    problem === 'key'
      ? `\`${formatPath(path.slice(0, -1))}\`${whose} has the key '${key}', which is no label's key`
      : `\`${formatPath(path)}\`${whose} is '${value}', which is no label's value`;
  return [
    {
      resource,
      path,
      about: `${key}=${value}`,
      what: `${what}: the API server refuses ${list(refs)}`,
      todo:
        problem === 'key'
          ? "a key must be a name of at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends; a domain may stand before it, and a '/' between them"
          : "a value must have at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, or be empty",
    },
  ];
}

/** True for what comes through the kustomization. */
const isBelow =
  ({ via }: Resource) =>
  ({ resource }: Written): boolean =>
    via.every((directory, i) => resource.via[i] === directory);
