import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import {
  affixes,
  environmentWord,
  phrases,
  platformWord,
  prefixes,
  releaseWord,
  things,
  transports,
  twinWord,
} from './name-words';

/** The words of a name: `moc-xdmod` is `moc` and `xdmod`. */
export function tokens(name: string): readonly string[] {
  const plain = phrases.reduce((text, [phrase, word]) => text.replace(phrase, word), name.toLowerCase());
  return plain.split(/[^a-z0-9]+/).filter(Boolean);
}

type IsAffix = (word: string) => boolean;
const isAffix: IsAffix = word => affixes.has(word);
const isAffixOrTransport: IsAffix = word => affixes.has(word) || transports.has(word);

/**
 * Words, and what is left of them as affixes fall off one by one, those before the words that tell twins apart included:
 * `svc-web-headless-1`, `web-headless-1`, `web-1`.
 */
export function peeled(words: readonly string[], isOff: IsAffix = isAffix): readonly (readonly string[])[] {
  const forms = [words];
  for (;;) {
    const last = forms.at(-1) as readonly string[];
    const end = last.findLastIndex(word => !twinWord.test(word));
    const at = prefixes.has(last[0] ?? '') ? 0 : isOff(last[end] ?? '') ? end : -1;
    if (at < 0 || last.length < 2) return forms;
    forms.push(last.filter((_, i) => i !== at));
  }
}

/** What is left of a name without the words that say what an object is or how it is reached: `web` for `svc-web-headless`. */
export const bare = (name: string): string => (peeled(tokens(name), isAffixOrTransport).at(-1) ?? []).join('-');

/** What program a name is about, without affixes and words of a release: `web` for `web-canary` and `web-active`. */
export function programOf(name: string): string {
  return tokens(bare(name))
    .filter(word => !releaseWord.test(word))
    .join('-');
}

/** True where a name says which release of its program it is about. */
export function namesRelease(name: string): boolean {
  return tokens(name).some(word => releaseWord.test(word));
}

const nameOf = (workload: Workload) => workload.resource.authoredName;

/** A workload's program, and whether its name says which release of it this is. */
export const releaseOf = remembered((workload: Workload) => ({
  program: programOf(nameOf(workload)),
  isRelease: namesRelease(nameOf(workload)),
}));

/** Releases of one program: stable and canary, blue and green. */
export function areReleases(workloads: readonly Workload[]): boolean {
  return workloads.length > 2 ? areAllReleases(workloads) : areReleasesAnew(workloads);
}

function areReleasesAnew(workloads: readonly Workload[]): boolean {
  const releases = workloads.map(releaseOf);
  return releases.some(({ isRelease }) => isRelease) && new Set(releases.map(({ program }) => program)).size === 1;
}

/** Remembered for the list: many Services share one. */
const areAllReleases = remembered(areReleasesAnew);

/** Another release of the same program beside the picked one, as `web-canary` beside `web`: the name may mean both. */
export function isReleaseOf(other: Workload, pick: Workload): boolean {
  const [a, b] = [releaseOf(other), releaseOf(pick)];
  return a.isRelease && !b.isRelease && a.program === b.program;
}

/** True where all are of one environment, as far as their names say: `cart` and `cart-stage` are not. Remembered for the list. */
export const areOfOneEnvironment = remembered((workloads: readonly Workload[]): boolean => {
  const environments = workloads.map(w => tokens(nameOf(w)).filter(word => environmentWord.test(word)));
  return new Set(environments.map(words => words.join('-'))).size < 2;
});

/** True where words of only one of the names say that it stands beside a program (`app`, `app-proxy`). */
export function isAuxiliary(a: string, b: string): boolean {
  const [own, others] = [tokens(a), tokens(b)];
  const alone = [...own.filter(word => !others.includes(word)), ...others.filter(word => !own.includes(word))];
  return alone.some(word => things.has(word));
}

/** True where nothing but affixes tells two names apart (`web`, `web-headless`). */
export function alikeButForAffixes(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

/** What is left of words when each of the others has taken one away: `cart-cache-cache` has a `cache` more than `cart-cache`. */
export const wordsBeyond = (words: readonly string[], others: readonly string[]): readonly string[] =>
  words.filter((word, i) => {
    const before = words.slice(0, i).filter(other => other === word).length;
    return before >= others.filter(other => other === word).length;
  });

/** True where only words that tell twins apart come to a name: `agent-linux` and `agent-windows` of `agent`. */
export const isTwinOf = (other: string, name: string): boolean =>
  wordsBeyond(tokens(name), tokens(other)).length === 0 &&
  wordsBeyond(tokens(other), tokens(name)).every(word => twinWord.test(word) || platformWord.test(word));
