import { type Answer, type Found, own, selectorsIn, selects } from './cluster';
import type { Manifest } from './manifests';
import type { Member, World } from './world';

/** What is wrong with an answer: the kind of fault, how the selector got its name, and the rest in words. */
export interface Fault {
  readonly fault: string;
  readonly naming: string;
  readonly text: string;
}

/** A world beside its manifests: what every selector means, by place. */
export interface Case {
  readonly world: World;
  readonly items: readonly Manifest[];
}

interface Truth {
  readonly naming: string;
  readonly kind: string;
  /** Places of the workloads that it means. */
  readonly means: readonly number[];
  readonly headless: boolean;
  /** By name: a pod that declares none of these ports gets no connection. */
  readonly portNames: boolean;
  readonly ports: readonly number[];
}

const refOf = ({ kind, metadata }: Manifest): string => `${metadata.namespace}/${kind}/${metadata.name}`;
const equal = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every(one => b.includes(one));
const labelsEqual = (a: Manifest, b: Manifest) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

function membersOf({ world, items }: Case): ReadonlyMap<number, Member> {
  const byRef = new Map(world.workloads.map(one => [`${one.namespace}/${one.kind}/${one.name}`, one]));
  return new Map(items.flatMap((item, i) => (byRef.has(refOf(item)) ? [[i, byRef.get(refOf(item)) as Member]] : [])));
}

function truthOf({ world, items }: Case, { item, path }: Found): Truth {
  const members = membersOf({ world, items });
  const places = (ids: readonly number[]) => [...members].flatMap(([i, { id }]) => (ids.includes(id) ? [i] : []));
  const manifest = items[item];
  const meaning = world.selectors.find(
    ({ kind, name, namespace }) => refOf(manifest) === `${namespace}/${kind}/${name}`,
  );
  if (meaning) return { ...meaning, means: places(meaning.means) };
  const member = members.get(item);
  const near = member?.near === undefined ? [] : [member.near];
  return {
    naming: manifest.kind,
    kind: path,
    means: path === 'podAntiAffinity' ? [item] : places(near),
    headless: false,
    portNames: false,
    ports: [],
  };
}

/** Whether a selection over these may well be meant, for all that manifests tell: one program; roles of one image, but for the Service of one of them. */
function oneProgram(
  members: ReadonlyMap<number, Member>,
  selected: readonly number[],
  { headless, means }: Truth,
): boolean {
  const seen = selected.flatMap(i => members.get(i) ?? []);
  const alike = new Set(seen.map(({ family }) => family)).size === 1;
  const form = seen[0]?.form;
  const roles = form === 'ring' || form === 'roles';
  return alike && (!roles || means.length !== 1 || (headless && form === 'ring'));
}

const named = (items: readonly Manifest[], places: readonly number[]) =>
  places.map(i => refOf(items[i])).join(', ') || 'nothing';

/** Bound wrongly, emptied, widened, policies narrowed, own selectors that lost their pods. */
export function wrongs(given: Case, after: Answer): Fault[] {
  const before = selectorsIn(given.items);
  const now = selectorsIn(after.items);
  const faults = before.flatMap((selector, i): Fault[] => {
    const then = now[i] as Found;
    const truth = truthOf(given, selector);
    const [was, is] = [selects(given.items, selector), selects(after.items, then)];
    const changed = !labelsEqual(selector.asks, then.asks);
    const text = `${refOf(given.items[selector.item])} ${selector.path} means ${named(given.items, truth.means)}, selected ${named(given.items, was)}, selects ${named(given.items, is)}`;
    const tell = (fault: string): Fault[] => [{ fault, naming: `${truth.kind}, ${truth.naming}`, text }];
    if (is.length === 0 && was.length > 0) return tell('emptied');
    if (is.some(one => !was.includes(one))) return tell('widened');
    if (truth.kind === 'NetworkPolicy' && !equal(was, is)) return tell('policy narrowed');
    if (changed && !equal(is, truth.means)) return tell('bound wrongly');
    return [];
  });
  const owns = after.items.flatMap((item, i): Fault[] => {
    const [was, asks] = [own(given.items[i]), own(item)];
    if (!asks || !was) return [];
    const is = selects(after.items, { item: i, path: 'own', asks });
    const could = selects(given.items, { item: i, path: 'own', asks: was });
    const right = is.includes(i) && is.every(one => could.includes(one));
    return right
      ? []
      : [{ fault: 'own selector', naming: item.kind, text: `${refOf(item)} selects ${named(after.items, is)}` }];
  });
  return [...faults, ...owns];
}

