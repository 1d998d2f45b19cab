import { annotations } from '../config';
import { formatPath } from '../data/path';
import { remembered } from '../data/remembered';
import type { Binding } from '../meaning';
import { isPrimary, type Workload } from '../model';
import { type Advice, annotate, type Change, configure, lineOf } from '../model/change';
import { refOf } from '../model/resource';
import { list, mostListed, names } from '../model/wording';
import type { Cure } from './reach-cures';

const refsIn = remembered((workloads: Binding['selects']): readonly string[] => [
  ...new Set(workloads.map(({ resource }) => refOf(resource))),
]);

/** functionConfig that gives workloads one component, named by what their names have in common. */
export function sharing(means: Binding['means']): Change {
  const [first = [], ...others] = means.map(w => w.resource.authoredName.split('-'));
  const common = first.filter((word, i) => others.every(words => words[i] === word)).join('-');
  const component = common || (means[0]?.resource.authoredName ?? '');
  return configure('components', [{ component, workloads: refsIn(means) }]);
}

/** functionConfig that says what a selector means. */
function meaning(selector: Binding['selector'], selects: readonly string[]): Change {
  const field = isPrimary(selector) ? {} : { field: formatPath(selector.path) };
  return configure('selectors', [{ selector: refOf(selector.resource), ...field, selects }]);
}

/** A change as it is pasted. */
export const pasted = (change: Change): string => `\`${lineOf(change)}\``;

/** The ways to say it, ready to paste: with the guess where there is one, else with each that it may be, which `X` stands for. */
export function sayCure(binding: Binding): Cure {
  const { selector, selects, means } = binding;
  const [guess, ...more] = means;
  const waysOf = (ref: string): Advice => [
    ...(isPrimary(selector) ? [[annotate(selector.resource, annotations.selects, ref)]] : []),
    [meaning(selector, [ref])],
  ];
  const one = guess ? refOf(guess.resource) : 'X';
  const ways = waysOf(one);
  const choices = refsIn(selects);
  const single = `by ${ways
    .flat()
    .map(way => `${way.of === 'functionConfig' ? 'functionConfig' : 'annotation'} ${pasted(way)}`)
    .join(' or ')}${
    guess
      ? ''
      : `, where X is ${list(
          choices.slice(0, mostListed).map(ref => `'${ref}'`),
          'or',
          choices.length,
        )}`
  }`;
  if (more.length === 0) {
    const todo = `its meaning must be said, ${single}${portCure(binding)}`;
    return { todo, advice: guess ? ways : choices.slice(0, mostListed).flatMap(waysOf) };
  }
  const all = [sharing(means), meaning(selector, refsIn(means))] as const;
  const todo = `its meaning must be said: if it means ${names(means)}, by functionConfig ${all.map(pasted).join(' and ')}; if ${one} alone, ${single}`;
  return { todo, advice: [all, ...ways] };
}

/** What says that it means all of those that were given one component. */
export function shareCure(selector: Binding['selector'], together: readonly Workload[]): Cure {
  const refs = refsIn(together);
  const said = isPrimary(selector)
    ? annotate(selector.resource, annotations.selects, refs.join(', '))
    : meaning(selector, refs);
  const how = isPrimary(selector) ? 'annotation' : 'functionConfig';
  return {
    todo: `${names(together)} were given one component: if it means all of them, ${how} ${pasted(said)} must say so; if one alone, that one must have a component of its own`,
    advice: [[said]],
  };
}

/** What would settle it without a word: that those declare their ports which name and ports do not rule out. */
function portCure({ candidates = [] }: Binding): string {
  const declares = candidates.some(({ for: pros }) => pros.some(({ id }) => id === 'only-declares'));
  const silent = candidates.filter(({ against }) => against.some(({ id }) => id === 'declares-no-port'));
  if (!declares || silent.length === 0) return '';
  return `; or ${names(silent.map(({ workload }) => workload))} must declare its own ports (\`containerPort\`), which tells it as well`;
}
