import { groupedByEach } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import { distinct } from '../model/selection';
import type { ServicePort } from '../model/service-ports';
import { releaseWord, twinWord } from './name-words';
import { peeled, tokens, wordsBeyond } from './names';

/**
 * How a name points to the one workload that it points to, strictest first. `equal`: to the letter. `affixes`: but for mere affixes, or
 * for words that all candidates share. `within`: it is a part of the workload's. `around`: the workload's is a part of it. `overlap`: it
 * shares more words with that workload's than with any other.
 */
export type Resemblance = 'equal' | 'affixes' | 'within' | 'around' | 'overlap';

/** True where the whole name points to the workload: it is equal, or but for affixes. */
export const isWholeName = ({ relation }: Pick<Likeness, 'relation'>): boolean =>
  relation === 'equal' || relation === 'affixes';

/** The one workload that a name points to. */
export interface Likeness {
  readonly pick: Workload;
  readonly relation: Resemblance;
  /** The telling words that both names hold. */
  readonly shared: readonly string[];
  /** The telling words that only one of the names holds. */
  readonly further: readonly string[];
}

/**
 * The one workload that a name points to, by the strictest relation in which it points to exactly one. Names are compared as authored; where that
 * points to several that kustomize's prefixes and suffixes tell apart, by what became of them.
 */
export function byName(resource: Named, workloads: readonly Workload[]): Likeness | undefined {
  const [found, ...more] = byNames(resource, workloads);
  return more.length === 0 ? found : undefined;
}

type Named = Pick<Resource, 'name' | 'authoredName'>;

/**
 * As `byName`, but all to which the name points where these are several.
 * @param ports what a name may spell out, by number or by name and number (`web-8080`, `web-http-8080`), and tells no twins apart
 */
export function byNames(
  { name, authoredName }: Named,
  workloads: readonly Workload[],
  ports: readonly ServicePort[] = [],
): readonly Likeness[] {
  const candidates = distinct(workloads);
  const found = compare(authoredName, asAuthored(candidates), ports);
  if (found.length < 2 || candidates.every(({ resource }) => resource.name === resource.authoredName)) return found;
  const [now, ...others] = compare(name, asNamed(candidates), ports);
  return now && others.length === 0 && found.some(({ pick }) => pick === now.pick) ? [now] : found;
}

/** A candidate with its name's words, and the words as affixes fall off one by one. */
interface Candidate {
  readonly workload: Workload;
  readonly words: readonly string[];
  readonly forms: readonly string[];
  readonly core: readonly string[];
}

/** The candidates by what their names hold: thousands of Services may ask for the same ones. */
interface Candidates {
  readonly byName: ReadonlyMap<string, readonly Candidate[]>;
  readonly byForm: ReadonlyMap<string, readonly Candidate[]>;
  readonly byWord: ReadonlyMap<string, readonly Candidate[]>;
  readonly byStem: ReadonlyMap<string, readonly Candidate[]>;
  /** Words that all of them share: these tell nothing. */
  readonly everywhere: ReadonlySet<string>;
}

const isTwin = (word: string): boolean => twinWord.test(word);
const isRelease = (word: string): boolean => releaseWord.test(word);
const stemOf = (words: readonly string[]): string => words.filter(word => !isTwin(word)).join('-');

const indexedBy = (nameOf: (resource: Resource) => string) =>
  remembered((workloads: readonly Workload[]): Candidates => {
    const all = workloads.map((workload): Candidate => {
      const words = tokens(nameOf(workload.resource));
      const forms = peeled(words);
      return { workload, words, forms: forms.map(form => form.join('-')), core: forms.at(-1) ?? [] };
    });
    const by = (keysOf: (candidate: Candidate) => readonly string[]) => groupedByEach(all, keysOf);
    const byWord = by(({ words }) => words);
    const shared = [...byWord].filter(([, bearing]) => bearing.length === all.length && all.length > 1);
    return {
      byName: by(({ workload }) => [nameOf(workload.resource).toLowerCase()]),
      byForm: by(({ forms }) => forms),
      byWord,
      byStem: by(({ words }) => [stemOf(words)]),
      everywhere: new Set(shared.map(([word]) => word)),
    };
  });

const asAuthored = indexedBy(({ authoredName }) => authoredName);
const asNamed = indexedBy(({ name }) => name);