/**
 * Policies and budgets over a whole application are ordinary: only where one bears a workload's name, and no label tells the others
 * from that, does it certainly mean no other.
 */
function mayMeanMore({ kind, naming, means }: Truth, members: ReadonlyMap<number, Member>, foreign: readonly number[]) {
  if (kind === 'Service' || kind === 'podAntiAffinity') return false;
  const labels = (i: number) => JSON.stringify(Object.entries(members.get(i)?.labels ?? {}).sort());
  return !/^(own|affix)/.test(naming) || !foreign.some(i => means.some(one => labels(one) === labels(i)));
}

/** Selectors over pods of other programs than those they mean, of which a validation says nothing that weighs. */
export function silences(given: Case, fixed: Answer, validated: Answer): Fault[] {
  const members = membersOf(given);
  return selectorsIn(fixed.items).flatMap((selector): Fault[] => {
    const truth = truthOf(given, selector);
    const is = selects(fixed.items, selector);
    const reached = (one: number) =>
      !truth.portNames || truth.headless || truth.ports.some(port => members.get(one)?.declares.includes(port));
    const foreign = is.filter(one => !truth.means.includes(one) && reached(one));
    if (foreign.length === 0 || oneProgram(members, is.filter(reached), truth) || mayMeanMore(truth, members, foreign))
      return [];
    const item = fixed.items[selector.item];
    const told = validated.results.some(
      ({ severity, resourceRef: ref }) =>
        severity !== 'info' &&
        ref?.kind === item.kind &&
        ref?.name === item.metadata.name &&
        ref?.namespace === item.metadata.namespace,
    );
    const text = `${refOf(item)} ${selector.path} means ${named(given.items, truth.means)}, selects ${named(given.items, is)}: nothing is said`;
    return told ? [] : [{ fault: 'silent', naming: `${truth.kind}, ${truth.naming}`, text }];
  });
}

/**
 * Selectors that were narrowed by names although no name says anything: only references may, and declared ports where all declare
 * some, or where the port is asked for by name, since such a port leads to no pod that does not declare it.
 */
export function boundByName(given: Case, after: Answer): Fault[] {
  const members = membersOf(given);
  const now = selectorsIn(after.items);
  return selectorsIn(given.items).flatMap((selector, i): Fault[] => {
    const then = now[i] as Found;
    const was = selects(given.items, selector).filter(one => !members.get(one)?.job);
    if (labelsEqual(selector.asks, then.asks) || was.length < 2 || selector.path === 'podAntiAffinity') return [];
    const item = given.items[selector.item];
    const meaning = given.world.selectors.find(
      ({ kind, name, namespace }) => refOf(item) === `${namespace}/${kind}/${name}`,
    );
    const seen = was.flatMap(one => members.get(one) ?? []);
    if (meaning?.kind === 'Service') {
      if (seen.some(({ services }) => services.includes(meaning.name))) return [];
      const serving = seen.filter(({ declares }) => meaning.ports.every(port => declares.includes(port)));
      const others = meaning.portNames || seen.every(({ declares }) => declares.length > 0);
      if (serving.length === 1 && others) return [];
    }
    const text = `${refOf(item)} ${selector.path} selected ${named(given.items, was)}, selects ${named(given.items, selects(after.items, then))}`;
    return [{ fault: 'bound by name', naming: `${meaning?.kind ?? selector.path}, ${meaning?.naming ?? ''}`, text }];
  });
}

/** How many Services that caught foreign pods now select just what they mean, of how many. */
export function repaired(given: Case, after: Answer): { readonly right: number; readonly broken: number } {
  const now = selectorsIn(after.items);
  const broken = selectorsIn(given.items).flatMap((selector, i) => {
    const truth = truthOf(given, selector);
    const was = selects(given.items, selector);
    if (truth.kind !== 'Service' || truth.means.length === 0 || equal(was, truth.means)) return [];
    return [equal(selects(after.items, now[i] as Found), truth.means)];
  });
  return { right: broken.filter(Boolean).length, broken: broken.length };
}
