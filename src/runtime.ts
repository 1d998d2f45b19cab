import { runtimeLabels } from './kinds';
import type { LabelSelector, Labels } from './label-selector';

/** What a selector asks for of labels that only controllers write on pods, and the selector without it. */
export function splitRuntime({ matchLabels, matchExpressions }: LabelSelector): [Labels, LabelSelector] {
  const pick = (runtime: boolean): Labels =>
    Object.freeze(
      Object.assign(
        Object.create(null),
        Object.fromEntries(Object.entries(matchLabels).filter(([key]) => runtimeLabels.includes(key) === runtime)),
      ),
    );
  const expressions = matchExpressions.filter(({ key }) => !runtimeLabels.includes(key));
  return [pick(true), { matchLabels: pick(false), matchExpressions: expressions }];
}
