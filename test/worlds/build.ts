import { at, type Kin, kinOf } from './families';
import type { Family, Naming, Plan } from './plan';
import { affixes, aspects, mayBeAnothers, programs, stems, unrelated } from './words';
import type { Meaning, Member, World } from './world';

/** A member with the kin that it is of. */
interface Placed {
  readonly id: number;
  readonly kin: Kin;
  readonly sketch: Kin['members'][number];
  readonly reached: boolean;
}
const unreached: ReadonlySet<string> = new Set(['Rollout', 'DeploymentConfig']);

/** Families, without those whose names are taken. */
function place({ families, stem, everywhere }: Plan): readonly Placed[] {
  const taken = new Set<string>();
  const placed: Placed[] = [];
  families.forEach((family, number) => {
    const kin = kinOf(family, number, at(stems, stem));
    const program = family.form === 'helper' || family.form === 'job' || family.form === 'environments';
    const keys = kin.members.map(({ name, namespace }) => `${namespace}/${name}`);
    const own = program ? [] : [`${family.elsewhere}/program ${kin.program.name}`];
    if ([...keys, ...own].some(key => taken.has(key))) return;
    for (const key of [...keys, ...own]) taken.add(key);
    for (const sketch of kin.members) {
      placed.push({ id: placed.length, kin, sketch, reached: everywhere || !unreached.has(sketch.kind) });
    }
  });
  return placed;
}

interface Target {
  readonly kin: Kin | undefined;
  readonly means: readonly Placed[];
  readonly own: string;
}

/** What a selector means: a whole family, or one of its members where a name of its own says so. */
function targetOf(plan: Naming, kins: readonly Kin[], placed: readonly Placed[]): Target | undefined {
  if (kins.length === 0) return undefined;
  const kin = at(kins, plan.target);
  const all = placed.filter(one => one.kin === kin);
  const single = all.filter((_, i) => !kin.whole.includes(i));
  if (all.length > 1 && plan.one && single.length > 0) {
    const one = at(single, plan.word);
    return { kin, means: [one], own: one.sketch.name };
  }
  return { kin, means: all, own: kin.base };
}

type Name = readonly [name: string, ports: readonly number[]];

/** The name that a selector bears, and the ports that it leads to. */
function nameOf(plan: Naming, { kin, own, means }: Target, placed: readonly Placed[], stem: string): Name {
  const program = kin?.program ?? at(programs, plan.word);
  const ring = kin?.plan.form === 'ring' && means.length > 1;
  const ports = [ring ? 7946 : program.port];
  const affixed = (name: string): string => (plan.affix > 7 ? `${name}-${at(affixes, plan.affix)}` : name);
  const others = placed.filter(one => one.kin !== kin);
  const third =
    others.length > 0 && plan.affix % 2 === 0 ? at(others, plan.third).sketch.name : at(programs, plan.third).name;
  const several = kin !== undefined && kin.members.length > 1 && means.length === 1;
  const naming = several && plan.naming !== 'affix' ? 'own' : plan.naming;
  switch (naming) {
    case 'own':
      return [own, ports];
    case 'affix':
      return [`${own}-${at(affixes, plan.word)}`, ports];
    case 'aspect': {
      const aspect = at(Object.keys(aspects), plan.word);
      return [`${own}-${aspect}`, [aspects[aspect] ?? 0]];
    }
    case 'inner':
      return [own.split('-').slice(1).join('-') || own, ports];
    case 'client':
      return [affixed(`${third}-${program.thing}`), ports];
    case 'thing':
      return [affixed(program.thing), ports];
    case 'stem':
      return [affixed(plan.word % 2 ? stem : `${stem}-${program.thing}`), ports];
    case 'third':
      return [plan.word % 2 ? `${stem}-${program.thing}-${third}` : affixed(`${third}-${program.thing}`), ports];
    case 'nothing':
      return [affixed(at(unrelated, plan.word)), ports];
    case 'outside':
      return [at([at(unrelated, plan.word), `${third}-db`, 'pg-rw', 'mongo'], plan.third), [27017]];
  }
}

/** What all of them bear. */
function sharedLabels(means: readonly Placed[]): Readonly<Record<string, string>> {
  const [first, ...rest] = means.map(({ sketch }) => sketch.labels);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([key, value]) => rest.every(labels => labels[key] === value)),
  );
}