/** The candidates to which a name points by the strictest relation in which it points to any. */
function compare(name: string, candidates: Candidates, ports: readonly ServicePort[]): readonly Likeness[] {
  const equal = candidates.byName.get(name.toLowerCase()) ?? [];
  if (equal.length > 0) return equal.map(found => alike(found, 'equal'));
  const words = withoutPorts(tokens(name), ports);
  const nearest = equalButForAffixes(words, candidates);
  if (nearest.length > 0) return nearest.map(found => alike(found, 'affixes'));
  return inPart(peeled(words).at(-1) ?? [], candidates);
}

/** The words without those that spell out a port; all where none is left. */
function withoutPorts(words: readonly string[], ports: readonly ServicePort[]): readonly string[] {
  const spelled = (word?: string) =>
    ports.filter(({ port, target }) => word === `${port}` || (word === `${target}` && /^\d+$/.test(word)));
  const isPort = (word: string, i: number) =>
    spelled(word).length > 0 || spelled(words[i + 1]).some(({ name }) => name === word);
  const rest = words.filter((word, i) => !isPort(word, i));
  return rest.length > 0 ? rest : words;
}

const alike = ({ workload }: Candidate, relation: Resemblance): Likeness => ({
  pick: workload,
  relation,
  shared: [],
  further: [],
});

/** The candidates whose names are equal with as few affixes off as possible. */
function equalButForAffixes(words: readonly string[], { byForm }: Candidates): readonly Candidate[] {
  const pairs = peeled(words).flatMap((form, off) => {
    const key = form.join('-');
    return (byForm.get(key) ?? []).map(candidate => ({ candidate, off: off + candidate.forms.indexOf(key) }));
  });
  const least = Math.min(...pairs.map(({ off }) => off));
  return [...new Set(pairs.filter(({ off }) => off === least).map(({ candidate }) => candidate))];
}

/** One name within the other, or more shared words than with any other candidate. */
function inPart(words: readonly string[], candidates: Candidates): readonly Likeness[] {
  const { byWord, byStem, everywhere } = candidates;
  const telling = (of: readonly string[]) => wordsBeyond(of, [...everywhere]);
  const asked = telling(words);
  const touched = [...new Set(asked.flatMap(word => byWord.get(word) ?? []))];
  const wordsOf = (pick: Workload) => touched.find(({ workload }) => workload === pick)?.words ?? [];
  const pairs = touched.map(({ workload, core, words }) => {
    const isAlone = byStem.get(stemOf(words))?.length === 1 && !asked.some(isRelease);
    return relate(workload, asked, telling(isAlone ? core.filter(word => !isRelease(word)) : core));
  });
  const whole = pairs.filter(({ relation }) => relation === 'affixes');
  const parts = whole.length > 0 ? whole : pairs.filter(({ relation }) => relation !== 'overlap');
  const most = Math.max(1, ...pairs.map(({ shared }) => shared.length));
  const found = parts.length === 1 ? parts : pairs.filter(({ shared }) => shared.length === most);
  const [one, ...more] = found;
  if (!one || more.length > 0) return parts.length > 0 ? parts : found;
  const half = 2 * one.shared.length >= Math.max(asked.length, one.shared.length + one.further.length);
  const isFaint = one.relation === 'overlap' && !half;
  return isFaint || contradictsTwins(words, wordsOf(one.pick), candidates) ? [] : [one];
}

/** How the words of a name relate to those of one workload's. */
function relate(pick: Workload, asked: readonly string[], own: readonly string[]): Likeness {
  const shared = own.filter(word => asked.includes(word));
  const beyond = wordsBeyond(own, asked);
  const lacking = wordsBeyond(asked, own);
  const found = { pick, shared, further: [...beyond, ...lacking] };
  if (shared.length === 0 || (beyond.length > 0 && lacking.length > 0)) return { ...found, relation: 'overlap' };
  if (beyond.length === 0 && lacking.length === 0) return { ...found, relation: 'affixes' };
  return { ...found, relation: lacking.length === 0 ? 'within' : 'around' };
}

/** `web-v2` does not point to `web-v1`, nor `mysql` to `mysql-replica` while `mysql-primary` stands beside it. */
function contradictsTwins(asked: readonly string[], picked: readonly string[], { byStem }: Candidates): boolean {
  const hasTwin = (byStem.get(stemOf(picked))?.length ?? 0) > 1;
  const strange = asked.filter(word => isTwin(word) && !picked.includes(word));
  const isCount = !hasTwin && strange.every(word => /^\d+$/.test(word)) && !picked.some(isTwin);
  if (strange.length > 0 && !isCount) return true;
  return hasTwin && !picked.every(word => !isTwin(word) || asked.includes(word));
}
