import { grouped } from '../data/grouped';
import type { Located } from './report';

/** A result that tells a story, and the results that are symptoms of the same cause. */
export interface Story {
  readonly leading: Located;
  readonly related: readonly Located[];
}

/** The results as stories, in their order. A result whose leading one is not there tells its own. */
export function stories(located: readonly Located[]): readonly Story[] {
  const all = new Set(located);
  const leaderOf = ({ symptomOf }: Located) => (symptomOf && all.has(symptomOf) ? symptomOf : undefined);
  const symptoms = grouped(located, leaderOf);
  return located
    .filter(one => leaderOf(one) === undefined)
    .map(leading => ({ leading, related: symptoms.get(leading) ?? [] }));
}