/** Selectors of a kind, without those whose names would say what is not so. */
function meanings(kind: Meaning['kind'], plans: readonly Naming[], plan: Plan, placed: readonly Placed[]): Meaning[] {
  const stem = at(stems, plan.stem);
  const taken = new Set<string>();
  const kins = [...new Set(placed.map(({ kin }) => kin))].filter(
    ({ plan: { form } }) => form !== 'job' || kind === 'PodDisruptionBudget',
  );
  return plans.flatMap((given): Meaning[] => {
    const outside = given.naming === 'outside';
    const target = outside ? { kin: undefined, means: [], own: '' } : targetOf(given, kins, placed);
    if (!target) return [];
    const [name, ports] = nameOf(given, target, placed, stem);
    const namespace = target.means[0]?.sketch.namespace ?? 'one';
    const near = placed.filter(({ sketch }) => sketch.namespace === namespace);
    const others = near.filter(one => !target.means.includes(one));
    const named = given.naming === 'own' || given.naming === 'affix';
    const selectable = near.filter(({ sketch, reached }) => reached && !sketch.job);
    const lawful =
      others.every(({ sketch }) => mayBeAnothers(name, sketch.name)) &&
      (!outside || selectable.length > 1) &&
      (target.means.every(({ reached }) => reached) ||
        (named && target.means.some(({ sketch }) => sketch.name === target.own)));
    if (!lawful || taken.has(`${namespace}/${name}`)) return [];
    taken.add(`${namespace}/${name}`);
    const served = target.means.every(({ sketch }) => sketch.serves.length > 0) || outside;
    if (kind === 'Service' && !served) return [];
    return [
      {
        kind,
        name,
        namespace,
        means: target.means.map(({ id }) => id),
        naming:
          target.kin && target.kin.members.length > 1 ? `${given.naming} of ${target.kin.plan.form}` : given.naming,
        asks: given.asks ? sharedLabels(target.means) : {},
        ports: given.twoPorts && !outside ? [...new Set([...ports, 9090])] : ports,
        portNames: given.portNames && !outside,
        headless: given.headless || name.endsWith('headless') || name.endsWith('memberlist'),
      },
    ];
  });
}

const named: ReadonlySet<string> = new Set(['own', 'affix']);

/** Makes the world that a plan describes. */
export function build(plan: Plan): World {
  const placed = place(plan);
  const services = meanings('Service', plan.services, plan, placed);
  const budgets = meanings('PodDisruptionBudget', plan.budgets, plan, placed);
  const policies = meanings('NetworkPolicy', plan.policies, plan, placed);
  const called = (name: string) => `${plan.prefix ?? ''}${name}${plan.suffix ?? ''}`;
  const workloads = placed.map(({ id, kin, sketch, reached }): Member => {
    const mine = services.filter(({ means }) => means.includes(id));
    const serves = [...new Set([...sketch.serves, ...mine.flatMap(({ ports }) => ports)])];
    const declares = declaredOf(kin.plan, serves, mine, id !== placed.find(one => one.kin === kin)?.id);
    const candidates = placed.filter(one => one.kin !== kin && one.sketch.namespace === sketch.namespace);
    return {
      id,
      ...sketch,
      name: called(sketch.name),
      family: kin.number,
      form: kin.plan.form,
      serves,
      declares,
      asked: kin.plan.asked ? Object.keys(sketch.labels) : [],
      reached,
      services: kin.plan.named ? mine.map(({ name }) => called(name)) : [],
      apart: kin.plan.apart && kin.members.length === 1 && !sketch.job && sketch.kind !== 'Pod',
      ...(kin.plan.near !== undefined && candidates.length > 0 && { near: at(candidates, kin.plan.near).id }),
    };
  });
  const declares = (id: number, port: number) => workloads[id]?.declares.includes(port);
  const selectors = [...services, ...budgets, ...policies].map(one => ({
    ...one,
    name: called(one.name),
    portNames: one.portNames && one.means.every(id => one.ports.every(port => declares(id, port))),
  }));
  const scaled = workloads.filter((_, i) => placed[i]?.kin.plan.scaled && !placed[i]?.sketch.job);
  return { common: { [plan.key]: at(stems, plan.stem) }, workloads: turned(workloads, plan.order), selectors, scaled };
}

/** All ports or none, or some of them where nothing but its own name leads to it. */
function declaredOf(
  { declares, half }: Family,
  serves: readonly number[],
  services: readonly Meaning[],
  later: boolean,
) {
  if (declares === 'none' || (half && later)) return [];
  const some = serves.slice(1);
  const byName = services.every(({ naming }) => named.has(naming));
  return declares === 'some' && byName && some.length > 0 ? some : serves;
}

const turned = <T>(list: readonly T[], by: number): T[] => {
  const n = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(n), ...list.slice(0, n)];
};
