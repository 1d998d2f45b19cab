import type { Config } from '../config';
import { noRest } from '../data/rest';
import { isEmpty } from '../labels/label-selector';
import type { Model, Selector, Workload } from '../model';
import { operatorOf } from '../model/controller-labels';
import { operatedBy } from '../model/operated-pods';
import { type Resource, refOf } from '../model/resource';
import { distinct, partedByIdentity, partedByPlace, selection } from '../model/selection';
import { type Authored, bindAuthored } from './authored';
import type { Binding } from './binding';
import { type Neighbours, neighboursOf } from './neighbours';
import { bindPlacement, bindPolicy } from './policies-and-placement';
import { bindBudget, bindRoute, stillOne } from './services';
import type { Stated } from './stated';
import { bindUnreached } from './unreached';

export type { Authored } from './authored';
export { type Binding, type Candidate, type Ground, isKnown, type Level, type Verdict } from './binding';
export { byName, isWholeName } from './likeness';
export { areReleases, bare, programOf, releaseOf, tokens } from './names';
export { formatReasons } from './reasons';

/**
 * What every selector of the model means, and how that is known. Never a guess: where the evidence does not suffice the
 * verdict is `unknown`.
 */
export function resolve(
  model: Model,
  said: Stated,
  config: Pick<Config, 'label' | 'evidence'>,
  authored?: Authored,
  strangers: readonly Resource[] = [],
): readonly Binding[] {
  const selects = selection(model, workload => workload.podLabels);
  const selected = new Map(model.selectors.map(selector => [selector, selects(selector)]));
  const neighbours = neighboursOf(model, said.components, config);
  const operated = operatedBy(model, strangers);
  return model.selectors.map(selector => {
    const workloads = selected.get(selector) ?? [];
    const operator = selector.role === 'own' || said.meanings.has(selector) ? undefined : operated(selector);
    if (operator && !workloads.some(({ resource }) => resource === operator))
      return ofOperator(selector, workloads, refOf(operator));
    const maker = workloads.length > 0 ? undefined : operatorOf(selector.controllerLabels, selector.asks);
    if (maker && !said.meanings.has(selector)) return ofOperator(selector, workloads, maker);
    return bind(selector, workloads, said.meanings.get(selector), neighbours, authored);
  });
}

function bind(
  selector: Selector,
  selects: readonly Workload[],
  told: readonly Workload[] | undefined,
  neighbours: Neighbours,
  authored: Authored | undefined,
): Binding {
  const binding = { selector, selects, foreign: noRest, evidence: '' };
  if (told) {
    const foreign = partedByPlace(selects, told).rest;
    return { ...binding, verdict: 'one', means: told, level: 'said', ground: 'said', evidence: 'as said', foreign };
  }
  const asksForNothing = isEmpty(selector.asks) && Object.keys(selector.controllerLabels).length === 0;
  if (asksForNothing) return { ...binding, verdict: 'all', means: selects, ground: 'selects-all' };
  const { owner } = selector;
  if (selector.role === 'own' && owner) {
    const { kept, rest: foreign } = partedByIdentity(selects, [owner]);
    const verdict = kept.includes(owner) ? 'one' : 'unknown';
    return {
      ...binding,
      verdict,
      means: [owner],
      level: 'own',
      ground: 'own-selector',
      evidence: 'its own selector',
      foreign,
    };
  }
  if (neighbours.isComponent(selector, selects)) {
    return { ...binding, verdict: 'one', means: selects, level: 'said', ground: 'said', evidence: 'as said' };
  }
  const infer = () => inferred(selector, selects, neighbours);
  return authored && selector.resource.via.length > 0 ? bindAuthored(selector, selects, authored, infer) : infer();
}

/** It selects pods that an operator makes, which no label of ours reaches: it stays as it is. */
function ofOperator(selector: Selector, selects: readonly Workload[], operator: string): Binding {
  const verdict = selects.length > 0 ? 'shared' : 'nothing';
  const evidence = `it selects pods that ${operator} brings`;
  return {
    selector,
    selects,
    means: selects,
    foreign: noRest,
    verdict,
    ground: 'operator-pods',
    unseen: operator,
    evidence,
  };
}

/** What the selector means, as far as that can be inferred from what it selects. */
function inferred(selector: Selector, selects: readonly Workload[], neighbours: Neighbours): Binding {
  const binding = { selector, selects, foreign: noRest, evidence: '' };
  if (selector.role === 'route') return bindRoute(selector, selects, neighbours);
  if (selects.length === 0) return { ...binding, verdict: 'nothing', means: [], ground: 'selects-nothing' };
  const isGuard = selector.role === 'budget' || selector.role === 'policy';
  const unreached = isGuard ? bindUnreached(selector, selects, neighbours) : undefined;
  if (unreached) return unreached;
  if (distinct(selects).length === 1) return stillOne(binding);
  if (selector.role === 'budget') return bindBudget(selector, selects, neighbours);
  if (selector.role === 'policy') return bindPolicy(selector, selects, neighbours);
  return bindPlacement(selector, selects, neighbours);
}
