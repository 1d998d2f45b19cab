/**
 * What a Service's name and ports say, as a table: `orders` with a word more, on the Service's side or on the workload's, beside
 * other workloads. Derived from DESIGN.md ("What a selector means"), not from the program:
 *
 * - an equal name, also but for affixes, decides, unless declared ports speak for another workload;
 * - an aspect of the program (metrics, grpc, admin, internal), or a workload's name with a word in front, counts if the declared port confirms
 *   it, or if every other workload has a Service of its own name;
 * - any other word names another thing: then only declared ports decide;
 * - the only declared port decides where every other workload declares ports, and not this one;
 * - two rules that pick different workloads: unresolved.
 */
export type Word = 'equal' | 'affix' | 'aspect' | 'front' | 'thing';

/** Words and what they say of the name that they are added to. */
export const words: Readonly<Record<string, Word>> = {
  '': 'equal',
  svc: 'affix',
  service: 'affix',
  headless: 'affix',
  lb: 'affix',
  metrics: 'aspect',
  grpc: 'aspect',
  admin: 'aspect',
  internal: 'aspect',
  db: 'thing',
  cache: 'thing',
  queue: 'thing',
  proxy: 'thing',
  backend: 'thing',
  worker: 'thing',
  exporter: 'thing',
  kiwi: 'thing',
};

/** What a workload declares: the port that the Service leads to, others, or none. */
export type Declares = 'this' | 'other' | 'none';
export const declarations: readonly Declares[] = ['this', 'other', 'none'];
/** Whether the other workloads have Services of their own names: the one there is, not, or only one of two. */
export type Claims = 'claimed' | 'unclaimed' | 'one of two claimed';
export const claims: readonly Claims[] = ['claimed', 'unclaimed', 'one of two claimed'];

export interface Row {
  readonly word: Word;
  readonly its: Declares;
  readonly others: Declares;
  readonly claims: Claims;
}

/** What a Service may be bound to: the workload of its name, another, or none. */
export type Outcome = 'named' | 'other' | 'unresolved';

/** What is right, and where the design leaves it open, all that is. */
export function expected({ word, its, others, claims }: Row): readonly Outcome[] {
  const eliminated = claims === 'claimed';
  const onlyOne = claims !== 'one of two claimed';
  // The only declared port.
  if (its === 'this' && others === 'other') return ['named'];
  const portSaysOther = its === 'other' && others === 'this' && onlyOne;
  if (word === 'thing')
    return portSaysOther
      ? ['other']
      : others === 'this' && its !== 'this' && onlyOne
        ? ['unresolved', 'other']
        : ['unresolved'];
  if (word === 'equal' || word === 'affix') {
    if (portSaysOther) return ['unresolved'];
    if (others === 'this' && its !== 'this') return ['named', 'unresolved'];
    // It declares ports, and not this one, and nobody else does: containerPort is information only.
    return its === 'other' ? ['named', 'unresolved'] : ['named'];
  }
  if (its === 'this') return others === 'none' || eliminated ? ['named'] : ['named', 'unresolved'];
  if (portSaysOther) return eliminated ? ['unresolved'] : ['unresolved', 'other'];
  if (!eliminated) return ['unresolved'];
  return its === 'other' || others === 'this' ? ['named', 'unresolved'] : ['named'];
}
