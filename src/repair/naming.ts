import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import type { Workload } from '../model';
import type { Others } from './apart';
import type { Value } from './component';
import { bearersIn, type Choice, type ComponentBearer, choicesOf, contests } from './names';
import { type Naming, type NamingRule, presentNaming } from './naming-rules';

/** The value that a workload gets, and why. */
export interface NamedComponent {
  readonly value: string;
  readonly says: string;
  /** Others may get it as well: other labels tell them apart. */
  readonly isShared: boolean;
}

/**
 * Names workloads, so that no two of a scope get one value that nothing else tells apart.
 * @param taken values of further workloads
 */
export function named(
  workloads: readonly Workload[],
  taken: ReadonlyMap<Workload, Value>,
  others: Others,
  naming: Naming = presentNaming,
): ReadonlyMap<Workload, NamedComponent> {
  const bearers = bearersIn([...workloads, ...taken.keys()]);
  const choices = new Map(bearers.map(bearer => [bearer, choicesOf(bearer, others)]));
  const asked = new Set(workloads);
  const unnamed = new Set(workloads.map(({ bearer }) => bearer));
  const open = bearers.filter(({ id }) => unnamed.has(id));
  const { isFree, areApart } = contests(
    open.flatMap(bearer => choices.get(bearer) ?? []),
    others,
  );
  const holders = new Map<string, Choice[]>();
  const keysOf = ({ bearer, value }: Choice) => bearer.instances.map(({ scope }) => compound(scope, value));
  const hold = (choice: Choice) => {
    for (const key of new Set(keysOf(choice))) holders.set(key, [...(holders.get(key) ?? []), choice]);
  };
  for (const bearer of bearers) {
    for (const [value] of grouped(
      bearer.instances.flatMap(w => taken.get(w)?.value ?? []),
      v => v,
    )) {
      hold((choices.get(bearer) ?? []).find(choice => choice.value === value) ?? { bearer, value, level: 0 });
    }
  }
  const claim = (choice: Choice, isSharing: boolean): boolean => {
    const held = keysOf(choice)
      .flatMap(key => holders.get(key) ?? [])
      .filter(({ bearer }) => bearer.id !== choice.bearer.id);
    if (!held.every(other => isSharing && areApart(choice, other))) return false;
    hold(choice);
    return true;
  };
  const chosen = new Map<ComponentBearer, readonly [Choice, NamingRule]>();
  const give = (bearer: ComponentBearer, tried: readonly NamingRule[]) => {
    for (const rule of tried) {
      const choice = rule
        .choices(bearer, choices.get(bearer) ?? [])
        .find(each => (!rule.isFair || isFree(each)) && claim(each, rule.isSharing === true));
      if (!choice) continue;
      chosen.set(bearer, [choice, rule]);
      return;
    }
  };
  // What is somebody's by right, nobody else takes for want of another name.
  const fair = naming.rules.filter(rule => rule.isFair);
  for (const bearer of open) give(bearer, fair);
  for (const bearer of open) if (!chosen.has(bearer)) give(bearer, naming.rules);
  const isShared = (choice: Choice) =>
    keysOf(choice).some(key => holders.get(key)?.some(({ bearer }) => bearer.id !== choice.bearer.id));
  return new Map(
    [...chosen].flatMap(([{ instances }, [choice, rule]]) => {
      const name: NamedComponent = { value: choice.value, says: rule.says(choice), isShared: isShared(choice) };
      return instances.filter(workload => asked.has(workload)).map(workload => [workload, name] as const);
    }),
  );
}
