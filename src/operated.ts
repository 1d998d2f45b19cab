import { matches } from './label-selector';
import type { Model, Selector } from './model';
import type { Resource } from './resource';
import { scopeOf } from './workload';

/** The object by whose operator's pods a selector may be served: no manifest holds these. */
export type Operated = (selector: Selector) => Resource | undefined;

/** Finds objects whose operator makes pods that a selector selects: nothing that it asks for speaks against them, something for. */
export function operatedBy({ resources }: Pick<Model, 'resources'>): Operated {
  const made = resources.flatMap(resource =>
    resource.rows.operators.map(({ labels }) => ({
      resource,
      scope: scopeOf(resource),
      labels: Object.entries(labels).map(
        ([key, value]) =>
          [key, value.replace('{name}', resource.name).replace('{namespace}', resource.namespace)] as const,
      ),
    })),
  );
  if (made.length === 0) return () => undefined;
  return ({ scope, selector }) =>
    made.find(
      pods =>
        pods.scope === scope &&
        pods.labels.every(([key, value]) => (selector.matchLabels[key] ?? value) === value) &&
        pods.labels.some(([key, value]) => selector.matchLabels[key] === value) &&
        matches({ matchLabels: {}, matchExpressions: selector.matchExpressions }, Object.fromEntries(pods.labels)),
    )?.resource;
}
