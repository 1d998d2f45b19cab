import { compareText } from '../data/compare-text';
import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { workloadKinds } from '../kinds';
import { labelValue } from '../labels/label-value';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import type { Others } from './apart';

/** All that one source or one rendered identity becomes: it gets one component. */
export interface ComponentBearer {
  readonly id: string;
  readonly instances: readonly Workload[];
  readonly resource: Resource;
  /** What it is called on the way, as authored first, as far as all its instances are called so. */
  readonly called: readonly string[];
  /** The place of its kind in the table of workloads: the target of Services comes before Jobs. */
  readonly rank: number;
  /** Another resource is called so as authored: of its kind, or of another. */
  readonly namesake: 'of its kind' | 'of another kind' | undefined;
}

/** A value that a workload may get. */
export interface Choice {
  readonly bearer: ComponentBearer;
  readonly value: string;
  /** The release that fell off the name. */
  readonly release?: string;
  /** How many kustomizations had renamed it. */
  readonly level: number;
}

/** What each of these resources is called, in a stable order. */
export function bearersIn(workloads: readonly Workload[]): readonly ComponentBearer[] {
  const byBearer = [...grouped(workloads, ({ bearer }) => bearer)];
  const refOf = ({ scope, resource: { group, kind, authoredName } }: Workload) =>
    compound(scope, group, kind, authoredName);
  const nameOf = ({ scope, resource: { authoredName } }: Workload) => compound(scope, authoredName);
  const [byRef, byName] = [refOf, nameOf].map(key => grouped(workloads, key));
  const isOne = (all: readonly Workload[] = []) => all.every(({ bearer }) => bearer === all[0]?.bearer);
  const bearers = byBearer.map(([id, instances]): ComponentBearer => {
    const [{ resource, row }] = instances as readonly [Workload];
    const chains = instances.map(w => chainOf(w.resource));
    const [first = []] = chains;
    return {
      id,
      instances,
      resource,
      called: first.filter(name => chains.every(chain => chain.includes(name))),
      rank: workloadKinds.includes(row) ? workloadKinds.indexOf(row) : workloadKinds.length,
      namesake: instances.some(w => !isOne(byRef?.get(refOf(w))))
        ? 'of its kind'
        : instances.some(w => !isOne(byName?.get(nameOf(w))))
          ? 'of another kind'
          : undefined,
    };
  });
  return bearers.sort((a, b) => a.rank - b.rank || compareText(stableIdOf(a), stableIdOf(b)));
}

const chainOf = ({ authoredName, formerNames = [], name }: Resource): readonly string[] => [
  ...new Set([authoredName, ...formerNames, name]),
];

/** Tells a resource from others whatever else is among the items. */
export function stableIdOf({ resource: { source, via, ...resource } }: Pick<ComponentBearer, 'resource'>): string {
  const { group, kind, namespace, name, package: within, file, listPath: base } = source ?? resource;
  return [within, file?.path ?? '', group, kind, namespace, name, source ? base.join('.') : ''].join('\n');
}

/** The names that a resource may bear, without and with their releases, as authored first. */
export function choicesOf(bearer: ComponentBearer, { programOf }: Others): readonly Choice[] {
  return bearer.called.flatMap((name, level): Choice[] => {
    const programs = bearer.instances.map(workload => programOf(name, workload));
    const [program] = programs;
    const isOne = program && programs.every(other => other?.name === program.name);
    const release = program?.labels.map(([key, value]) => `${key}: ${value}`).join(', ');
    const plain = { bearer, value: labelValue(name), level };
    return isOne && release ? [{ ...plain, value: labelValue(program.name), release }, plain] : [plain];
  });
}

/** Whether others that may get the value as well stand in the way: those that another label tells apart may bear it too. */
export function contests(choices: readonly Choice[], { tellApart }: Others) {
  const contenders = grouped(
    choices.flatMap(choice => scopesOf(choice.bearer).map(scope => ({ choice, key: compound(scope, choice.value) }))),
    ({ key }) => key,
  );
  const areApart = (a: Choice, b: Choice): boolean => {
    const isRelease = (a.release ?? b.release) !== undefined && ![a, b].some(isJob);
    const isPair = isRelease || areNamesakes(a.bearer, b.bearer);
    const program = (a.release ?? b.release) ? a.value : undefined;
    return (
      isPair &&
      a.bearer.instances.every(w =>
        b.bearer.instances.every(other => w.scope !== other.scope || tellApart(w, other, program)),
      )
    );
  };
  const rivals = (choice: Choice) =>
    scopesOf(choice.bearer)
      .flatMap(scope => contenders.get(compound(scope, choice.value)) ?? [])
      .map(({ choice: other }) => other)
      .filter(other => other.bearer.id !== choice.bearer.id);
  return {
    areApart,
    /** Whether nobody whose claim is as good can't share the value. */
    isFree: (choice: Choice) => rivals(choice).every(other => areApart(choice, other) || isBetter(choice, other)),
  };
}

const scopesOf = ({ instances }: ComponentBearer): readonly string[] => [
  ...new Set(instances.map(({ scope }) => scope)),
];

const isJob = ({ bearer }: Choice): boolean => bearer.instances.every(w => w.runsToCompletion);

const areNamesakes = ({ resource: a }: ComponentBearer, { resource: b }: ComponentBearer): boolean =>
  a.group === b.group && a.kind === b.kind && a.authoredName === b.authoredName;

/** Jobs come last, a whole name before what is left of one, what a file says before what kustomizations make of it. */
function isBetter(a: Choice, b: Choice): boolean {
  const claim = (choice: Choice) => [
    isJob(choice) ? 1 : 0,
    choice.release === undefined ? 0 : 1,
    choice.level,
    choice.bearer.rank,
  ];
  const [mine, theirs] = [claim(a), claim(b)];
  const at = mine.findIndex((value, i) => value !== theirs[i]);
  return at >= 0 && (mine[at] ?? 0) < (theirs[at] ?? 0);
}

/** The directory that tells namesakes of several bases apart: the last whose name says something. */
export function telltaleDirectory({ via }: Resource): string | undefined {
  const words = via.at(-1)?.split('/') ?? [];
  return words.findLast(word => !['', '.', '..', 'base', 'bases', 'overlay', 'overlays'].includes(word));
}
