import type { Workload } from '../model';
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
export interface Instance {
  readonly pick: Workload;
  readonly word: string;
}

/**
 * Where the candidates are one thing in several instances, told apart by their first or last word alone (`lark-manager`, `wren-manager`), and
 * so are the Services in front of them (`lark-webhook`, `wren-webhook`): the candidate of the resource's own instance.
 */
export function instanceOf({ resource, candidates, peers }: Question): Instance | undefined {
  const coreOf = (name: string) => peeled(tokens(name)).at(-1) ?? [];
  for (const split of splits) {
    const own = split(coreOf(resource.name));
    const parts = candidates.map(w => ({ workload: w, ...split(coreOf(w.resource.name)) }));
    const rests = new Set(parts.map(({ rest }) => rest));
    if (own.rest === '' || rests.size !== 1 || rests.has('')) continue;
    if (new Set(parts.map(({ word }) => word)).size !== parts.length) continue;
    const found = parts.find(({ word }) => word === own.word);
    if (!found) continue;
    const others = peers().map(({ name }) => split(coreOf(name)));
    const isServed = ({ word }: Split) => others.some(other => other.word === word && other.rest === own.rest);
    if (parts.every(part => part === found || isServed(part))) return { pick: found.workload, word: found.word };
  }
  return undefined;
}
