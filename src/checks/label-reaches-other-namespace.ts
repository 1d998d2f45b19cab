import { formatPath } from '../data/path';
import { textOf } from '../data/values';
import { keepingOut } from '../facts/label-changes';
import { peersElsewhere } from '../facts/label-harms';
import { writersOf } from '../facts/label-origin';
import type { SelectorField } from '../kinds';
import type { LabelEntry } from '../kustomize';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

/** A policy's peer in other namespaces, for which a kustomization's labels ask too. */
export const labelReachesOtherNamespace: Check = {
  id: 'label-reaches-other-namespace',
  severity: 'warning',
  summary: "A kustomization's labels stand in a selector over pods of other namespaces.",
  find: ({ model, labelEntries }) =>
    model.resources.flatMap(resource => resource.rows.selectors.flatMap(field => given(resource, field, labelEntries))),
};

/** The peers in other namespaces whose labels the build changes. */
const given = (resource: Resource, field: SelectorField, labelEntries: readonly LabelEntry[]): Finding[] =>
  peersElsewhere(resource, field).map(({ path, labels, keys }) => {
    const asked = keys.map(key => `'${key}=${textOf(labels[key])}'`).join(' and ');
    return {
      resource,
      path,
      what: `\`${formatPath(path)}\` of ${refOf(resource)} is about pods of other namespaces, and the kustomization's labels make it ask for ${asked}, which those need not bear`,
      todo: 'the kustomization must write this label by `labels:` without `includeSelectors`, or the peer must be selected by `matchExpressions`, which kustomize does not write',
      ...keepingOut(writersOf(labelEntries, resource, [...path, 'matchLabels'], keys), keys),
    };
  });
