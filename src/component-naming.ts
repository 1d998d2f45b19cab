import type { Value } from './component';
import type { Others } from './component-apart';
import { type Bearer, bearersIn, type Choice, choicesOf, contests, homeOf, stableIdOf } from './component-names';
import { grouped } from './grouping';
import { hash, labelValue } from './label-value';
import type { Workload } from './model';

/** One way to name a component after its workload. */
export interface NamingRule {
  readonly id: string;
  /** What the value is, as words for a message. */
  readonly says: (choice: Choice) => string;
  readonly choices: (bearer: Bearer, named: readonly Choice[]) => readonly Choice[];
  /** It gives only what nobody else contends for; else who comes first has it. */
  readonly isFair?: true;
  /** It gives what another has already, where another label tells the two apart. */
  readonly isSharing?: true;
}

const its = (words: string) => () => words;
const made = (bearer: Bearer, value: string): Choice => ({ bearer, value: labelValue(value), level: 0 });
const kindOf = ({ resource }: Bearer) => resource.kind.toLowerCase();
const homed = (name: (bearer: Bearer) => string) => (bearer: Bearer) => {
  const home = homeOf(bearer.resource);
  return isNamesake(bearer) && home !== undefined ? [made(bearer, `${home}-${name(bearer)}`)] : [];
};
const authored = ({ resource }: Bearer) => resource.authoredName;
const isNamesake = ({ namesake }: Bearer) => namesake === 'of its kind';
const builtIfRendered = (bearer: Bearer) =>
  isNamesake(bearer) && !bearer.resource.source ? bearer.resource.name : authored(bearer);

const rules = {
  program: {
    id: 'program',
    says: ({ release }) => `its name without its release, which '${release}' bears`,
    choices: (_, named) => named.filter(({ release, level }) => release !== undefined && level === 0),
    isFair: true,
    isSharing: true,
  },
  authored: {
    id: 'authored',
    says: its('its name'),
    choices: (_, named) => named.filter(({ release, level }) => release === undefined && level === 0),
    isFair: true,
    isSharing: true,
  },
  called: {
    id: 'called',
    says: its('its name with what tells it from its namesakes'),
    choices: ({ namesake }, named) => named.filter(({ level }) => namesake !== undefined && level > 0),
    isFair: true,
    isSharing: true,
  },
  /** Of namesakes, the one that nobody renamed. */
  unrenamed: {
    id: 'unrenamed',
    says: its('its name'),
    choices: bearer => (bearer.called.length === 1 ? [made(bearer, authored(bearer))] : []),
    isSharing: true,
  },
  home: { id: 'home', says: its('its directory and its name'), choices: homed(authored) },
  kind: {
    id: 'kind',
    says: its('its name and its kind'),
    choices: bearer => [made(bearer, `${authored(bearer)}-${kindOf(bearer)}`)],
  },
  hash: {
    id: 'hash',
    says: its('its name, its kind, and what tells it apart'),
    choices: bearer => [made(bearer, `${authored(bearer)}-${kindOf(bearer)}-${hash(stableIdOf(bearer))}`)],
  },
  /** Names with their releases; in sources, who came first had the name. */
  whole: { id: 'whole', says: its('its name'), choices: bearer => [made(bearer, builtIfRendered(bearer))] },
  homeAsBuilt: { id: 'home-as-built', says: its('its directory and its name'), choices: homed(builtIfRendered) },
  kindAsBuilt: {
    id: 'kind-as-built',
    says: its('its name and its kind'),
    choices: bearer => [made(bearer, `${builtIfRendered(bearer)}-${kindOf(bearer)}`)],
  },
} satisfies Record<string, NamingRule>;

/** The rules of one release, in the order in which they are tried. */
export interface Naming {
  readonly release: string;
  readonly rules: readonly NamingRule[];
}

/** What this release names components by. */
export const presentNaming: Naming = {
  release: 'this release',
  rules: [rules.program, rules.authored, rules.called, rules.unrenamed, rules.home, rules.kind, rules.hash],
};

/** What earlier releases named them by, newest first: own selectors are immutable, so what they wrote is known as theirs. */
export const formerNamings: readonly Naming[] = [
  { release: '0.1.0', rules: [rules.whole, rules.homeAsBuilt, rules.kindAsBuilt] },
];

/** The value that a workload gets, and why. */
export interface Named {
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
): ReadonlyMap<Workload, Named> {
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
  const keysOf = ({ bearer, value }: Choice) => bearer.instances.map(({ scope }) => `${scope}\n${value}`);
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
  const chosen = new Map<Bearer, readonly [Choice, NamingRule]>();
  const give = (bearer: Bearer, tried: readonly NamingRule[]) => {
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
      const name: Named = { value: choice.value, says: rule.says(choice), isShared: isShared(choice) };
      return instances.filter(workload => asked.has(workload)).map(workload => [workload, name] as const);
    }),
  );
}
