import type { CheckedFinding, Situation } from '../checks';
import { remembered } from '../data/remembered';
import { overwritesIn } from '../facts/overwrites';
import { bindingIndex } from '../meaning/lookup';
import { selectorKey, type Workload } from '../model';
import type { Diagnostic, Finding } from '../model/finding';

/** The finding, with the story that it belongs to. */
export const withStory = (
  found: CheckedFinding,
  storyOf: (found: CheckedFinding) => string | undefined,
): CheckedFinding => {
  const story = found.story ?? storyOf(found);
  return story === undefined ? found : { ...found, story };
};

/**
 * Finds the story that a finding about a selector belongs to: that of the collision that it shows, since it selects several of the
 * workloads that collide; or else of the common label that made it select foreign pods.
 */
export function storiesIn(situation: Situation): (found: CheckedFinding) => string | undefined {
  const { bindings, collisions } = situation;
  const overwritten = new Map(
    overwritesIn(situation).flatMap(({ story, caught }) =>
      caught.map(({ selector }) => [selectorKey(selector), story] as const),
    ),
  );
  if (collisions.length === 0 && overwritten.size === 0) return () => undefined;
  const storyOf = new Map(collisions.flatMap(({ key, workloads }) => workloads.map(w => [w.identity, key] as const)));
  // The first collision of which it selects two workloads; empty where there is none.
  const collisionIn = remembered((workloads: readonly Workload[]): string => {
    const seen = new Set<string>();
    for (const { identity } of workloads) {
      const story = storyOf.get(identity);
      if (story === undefined) continue;
      if (seen.has(story)) return story;
      seen.add(story);
    }
    return '';
  });
  return ({ resource, path }) => {
    if (!resource || !path) return undefined;
    const key = selectorKey({ resource, path });
    return collisionIn(bindingIndex(bindings).at({ resource, path })?.selects ?? []) || overwritten.get(key);
  };
}

/** The diagnostics, each with the leading one of its story: the first of those that tell it. */
export function withLeaders(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const leaders = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    for (const story of storiesOf(diagnostic)) if (!leaders.has(story)) leaders.set(story, diagnostic);
  }
  return diagnostics.map(diagnostic => {
    const { isLeading, ...symptom } = diagnostic;
    const leader = leaders.get(diagnostic.story ?? '');
    const leads = storiesOf(diagnostic).some(story => leaders.get(story) === diagnostic);
    return leader?.resource && !leads ? { ...symptom, leader } : diagnostic;
  });
}

/** The stories that a leading finding tells. */
export const storiesOf = ({ isLeading, story, leads = [] }: Finding): readonly string[] =>
  isLeading ? [...(story === undefined ? [] : [story]), ...leads] : [];
