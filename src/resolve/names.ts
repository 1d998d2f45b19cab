import type { Workload } from '../model';
import { distinct, remembered } from '../scope';

/** What a name says: the one workload it points to, and the words for it. */
export interface NameEvidence {
  readonly pick: Workload;
  readonly evidence: string;
  /** Both names are equal to the letter. */
  readonly equal?: true;
  /** Part of the name points there, not all of it. */
  readonly part?: true;
  /** The workload's name says that it stands beside the program (`auth-proxy`, `redis-exporter`). */
  readonly auxiliary?: true;
  /** So small a part that it counts only with the ports declared. */
  readonly faint?: true;
}

/** Affixes that say what an object is or how it is reached, not what program it is about. */
const suffix =
  /-(svc|service|services|headless|hl|internal|external|lb|loadbalancer|load-balancer|nodeport|node-port|clusterip|cluster-ip|public|private|pdb|poddisruptionbudget|netpol|networkpolicy|np|http|https|grpc|tcp|udp|deployment|deploy|dep|statefulset|sts|daemonset|ds|rollout|pod|pods|rs|rc)$/;
const prefix = /^(svc|service|deployment|deploy|pdb|netpol)-/;

/** Tokens that tell twins apart: numbers, versions, environments, releases, roles of replicas. */
const twinToken =
  /^(v?\d+|[a-z]|prod|production|stage|staging|dev|test|qa|canary|stable|baseline|preview|active|blue|green|primary|secondary|master|slave|leader|follower|replica|replicas|reader|writer|read|write|ro|rw)$/;

/** Tokens of a release that stands beside another of the same program. */
const releaseToken = /^(v\d+|canary|stable|baseline|preview|active|blue|green|experiment|shadow)$/;

/** Tokens of what stands beside a program and is not the program. */
const auxiliaryToken =
  /^(exporter|worker|proxy|gateway|backup|cron|job|ui|agent|sidecar|migration|migrations|init|test)$/;

/** The words of a name: `moc-xdmod` is `moc` and `xdmod`. */
export function tokens(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** A name, and what is left of it as affixes fall off one by one: `svc-web-headless`, `web-headless`, `web`. */
function stripped(name: string): readonly string[] {
  const forms = [name.toLowerCase()];
  for (;;) {
    const last = forms.at(-1) as string;
    const next = [last.replace(prefix, ''), last.replace(suffix, '')].find(form => form !== last && form !== '');
    if (next === undefined) return forms;
    forms.push(next);
  }
}

/** What is left of a name without the affixes that say what an object is or how it is reached: `web` for `svc-web-headless`. */
export const bare = (name: string): string => stripped(name).at(-1) as string;

const twins = (name: string) => tokens(name).filter(token => twinToken.test(token));
const stem = (name: string) =>
  tokens(name)
    .filter(token => !twinToken.test(token))
    .join('-');
const subset = (a: readonly string[], b: readonly string[]) => a.every(token => b.includes(token));
const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);
const nameOf = (workload: Workload) => workload.resource.authoredName;

/** What program a name is about, without affixes and words of a release: `web` for `web-canary` and `web-active`. */
export function programOf(name: string): string {
  return tokens(bare(name))
    .filter(token => !releaseToken.test(token))
    .join('-');
}

/** True where a name says which release of its program it is about. */
export function namesRelease(name: string): boolean {
  return tokens(name).some(token => releaseToken.test(token));
}

/** A workload's program, and whether its name says which release of it this is. */
export const releaseOf = remembered((workload: Workload) => ({
  program: programOf(nameOf(workload)),
  isRelease: namesRelease(nameOf(workload)),
}));

/** True where words of only one of the names say that it stands beside a program (`app`, `app-proxy`). */
export function isAuxiliary(a: string, b: string): boolean {
  const [words, others] = [tokens(a), tokens(b)];
  const alone = [...words.filter(word => !others.includes(word)), ...others.filter(word => !words.includes(word))];
  return alone.some(word => auxiliaryToken.test(word));
}

