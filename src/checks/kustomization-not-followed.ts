import { compound } from '../data/compound';
import { flow } from '../data/flow';
import { grouped } from '../data/grouped';
import { asList } from '../data/values';
import type { Cure } from '../facts/reach-cures';
import { kindTable, labelPaths, noRows, type WorkloadKind, workloadKinds } from '../kinds';
import type { Gap, GapEffect, Ref } from '../kustomize';
import { directoryOf } from '../kustomize/paths';
import type { Finding } from '../model/finding';
import { sourcePlaceOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** Something in a kustomization that the input alone does not tell. */
export const kustomizationNotFollowed: Check = {
  id: 'kustomization-not-followed',
  severity: 'warning',
  summary: 'A kustomization holds what can not be followed from its files alone.',
  find: ({ gaps, config }) =>
    [...grouped(gaps.filter(isOpen), listOf).values()].map((alike): Finding => {
      const [gap] = alike as readonly [OpenGap];
      const { kustomization, subject, problem, effect, entry } = gap;
      const isOne = alike.length === 1;
      const names = list(alike.map(({ entry }) => `'${entry?.name}'`));
      const first = isOne || !entry ? `${subject} ${problem}` : `${entry.several} ${names} are not among the files`;
      return {
        resource: kustomization,
        about: alike.map(({ subject }) => subject).join(),
        what: `kustomization '${kustomization.file?.path ?? kustomization.name}': ${first}, so ${consequence(isOne, unchanged(gap))[effect]}`,
        ...cure(gap, isOne, config.label),
      };
    }),
};

type Open = Exclude<GapEffect, 'differs' | 'twice'>;
type OpenGap = Gap & { readonly effect: Open };

const isOpen = (gap: Gap): gap is OpenGap => gap.effect in consequence(true, '');

/** What is told at once: what is not there of one list of a kustomization. */
const listOf = ({ kustomization, effect, subject, entry }: Gap): string =>
  compound(sourcePlaceOf(kustomization), effect, entry ? entry.several : subject);

/** A root is followed as a whole or not at all. */
function unchanged({ kustomization, roots = [] }: Gap): string {
  const others = roots.filter(root => root !== directoryOf(kustomization.file?.path ?? ''));
  if (others.length === 0) return 'none of its files is changed';
  return `none of the files is changed that ${list(others.map(root => `'${root}'`))} ${others.length > 1 ? 'build' : 'builds'} upon`;
}

const consequence = (isOne: boolean, unchanged: string): Readonly<Record<Open, string>> => ({
  adds: `the pods that ${isOne ? 'it brings' : 'they bring'} are not seen`,
  configures: 'labels may reach fields that are not known',
  changes: `what is built is not known, and ${unchanged}`,
  assumes:
    'it counts as empty (hosts leave out files that hold nothing): kustomize 5.8 builds without an empty patch, older versions refuse it',
  breaks: `kustomize can not build it, and ${unchanged}`,
});

/** The build has it all; or a patch writes the label, of which the one for a Deployment is shown. */
function cure({ kustomization, isNear, effect, brings = [] }: Gap, isOne: boolean, label: string): Cure {
  const inBuild = 'must be repaired in the build, by this function under `transformers:`';
  const [it, its] = isOne ? ['it', 'its'] : ['they', 'their'];
  const nowhere = `if ${isOne ? 'it is' : 'they are'} nowhere, the ${isOne ? 'entry' : 'entries'} must go, or kustomize can not build this`;
  if (effect === 'changes')
    return { todo: isNear ? `${it} must be there, too, or it ${inBuild}; ${nowhere}` : `it ${inBuild}` };
  if (effect === 'configures') return { todo: `${it} must be among the files` };
  if (effect === 'breaks') return { todo: 'it must be mended' };
  if (effect === 'assumes')
    return { todo: 'an empty one must be taken off the list; any other must be among the files' };
  if (isNear) {
    const gone = `${isOne ? 'an entry' : 'entries'} for what is nowhere, or holds nothing but comments (hosts leave that out), must go`;
    return { todo: `the run must be over a directory that holds ${isOne ? 'it' : 'them'}; ${gone}` };
  }
  const { kind, name, row } = brings.flatMap(workloadOf)[0] ?? { ...fallback, row: rowOf(fallback) };
  // JSON: kustomize reads a patch that begins with `[` as nothing else.
  const operations = (row ? labelPaths(row) : [])
    .map(path => `{"op": "add", "path": "/${path}/${escaped(label)}", "value": "${name}"}`)
    .join(', ');
  const entry = { target: { kind, name }, patch: `[${operations}]` };
  const of = kustomization.source ?? kustomization;
  return {
    todo: `${its} workloads ${inBuild}, or by a patch for each: \`patches: ${flow([entry])}\``,
    advice: [[{ of, path: ['patches'], becomes: [...asList(of.value.patches), entry] }]],
  };
}

interface BroughtWorkload extends Ref {
  readonly row: WorkloadKind | undefined;
}

/** The workload that a patch is about; targets may hold patterns, which are no names. */
function workloadOf(ref: Ref): readonly BroughtWorkload[] {
  const row = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(ref.name) ? rowOf(ref) : undefined;
  return row ? [{ ...ref, row }] : [];
}

/** Where no group is said, a kind is first of all that of the core group: a Service is none of Knative. */
function rowOf({ group, kind }: Ref): WorkloadKind | undefined {
  const { rowsOf } = kindTable();
  if (group !== undefined) return rowsOf({ group, kind }).workloads[0];
  const core = rowsOf({ group: '', kind });
  return core === noRows ? workloadKinds.find(row => row.kind === kind) : core.workloads[0];
}

/** A key as a step of a JSON pointer (RFC 6901). */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const fallback = { kind: 'Deployment', name: 'NAME' };
