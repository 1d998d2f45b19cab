import { formatPorts, formatTargets, type ServicePort } from '../model/service-ports';
import { list } from '../model/wording';

/** What speaks for or against a workload as what a selector means. */
export type Reason =
  | { readonly id: 'names-it-as-its-service'; readonly by: string }
  | { readonly id: 'equal-name' }
  | { readonly id: 'equal-but-for-affixes' }
  | { readonly id: 'same-instance'; readonly words: readonly string[] }
  | { readonly id: 'shares-words'; readonly words: readonly string[] }
  | { readonly id: 'image-of-that-name'; readonly words: readonly string[] }
  | { readonly id: 'only-declares'; readonly ports: readonly ServicePort[] }
  | { readonly id: 'declares'; readonly ports: readonly ServicePort[] }
  | { readonly id: 'all-others-are-claimed' }
  | { readonly id: 'same-image'; readonly as: string }
  | { readonly id: 'names-another-thing'; readonly words: readonly string[] }
  | { readonly id: 'declares-no-port' }
  | { readonly id: 'declares-other-ports'; readonly ports: readonly ServicePort[] }
  | { readonly id: 'claimed-by'; readonly by: string }
  | { readonly id: 'runs-to-completion' };

type Words = { readonly [Id in Reason['id']]: (reason: Extract<Reason, { id: Id }>) => string };

/** Each reason in the words of a message. */
const words: Words = {
  'names-it-as-its-service': ({ by }) => `${by} names it as its Service`,
  'equal-name': () => 'equal name',
  'equal-but-for-affixes': () => 'equal name but for affixes',
  'same-instance': ({ words }) => `of all alike only it bears '${words.join('-')}' as this does`,
  'shares-words': ({ words }) => `both names hold '${words.join('-')}'`,
  'image-of-that-name': ({ words }) => `its image bears the name '${words.join('-')}'`,
  'only-declares': ({ ports }) => `only it declares ${formatPorts(ports)}`,
  declares: ({ ports }) => `it declares ${formatPorts(ports)}`,
  'all-others-are-claimed': () => 'a Service of its own name means each of the others',
  'same-image': ({ as }) => `it runs the image of ${as}`,
  'names-another-thing': ({ words }) => `${list(words.map(word => `'${word}'`))} may name another thing`,
  'declares-no-port': () => 'it declares no port',
  'declares-other-ports': ({ ports }) => `it declares ports, but not ${formatTargets(ports)}`,
  'claimed-by': ({ by }) => `Service '${by}' means it`,
  'runs-to-completion': () => 'its pods run to completion',
};

/** One reason as words for a message. */
export const formatReason = (reason: Reason): string => (words[reason.id] as (reason: Reason) => string)(reason);

/** What several rules say, each thing once, what is said of names first. */
export const mergedReasons = (reasons: readonly Reason[]): readonly Reason[] => {
  const byId = new Map(reasons.map(reason => [reason.id, reason]));
  return Object.keys(words).flatMap(id => byId.get(id as Reason['id']) ?? []);
};

/** Reasons as words for a message, joined. */
export const formatReasons = (reasons: readonly Reason[]): string =>
  mergedReasons(reasons).map(formatReason).join('; ');