/** True where nothing but affixes tells two names apart (`web`, `web-headless`). */
export function alikeButForAffixes(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

/**
 * The one workload that a name points to, by the strictest rule that points to exactly one. What each rule is worth was
 * measured on public applications: ARCHITECTURE.md.
 * @param ports numbers that are ports where they stand in the name, and tell no twins apart
 */
export function byName(
  name: string,
  workloads: readonly Workload[],
  ports: readonly number[] = [],
): NameEvidence | undefined {
  const candidates = distinct(workloads);
  const clean =
    name
      .split('-')
      .filter(word => !ports.includes(Number(word)))
      .join('-') || name;
  return byEquality(name, clean, candidates) ?? byTokens(clean, candidates);
}

const formsOf = remembered((workloads: readonly Workload[]) =>
  workloads.map(workload => ({ workload, forms: stripped(nameOf(workload)) })),
);

/** Equal names, with as few affixes off as possible. */
function byEquality(name: string, clean: string, candidates: readonly Workload[]): NameEvidence | undefined {
  const equal = only(formsOf(candidates).filter(({ forms }) => forms[0] === name.toLowerCase()))?.workload;
  if (equal) return { pick: equal, evidence: 'equal name', equal: true };
  const forms = stripped(clean);
  const known = formsOf(candidates).filter(other => other.forms.some(form => forms.includes(form)));
  for (let off = 0; known.length > 0 && off < forms.length + 4; off++) {
    const alike = only(known.filter(other => other.forms.some((form, i) => forms[off - i] === form)))?.workload;
    if (alike) return { pick: alike, evidence: 'equal name but for affixes' };
  }
  return undefined;
}

/** Words that the names of all candidates share tell nothing. */
const tokensOfAll = ([first, ...rest]: readonly Workload[]): readonly string[] =>
  first && rest.length > 0
    ? tokens(nameOf(first)).filter(word => rest.every(w => tokens(nameOf(w)).includes(word)))
    : [];

/** One name within the other, or more shared words than with any other candidate. */
function byTokens(name: string, candidates: readonly Workload[]): NameEvidence | undefined {
  const everywhere = tokensOfAll(candidates);
  const telling = (of: string) => tokens(bare(of)).filter(word => !everywhere.includes(word));
  const words = telling(name);
  const shared = (w: Workload) => telling(nameOf(w)).filter(word => words.includes(word));
  const contained = only(
    candidates.filter(
      w => shared(w).length > 0 && (subset(words, telling(nameOf(w))) || subset(telling(nameOf(w)), words)),
    ),
  );
  const most = Math.max(...candidates.map(w => shared(w).length));
  const winner = only(candidates.filter(w => shared(w).length === most));
  const half = winner && 2 * most >= Math.max(words.length, telling(nameOf(winner)).length);
  const pick = contained ?? (half && most > 0 ? winner : undefined);
  if (!pick || contradictsTwins(name, pick, candidates)) return undefined;
  const auxiliary = telling(nameOf(pick)).some(word => !words.includes(word) && auxiliaryToken.test(word));
  return {
    pick,
    evidence: `both names hold '${shared(pick).join('-')}'`,
    part: true,
    ...(auxiliary && { auxiliary }),
    ...(!contained && { faint: true }),
  };
}

/** `web-v2` does not point to `web-v1`, nor `mysql` to `mysql-replica` while `mysql-primary` stands beside it. */
function contradictsTwins(name: string, pick: Workload, candidates: readonly Workload[]): boolean {
  const picked = nameOf(pick);
  const hasTwin = candidates.some(w => w !== pick && stem(nameOf(w)) === stem(picked));
  const strange = twins(bare(name)).filter(token => !tokens(picked).includes(token));
  const countable = strange.every(token => /^\d+$/.test(token)) && twins(picked).length === 0 && !hasTwin;
  if (strange.length > 0 && !countable) return true;
  return hasTwin && !subset(twins(picked), tokens(name));
}

/** Releases of one program: stable and canary, blue and green. */
export function areReleases(workloads: readonly Workload[]): boolean {
  const releases = workloads.map(releaseOf);
  return releases.some(({ isRelease }) => isRelease) && new Set(releases.map(({ program }) => program)).size === 1;
}
