import type { Result } from '../krm/results';
import type { Located } from './report';

/** A result that tells a story, and the results that are symptoms of the same cause. */
export interface Story {
  readonly leading: Located;
  readonly related: readonly Located[];
}

/**
 * How tag `related` names the leading result: `service-selects-many Service/db`, or `service-selects-many Service/db, namespace shop,
 * file db.yaml` where that would not tell it from another.
 */
export function namesOf({ tags, resourceRef, file }: Result): readonly string[] {
  const ref = resourceRef && (resourceRef.name || !file) ? `${resourceRef.kind}/${resourceRef.name}` : file?.path;
  const short = [tags.check, ...(ref === undefined ? [] : [ref])].join(' ');
  const namespace = resourceRef?.namespace === undefined ? [] : [`namespace ${resourceRef.namespace}`];
  return [short, [short, ...namespace, ...(file ? [`file ${file.path}`] : [])].join(', ')];
}

/** The results as stories, in their order. A result whose leading one is not there tells its own. */
export function stories(located: readonly Located[]): readonly Story[] {
  const own = located.map(leading => ({ leading, related: [] as Located[] }));
  const leads = new Map(
    own
      .filter(({ leading }) => leading.result.tags.related === undefined)
      .reverse()
      .flatMap(story => namesOf(story.leading.result).map(name => [name, story] as const)),
  );
  return own.filter(({ leading }) => {
    const story = leads.get(leading.result.tags.related ?? '');
    story?.related.push(leading);
    return story === undefined;
  });
}
