import type { Finding } from '../diagnostic';
import { type SelectorField, walk } from '../kinds';
import { asMap, formatPath, type Resource, refOf, textOf } from '../resource';
import type { Check } from './check';

/** A policy's peer in other namespaces, for which a kustomization's labels ask too. */
export const labelReachesOtherNamespace: Check = {
  id: 'label-reaches-other-namespace',
  severity: 'warning',
  summary: "A kustomization's labels stand in a selector over pods of other namespaces.",
  find: ({ model }) =>
    model.resources.flatMap(resource => resource.rows.selectors.flatMap(field => given(resource, field))),
};

/** The peers in other namespaces whose labels the build changes. */
function given(resource: Resource, field: SelectorField): Finding[] {
  const { elsewhereIf, path } = field;
  if (!resource.source || !elsewhereIf) return [];
  const authored = walk(resource.source.value, path).map(({ value }) => asMap(asMap(value)?.matchLabels) ?? {});
  return walk(resource.value, path).flatMap(({ path, value, parent }, i) => {
    const labels = asMap(asMap(value)?.matchLabels) ?? {};
    const written = Object.keys(labels).filter(key => labels[key] !== authored[i]?.[key]);
    if (written.length === 0 || !elsewhereIf.some(key => Object.hasOwn(parent, key))) return [];
    const asked = written.map(key => `'${key}=${textOf(labels[key])}'`).join(' and ');
    return [
      {
        resource,
        path,
        currentValue: labels,
        what: `\`${formatPath(path)}\` of ${refOf(resource)} is about pods of other namespaces, and the kustomization's labels make it ask for ${asked}, which those need not bear`,
        todo: 'the kustomization must write this label by `labels:` without `includeSelectors`, or the peer must be selected by `matchExpressions`, which kustomize does not write',
      },
    ];
  });
}
