import { hash, labelValue } from '../labels/label-value';
import { type Choice, type ComponentBearer, stableIdOf, telltaleDirectory } from './names';

/** One way to name a component after its workload. */
export interface NamingRule {
  readonly id: string;
  /** What the value is, as words for a message. */
  readonly says: (choice: Choice) => string;
  readonly choices: (bearer: ComponentBearer, named: readonly Choice[]) => readonly Choice[];
  /** It gives only what nobody else contends for; else who comes first has it. */
  readonly isFair?: true;
  /** It gives what another has already, where another label tells the two apart. */
  readonly isSharing?: true;
}

const its = (words: string) => () => words;
const made = (bearer: ComponentBearer, value: string): Choice => ({ bearer, value: labelValue(value), level: 0 });
const kindOf = ({ resource }: ComponentBearer) => resource.kind.toLowerCase();
const homed = (name: (bearer: ComponentBearer) => string) => (bearer: ComponentBearer) => {
  const home = telltaleDirectory(bearer.resource);
  return isNamesake(bearer) && home !== undefined ? [made(bearer, `${home}-${name(bearer)}`)] : [];
};
const authored = ({ resource }: ComponentBearer) => resource.authoredName;
const isNamesake = ({ namesake }: ComponentBearer) => namesake === 'of its kind';
const builtIfRendered = (bearer: ComponentBearer) =>
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
