import type { Family } from './plan';
import { helpers, type Program, programs, workloadAffixes } from './words';
import type { Member } from './world';

export const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** A family before its Services are known. */
export interface Kin {
  readonly plan: Family;
  readonly number: number;
  readonly program: Program;
  /** What a Service over all of it is called. */
  readonly base: string;
  readonly members: readonly Sketch[];
  /** Means all or one: a Service of this member's name means all of them. */
  readonly whole: readonly number[];
}
type Sketch = Pick<Member, 'name' | 'kind' | 'namespace' | 'image' | 'labels' | 'job'> & {
  readonly serves: readonly number[];
};

interface Shape {
  readonly names: readonly string[];
  readonly kinds?: readonly string[];
  /** The label that told the members apart, and perhaps still does. */
  readonly key?: string;
  readonly more?: readonly number[];
  readonly base?: string;
  readonly whole?: readonly number[];
  readonly images?: readonly string[];
}
const suffixed = (base: string, words: readonly string[]) => words.map(word => `${base}-${word}`);

/** The members of every form, as names, kinds and the label that goes with them. */
const shapes: Readonly<Record<Family['form'], (base: string, plan: Family, program: Program) => Shape>> = {
  solo: base => ({ names: [base] }),
  helper: (_, { word }, { name }) => ({ names: [`${name}-${at(helpers, word)}`] }),
  job: (_, { word }, { name }) => ({
    names: [`${name}-${at(['migrate', 'backup', 'cleanup'], word)}`],
    kinds: [at(['CronJob', 'Job'], word)],
  }),
  canary: (base, { word }) => ({
    names: [base, `${base}-${at(['canary', 'preview', 'v2'], word)}`],
    key: 'track',
    whole: [0],
  }),
  versions: (base, { word }) => {
    const names = suffixed(base, ['v1', 'v2', 'v3'].slice(0, 2 + (word % 2)));
    return { names, key: 'version', ...(word % 3 === 0 && { images: names }) };
  },
  colours: (base, { word }) => {
    const names = suffixed(base, ['blue', 'green']);
    return { names, key: 'colour', ...(word % 3 === 0 && { images: names }) };
  },
  ring: base => ({
    names: suffixed(base, ['ingester', 'querier', 'distributor']),
    kinds: ['StatefulSet', 'Deployment', 'Deployment'],
    key: 'role',
    more: [7946],
    base: `${base}-memberlist`,
  }),
  exporters: (base, { word }) => ({
    names: [`${base}-exporter`, ...suffixed(`${base}-exporter`, ['linux', 'windows'].slice(0, 1 + (word % 2)))],
    kinds: ['Deployment', 'DaemonSet', 'DaemonSet'],
    key: 'role',
    whole: [0],
    base: `${base}-exporter`,
  }),
  roles: base => ({ names: suffixed(base, ['server', 'scheduler']), key: 'role' }),
  cluster: base => ({
    names: suffixed(base, ['1', '2', '3']),
    kinds: ['StatefulSet', 'StatefulSet', 'StatefulSet'],
    key: 'node',
  }),
  leader: (base, { word }) => ({
    names: suffixed(base, at([['leader', 'follower'] as const, ['primary', 'replica'] as const], word)),
    kinds: ['StatefulSet', 'StatefulSet'],
    key: 'role',
  }),
  migration: base => ({ names: [base, base], kinds: ['Deployment', 'StatefulSet'], whole: [0, 1] }),
  environments: (base, { word }) => ({ names: [`${base}-${at(['prod', 'stage'], word)}`], key: 'env' }),
};

/** Ports of what is called after what it helps: not those of the program itself. */
const helperPorts: Readonly<Record<string, readonly number[]>> = {
  worker: [],
  backup: [],
  exporter: [9187],
  db: [5432],
  cache: [6379],
  proxy: [8080],
  queue: [5672],
};

/** Makes the members of a family. */
export function kinOf(plan: Family, number: number, stem: string): Kin {
  const program = at(programs, plan.program);
  const affix = plan.affix && plan.form === 'solo' ? `-${at(workloadAffixes, plan.word)}` : '';
  const base = `${plan.stemmed ? `${stem}-` : ''}${program.name}`;
  const shape = shapes[plan.form](`${base}${affix}`, plan, program);
  const helper = plan.form === 'helper' ? at(helpers, plan.word) : undefined;
  const job = plan.form === 'job';
  const serves = job ? [] : helper ? (helperPorts[helper] ?? []) : [program.port, ...(shape.more ?? [])];
  const image = plan.oneImage ? stem : helper ? `${program.image}-${helper}` : program.image;
  const members = shape.names.map((name, i) => ({
    name,
    kind: shape.kinds?.[i] ?? plan.kind,
    namespace: plan.elsewhere ? 'two' : 'one',
    image: `example.com/${shape.images?.[i] ?? image}:1.${i}`,
    job,
    serves,
    labels: {
      ...(plan.tier !== undefined && { tier: plan.tier }),
      ...(plan.role && { part: name }),
      ...(plan.version !== undefined && plan.form === 'solo' && { version: plan.version }),
      ...(plan.released && shape.key !== undefined && { [shape.key]: name.split('-').pop() ?? name }),
    },
  }));
  return {
    plan,
    number,
    program: helper ? { ...program, thing: helper, port: serves[0] ?? 8080 } : program,
    base: shape.base ?? (shape.names.length === 1 ? (shape.names[0] ?? base) : `${base}${affix}`),
    members,
    whole: shape.whole ?? [],
  };
}
