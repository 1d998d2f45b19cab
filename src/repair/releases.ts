import { releaseLabels, releaseWords } from '../kinds';
import { asksFor, type LabelSelector } from '../labels/label-selector';
import type { Workload } from '../model';

/** A name without the words of its release, and the labels of the pods that bear them. */
export interface Program {
  readonly name: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
}

/** A word of a name, and what stands before it. */
interface Word {
  readonly text: string;
  readonly separator: string;
}

/**
 * The name without the words that labels of the pods bear: `web` for `web-blue` beside `color: blue`. Only a label for which the workload's own
 * selector asks counts: it tells the next release from this one, whatever component both bear.
 */
export function programIn(name: string, { podLabels }: Workload, own: readonly LabelSelector[]): Program | undefined {
  const asked = releasesIn(podLabels).filter(([key, value]) => own.some(selector => asksFor(selector, key, value)));
  let words = wordsOf(name);
  const labels = asked.filter(([, value]) => {
    const rest = without(words, value);
    if (rest) words = rest;
    return rest !== undefined;
  });
  return labels.length > 0 ? { name: textOf(words), labels } : undefined;
}

/** True where a component's value says which release of its program it is: what is bound to it, the next release does not get. */
export function saysRelease(value: string, { podLabels }: Workload): boolean {
  const words = wordsOf(value);
  if (words.length < 2) return false;
  if (words.some(({ text }) => releaseWords.test(text))) return true;
  return releasesIn(podLabels).some(([, label]) => without(words, label) !== undefined);
}

const releasesIn = (labels: Workload['podLabels']) =>
  Object.entries(labels).filter(([key, value]) =>
    releaseLabels.some(label => label.key.test(key) && label.value.test(value)),
  );

function wordsOf(name: string): readonly Word[] {
  return [...name.matchAll(/([-._]*)([^-._]+)/g)].map(([, separator = '', text = '']) => ({ text, separator }));
}

/** The words without those of the value, which may have a `v` more or less in front; undefined where they don't hold it, or nothing else. */
function without(words: readonly Word[], value: string): readonly Word[] | undefined {
  const asked = wordsOf(value.toLowerCase()).map(({ text }) => text);
  const bare = (text: string | undefined) => text?.toLowerCase().replace(/^v(?=\d)/, '');
  if (asked.length === 0) return undefined;
  const at = words.findIndex((_, i) => asked.every((text, n) => bare(words[i + n]?.text) === bare(text)));
  if (at < 0) return undefined;
  const rest = [...words.slice(0, at), ...words.slice(at + asked.length)];
  return rest.some(({ text }) => /[a-z]/i.test(text) && !releaseWords.test(text)) ? rest : undefined;
}

const textOf = (words: readonly Word[]): string =>
  words.map(({ text, separator }, i) => (i === 0 ? text : `${separator}${text}`)).join('');
