import { type Labels, matches } from './label-selector';
import type { Model, Selector } from './model';
import type { Resource } from './resource';
import { operatorLabels } from './runtime';
import { scopeOf } from './workload';

/** The object by whose operator's pods a selector may be served: no manifest holds these. */
export type Operated = (selector: Pick<Selector, 'scope' | 'selector' | 'runtime'>) => Resource | undefined;

/** Finds objects whose operator makes pods that a selector selects: nothing that it asks for speaks against them, something for. */
export function operatedBy({ resources }: Pick<Model, 'resources'>): Operated {
  const made = resources.flatMap(resource =>
    operatorLabels(resource).map(labels => ({ resource, scope: scopeOf(resource), labels })),
  );
  if (made.length === 0) return () => undefined;
  return ({ scope, selector, runtime }) => {
    const asked: Labels = { ...selector.matchLabels, ...runtime };
    return made.find(
      pods =>
        pods.scope === scope &&
        pods.labels.every(({ key, fits }) => asked[key] === undefined || fits(asked[key])) &&
        pods.labels.some(({ key }) => asked[key] !== undefined) &&
        matches({ matchLabels: {}, matchExpressions: selector.matchExpressions }, asLabels(pods.labels)),
    )?.resource;
  };
}

const asLabels = (labels: ReturnType<typeof operatorLabels>[number]): Labels =>
  Object.fromEntries(labels.map(({ key, value }) => [key, value]));
