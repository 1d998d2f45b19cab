import { fieldKey, type Path } from '../data/path';
import { remembered } from '../data/remembered';
import { asMap, textsOf, valueAt } from '../data/values';
import { type SelectorField, unstableLabels, walk } from '../kinds';
import type { LabelEntry } from '../kustomize';
import type { Binding } from '../meaning';
import type { Model } from '../model';
import { operatedBy } from '../model/operated-pods';
import { placeOf, type Resource, refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { endpointsBeside } from './endpoints';

/** What label entries and their selectors are looked at in: a part of a Situation. */
export interface Harmed {
  readonly model: Pick<Model, 'workloads' | 'resources'>;
  readonly bindings: readonly Binding[];
  readonly unknownKinds: readonly Resource[];
}

/** A selector that a label of a kustomization must stay out of. */
export interface Harm {
  readonly place: string;
  /** Where its labels stand. */
  readonly path: Path;
  readonly resource: Resource;
  /** Why, as words for a message. */
  readonly why: string;
}

/** The selectors that labels of kustomizations must stay out of, whatever they select. */
export const harmsIn: (state: Harmed) => readonly Harm[] = remembered(state => {
  const handOf = endpointsBeside(state.model);
  const given = state.bindings.flatMap((binding): Harm[] => {
    const { selector, isGiven, selects } = binding;
    if (selector.role !== 'route' || !isGiven || (distinct(selects).length === 1 && !handOf(binding))) return [];
    return [
      harmOf(selector.resource, selector.labelsPath, `${refOf(selector.resource)} is authored without a selector`),
    ];
  });
  const peers = state.model.resources.flatMap(resource =>
    resource.source
      ? resource.rows.selectors.flatMap(field =>
          peersElsewhere(resource, field).map(({ path }) =>
            harmOf(resource, [...path, 'matchLabels'], `${refOf(resource)} asks for it of pods in other namespaces`),
          ),
        )
      : [],
  );
  const operated = unhandedIn(state).map(({ binding: { selector }, operator }) =>
    harmOf(
      selector.resource,
      selector.labelsPath,
      `the pods that ${refOf(operator)} brings, which ${refOf(selector.resource)} means, lack it`,
    ),
  );
  return [...given, ...peers, ...operated];
});

const harmOf = (resource: Resource, path: Path, why: string): Harm => ({
  place: placeOf(resource),
  resource,
  path,
  why,
});

/** Why a key must stay out of selectors. */
export interface KeyHarm {
  /** As words for a message. */
  readonly why: string;
  /** It is the label itself, whatever asks for it: the words say which. */
  readonly isOfLabel: boolean;
}

/** Why the entries must keep the key out of selectors; undefined where nothing speaks against it. */
export function harmBy(entries: readonly LabelEntry[], key: string, state: Harmed): KeyHarm | undefined {
  const written = new Set(
    entries.flatMap(({ writes }) =>
      writes.flatMap(({ place, path }) => (path.at(-1) === key ? fieldKey(place, path) : [])),
    ),
  );
  const harm = harmsIn(state).find(({ place, path }) => written.has(fieldKey(place, [...path, key])));
  if (harm) return { why: harm.why, isOfLabel: false };
  const value = entries[0]?.labels[key] ?? '';
  const row = unstableLabels.find(other => !other.isConvention && other.key.test(key) && other.value.test(value));
  return row && written.size > 0
    ? { why: `'${key}' is ${row.says} and changes with the next one`, isOfLabel: true }
    : undefined;
}

/** A policy's peers in other namespaces whose labels the build changes, with the keys. */
export function peersElsewhere(resource: Resource, { elsewhereIf, path }: SelectorField) {
  if (!resource.source || !elsewhereIf) return [];
  const authored = walk(resource.source.value, path).map(({ value }) => asMap(asMap(value)?.matchLabels) ?? {});
  return walk(resource.value, path).flatMap(({ path, value, parent }, i) => {
    const labels = asMap(asMap(value)?.matchLabels) ?? {};
    const keys = Object.keys(labels).filter(key => labels[key] !== authored[i]?.[key]);
    const isElsewhere = elsewhereIf.some(key => Object.hasOwn(parent, key));
    return keys.length > 0 && isElsewhere ? [{ path, labels, keys }] : [];
  });
}

/** A selector over an operator's pods that a kustomization's labels make ask for more than these bear. */
export interface Unhanded {
  readonly binding: Binding;
  readonly operator: Resource;
  readonly keys: readonly string[];
  /** The field of the operator's object whose labels come to the pods. */
  readonly field?: string;
  /** The operator may hand on the labels of its object: always, as it is told by this setting, or nobody knows. */
  readonly mayBear: boolean;
  readonly setting?: string;
}

/** Those of the selectors in sources that mean an operator's pods and ask for labels of kustomizations, which the pods lack or may lack. */
export const unhandedIn: (state: Harmed) => readonly Unhanded[] = remembered(({ model, bindings, unknownKinds }) => {
  const operatorOf = operatedBy(model, unknownKinds);
  return bindings.flatMap((binding): Unhanded[] => {
    const { selector } = binding;
    const { resource, labelsPath, role } = selector;
    if (!resource.source || role === 'own' || selector.owner) return [];
    const authored = textsOf(valueAt(resource.source.value, labelsPath));
    const keys = Object.keys(selector.asks.matchLabels).filter(key => authored[key] === undefined);
    if (keys.length === 0 || Object.keys(authored).length === 0) return [];
    const operator = operatorOf(selector);
    const [row] = operator?.rows.operators ?? [];
    if (!operator || !row || operator.rows.workloads.length > 0 || row.inherits === true) return [];
    const handed = textsOf(valueAt(operator.value, row.podLabels?.split('/') ?? ['']));
    const lacking = keys.filter(key => handed[key] !== selector.asks.matchLabels[key]);
    if (lacking.length === 0) return [];
    const { podLabels: field, inherits: setting } = row;
    return [
      {
        binding,
        operator,
        keys: lacking,
        ...(field !== undefined && { field }),
        ...(typeof setting === 'string' && { setting }),
        mayBear: setting !== undefined || field === undefined,
      },
    ];
  });
});
