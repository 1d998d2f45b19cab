import { grouped } from './grouping';
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
  const keyOf = (scope: string, key: string) => `${scope}\n${key}`;
  const byKey = grouped(
    made.flatMap(pods => pods.labels.map(({ key }) => ({ key: keyOf(pods.scope, key), pods }))),
    ({ key }) => key,
  );
  return ({ scope, selector, runtime }) => {
    const asked: Labels = { ...selector.matchLabels, ...runtime };
    const candidates = Object.keys(asked).flatMap(key => byKey.get(keyOf(scope, key)) ?? []);
    return candidates.find(
      ({ pods }) =>
        pods.labels.every(({ key, fits }) => asked[key] === undefined || fits(asked[key])) &&
        matches({ matchLabels: {}, matchExpressions: selector.matchExpressions }, asLabels(pods.labels)),
    )?.pods.resource;
  };
}

const asLabels = (labels: ReturnType<typeof operatorLabels>[number]): Labels =>
  Object.fromEntries(labels.map(({ key, value }) => [key, value]));
