import { labelPaths, type WorkloadKind, workloadKinds } from '../kinds';
import type { Gap, GapEffect, Ref } from '../kustomize';
import type { Check } from './check';

/** Something in a kustomization that the input alone does not tell. */
export const kustomizationNotFollowed: Check = {
  id: 'kustomization-not-followed',
  severity: 'warning',
  summary: 'A kustomization holds what can not be followed from its files alone.',
  find: ({ gaps, config }) =>
    gaps.filter(isOpen).map(gap => ({
      resource: gap.kustomization,
      about: gap.subject,
      what: `kustomization '${gap.kustomization.file?.path ?? gap.kustomization.name}': ${gap.subject} ${gap.problem}, so ${consequence[gap.effect]}`,
      todo: cure(gap, config.label),
    })),
};

type Open = Exclude<GapEffect, 'differs' | 'twice'>;

const isOpen = (gap: Gap): gap is Gap & { readonly effect: Open } => gap.effect in consequence;

const consequence: Readonly<Record<Open, string>> = {
  adds: 'the pods that it brings are not seen',
  configures: 'labels may reach fields that are not known',
  changes: 'what is built is not known, and none of its files is changed',
  assumes:
    'it counts as empty (hosts leave out files that hold nothing): kustomize 5.8 builds without an empty patch, older versions refuse it',
  breaks: 'kustomize can not build it, and none of its files is changed',
};

/** The build has it all; or a patch writes the label, of which the one for a Deployment is shown. */
function cure({ isNear, effect, brings = [] }: Gap, label: string): string {
  const inBuild = 'must be repaired in the build, by this function under `transformers:`';
  if (effect === 'changes') return `it ${inBuild}`;
  if (effect === 'configures') return 'it must be among the items';
  if (effect === 'breaks') return 'it must be mended';
  if (effect === 'assumes') return 'an empty one must be taken off the list; any other must be among the items';
  const rowOf = (ref: Ref) => workloadKinds.find(row => row.kind === ref.kind);
  const { kind, name } = brings.find(rowOf) ?? fallback;
  // JSON: kustomize reads a patch that begins with `[` as nothing else.
  const operations = labelPathsOf(rowOf({ kind, name }))
    .map(path => `{"op": "add", "path": "/${path}/${escaped(label)}", "value": "${name}"}`)
    .join(', ');
  if (isNear) return 'the function must run over a directory that holds it too';
  return `its workloads ${inBuild}, or by a patch for each: \`patches: [{target: {kind: ${kind}, name: ${name}}, patch: '[${operations}]'}]\``;
}

const labelPathsOf = (row: WorkloadKind | undefined): readonly string[] => (row ? labelPaths(row) : []);

/** A key as a step of a JSON pointer (RFC 6901). */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const fallback = { kind: 'Deployment', name: 'NAME' };
