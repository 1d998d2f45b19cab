import { compound } from '../data/compound';
import { remembered } from '../data/remembered';
import { asMap, asString, valueAt } from '../data/values';
import { labelValue } from '../labels/label-value';
import { areReleases, type Binding, isKnown } from '../meaning';
import type { Workload } from '../model';

/**
 * The component values of workloads that Services mean together, as sources tell, by bearer: a label that they share has to say it.
 * Sets that overlap are one.
 */
export function sharedComponents(bindings: readonly Binding[], label: string): ReadonlyMap<string, string> {
  const sets = bindings.filter(binding => isSet(binding, label)).sort(byPlace);
  const values = new Map<string, string>();
  for (const binding of sets) {
    const members = bearers(membersOf(binding));
    const known = members.flatMap(bearer => values.get(bearer) ?? []);
    const value = known[0] ?? binding.selector.asks.matchLabels[label] ?? labelValue(valueFor(binding));
    const merged = [...values].flatMap(([bearer, other]) => (known.includes(other) ? [bearer] : []));
    for (const bearer of [...members, ...merged]) values.set(bearer, value);
  }
  return values;
}

/** The sets of which no workload was refused: what hinders one is no reason to tell the workloads of another apart. */
export function withoutRefused(
  sets: ReadonlyMap<string, string>,
  refused: readonly Workload[],
  workloads: readonly Workload[],
): ReadonlyMap<string, string> {
  const setOf = ({ scope, bearer }: Workload) => compound(scope, sets.get(bearer));
  const failed = new Set(refused.map(setOf));
  const dropped = new Set(workloads.filter(workload => failed.has(setOf(workload))).map(({ bearer }) => bearer));
  return new Map([...sets].filter(([bearer]) => !dropped.has(bearer)));
}

/** Whatever the order of the input: the first of overlapping sets gives the value. */
function byPlace({ selector: { resource: a } }: Binding, { selector: { resource: b } }: Binding): number {
  const [first, second] = [a, b].map(({ package: within, namespace, name }) => [within, namespace, name].join('\n'));
  return (first ?? '') < (second ?? '') ? -1 : first === second ? 0 : 1;
}

/**
 * A Service that means several workloads, and whose labels can't say so, or say it by the component already. What is built says only the
 * latter, and of releases alone: else one component on several workloads is a slip.
 */
function isSet(binding: Binding, label: string): boolean {
  const { selector, verdict, level } = binding;
  const members = membersOf(binding);
  if (selector.role !== 'route' || bearers(members).length < 2) return false;
  const asksForIt = selector.asks.matchLabels[label] !== undefined;
  if (selector.resource.via.length === 0) return asksForIt && areReleases(members);
  return isKnown(verdict) ? level === 'authored' || level === 'said' : asksForIt;
}

/** What it means; where it says that by a component already, what it selects. */
const membersOf = ({ verdict, means, selects }: Binding): readonly Workload[] => (isKnown(verdict) ? means : selects);

const bearers = remembered((workloads: readonly Workload[]): readonly string[] => [
  ...new Set(workloads.map(({ bearer }) => bearer)),
]);

/** What the author asked for where a common label stands now; else what the names have in common; else the Service's name. */
function valueFor({ selector, means }: Binding): string {
  const { source, authoredName } = selector.resource;
  const authored = Object.entries(asMap(valueAt(source?.value, selector.labelsPath)) ?? {});
  const replaced = authored.find(([key, value]) => asString(value) && selector.asks.matchLabels[key] !== value);
  const [first = [], ...others] = means.map(({ resource }) => resource.authoredName.split('-'));
  const common = first.filter((word, i) => others.every(words => words[i] === word)).join('-');
  return asString(replaced?.[1]) ?? (common || authoredName);
}
