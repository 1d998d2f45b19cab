import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import { peeled, tokens } from './names';
import type { Question } from './question';

/** The words of a name with the one at its start, or at its end, apart: what tells instances of one thing from one another. */
interface Split {
  readonly word: string;
  readonly rest: string;
}

const splits: readonly ((words: readonly string[]) => Split)[] = [
  words => ({ word: words[0] ?? '', rest: words.slice(1).join('-') }),
  words => ({ word: words.at(-1) ?? '', rest: words.slice(0, -1).join('-') }),
];

/** The instance that a resource belongs to: one candidate, and the word that only it and the resource bear. */
export interface NamedInstance {
  readonly pick: Workload;
  readonly word: string;
}

const coreOf = (name: string) => peeled(tokens(name)).at(-1) ?? [];

/** The candidates by the word that tells them apart, for each way to split their names in which nothing else does. */
const instancesAmong = remembered((candidates: readonly Workload[]) =>
  splits.flatMap(split => {
    const parts = candidates.map(w => ({ workload: w, ...split(coreOf(w.resource.name)) }));
    const rests = new Set(parts.map(({ rest }) => rest));
    const byWord = new Map(parts.map(({ word, workload }) => [word, workload]));
    const areInstances = rests.size === 1 && !rests.has('') && byWord.size === parts.length;
    return areInstances ? [{ split, byWord }] : [];
  }),
);

/** The words that tell the Services of a kind apart, by what their names share. */
const servedBy = remembered((services: readonly Resource[]) =>
  remembered((split: (typeof splits)[number]): ReadonlyMap<string, ReadonlySet<string>> => {
    const parts = services.map(({ name }) => split(coreOf(name)));
    const byRest = grouped(parts, ({ rest }) => rest);
    return new Map([...byRest].map(([rest, found]) => [rest, new Set(found.map(({ word }) => word))]));
  }),
);

/** The words of instances for which no Service is there. */
const unserved = remembered((byWord: ReadonlyMap<string, Workload>) =>
  remembered((served: ReadonlySet<string>) => [...byWord.keys()].filter(word => !served.has(word))),
);

/**
 * Where the candidates are one thing in several instances, told apart by their first or last word alone (`lark-manager`, `wren-manager`), and
 * so are the Services in front of them (`lark-webhook`, `wren-webhook`): the candidate of the resource's own instance.
 */
export function instanceOf({ resource, candidates, peers }: Question): NamedInstance | undefined {
  for (const { split, byWord } of instancesAmong(candidates)) {
    const own = split(coreOf(resource.name));
    const pick = byWord.get(own.word);
    if (own.rest === '' || !pick) continue;
    const served = servedBy(peers)(split).get(own.rest);
    const missing = served ? unserved(byWord)(served) : [...byWord.keys()];
    if (missing.every(word => word === own.word)) return { pick, word: own.word };
  }
  return undefined;
}
