import type { Config } from '../config';
import { isEmpty } from '../label-selector';
import type { Model, Selector, Workload } from '../model';
import { distinct, remembered, selection } from '../scope';
import type { Binding } from './binding';
import { alikeButForAffixes } from './names';
import { bindPlacement, bindPolicy } from './others';
import { bindBudget, bindRoute, type Neighbours, pickOf } from './routes';
import { said } from './said';

export type { Binding, Level, Verdict } from './binding';

/**
 * What every selector of the model means, and how that is known. Never a guess: where the evidence does not suffice the
 * verdict is `unknown`.
 * @throws InputError where the user's own words (functionConfig, annotations) lead nowhere
 */
export function resolve(model: Model, config: Config): readonly Binding[] {
  const selects = selection(model, workload => workload.podLabels);
  const selected = new Map(model.selectors.map(selector => [selector, selects(selector)]));
  const neighbours = neighboursOf(model, selected);
  const meanings = said(model, config);
  return Object.freeze(
    model.selectors.map(selector => {
      const workloads = selected.get(selector) ?? [];
      const told = selector.role === 'own' ? undefined : meanings(selector);
      return Object.freeze(bind(selector, workloads, told, neighbours));
    }),
  );
}

function bind(
  selector: Selector,
  selects: readonly Workload[],
  told: readonly Workload[] | undefined,
  neighbours: Neighbours,
): Binding {
  const binding = { selector, selects, foreign: [], evidence: '' };
  if (told) {
    const foreign = selects.filter(workload => !told.includes(workload));
    return { ...binding, verdict: 'one', means: told, level: 'said', evidence: 'as said', foreign };
  }
  if (isEmpty(selector.selector)) return { ...binding, verdict: 'all', means: selects };
  const { owner } = selector;
  if (selector.role === 'own' && owner) {
    const foreign = selects.filter(workload => workload.identity !== owner.identity);
    const verdict = selects.includes(owner) ? 'one' : 'unknown';
    return { ...binding, verdict, means: [owner], level: 'own', evidence: 'its own selector', foreign };
  }
  if (selector.role === 'route') return bindRoute(selector, selects, neighbours);
  if (selects.length === 0) return { ...binding, verdict: 'nothing', means: [] };
  const [one, ...more] = distinct(selects);
  if (one && more.length === 0) {
    return { ...binding, verdict: 'one', means: selects, level: 'still-true', evidence: 'it selects nothing else' };
  }
  if (selector.role === 'budget') return bindBudget(selector, selects, neighbours);
  if (selector.role === 'policy') return bindPolicy(selector, selects, neighbours);
  return bindPlacement(selector, selects, neighbours);
}

/** What a selector's neighbours say, gathered once for all of them. */
function neighboursOf(model: Model, selected: ReadonlyMap<Selector, readonly Workload[]>): Neighbours {
  const scopes = new Map<string, Workload[]>();
  for (const workload of model.workloads) gather(scopes, workload.scope, workload);
  const claims = new Map<string, { selector: Selector; pick: Workload }[]>();
  const routes = new Map<string, Selector[]>();
  for (const selector of model.selectors) {
    if (selector.role !== 'route') continue;
    const workloads = selected.get(selector) ?? [];
    const key = targetSet(workloads);
    gather(routes, key, selector);
    const pick = pickOf(selector, workloads)?.pick;
    if (pick) gather(claims, key, { selector, pick });
  }
  const own = new Map(model.selectors.filter(s => s.role === 'own').map(s => [s.owner, selected.get(s) ?? []]));
  return {
    rivals: (selector, workloads) =>
      (routes.get(targetSet(workloads)) ?? []).some(
        other => !alikeButForAffixes(other.resource.authoredName, selector.resource.authoredName),
      ),
    claims: workloads => claims.get(targetSet(workloads)) ?? [],
    ownSelection: workload => own.get(workload) ?? [],
    inScope: scope => scopes.get(scope) ?? [],
  };
}

function gather<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const targetSet = remembered((workloads: readonly Workload[]): string =>
  workloads.map(({ identity }) => identity).join('\n\n'),
);
