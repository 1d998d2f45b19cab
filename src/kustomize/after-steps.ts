import type { Data } from '../data/values';
import type { Resource } from '../model/resource';
import { applyStep } from './apply-step';
import { tellOfClaims } from './claims';
import type { LabelFields } from './fields';
import type { Accumulated } from './gathered';
import { twinAmong } from './identity';
import { type Instance, refTo, toResource } from './instance';
import { type Applied, type LabelEntry, writesTo } from './label-entries';
import type { Layer } from './layer';
import { PatchError } from './patch-error';
import { missing } from './patches';
import { replaced } from './replacements';
import type { LabelStep, Ref, Step } from './steps';

/** A moment of a build: what a layer has gathered, before or after it writes labels. */
export type Moment = 'authored' | 'labelled';

/** How a build is watched, and varied. */
export interface BuildObserver {
  /** Called layer by layer, the lowest first. */
  readonly see?: (gathered: readonly Resource[], moment: Moment) => void;
  /** Called for every label entry of a layer, with what it writes into pod templates and selectors. */
  readonly wrote?: (entry: LabelEntry) => void;
  /** Leaves out all that kustomizations write as labels. */
  readonly withoutLabels?: boolean;
  /** What the resource holds, where it is not what was received. */
  readonly dataOf?: (resource: Resource) => Data;
}

/** What the steps of a layer make of what it has gathered. `brings` takes note of what patches tell of resources that are not seen. */
export function afterSteps(
  { instances, fields }: Accumulated,
  steps: readonly Step[],
  layer: Layer,
  watch: BuildObserver,
  brings: (ref: Ref) => void,
): readonly Instance[] {
  let now = instances;
  let moment: Moment = 'authored';
  const applied: Applied[] = [];
  const see = () => watch.see?.(now.map(toResource), moment);
  for (const step of steps) {
    if (step.kind === 'labels' && watch.withoutLabels) continue;
    const next: Moment = step.kind === 'labels' ? 'labelled' : 'authored';
    if (next !== moment) see();
    moment = next;
    try {
      const unseen = step.kind === 'patch' && missing(now, step);
      if (unseen) brings(unseen);
      const before = now;
      now = afterStep(now, step, fields, layer, watch, applied);
      if (step.kind !== 'labels') allApart(now);
      if (step.kind === 'patch') applied.push({ step, before, after: now });
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      layer.gap(
        step.kind === 'patch' ? 'a patch' : step.kind === 'replacements' ? step.subject : 'a transformer',
        `can't be applied (${error.message})`,
        'breaks',
        error.source && { source: error.source },
      );
    }
  }
  see();
  return now;
}

/** @throws PatchError where two objects have one identity */
function allApart(instances: readonly Instance[]): void {
  const one = twinAmong(instances);
  if (one) throw new PatchError(`two objects are called ${refTo(one.value)} then`);
}

function afterStep(
  instances: readonly Instance[],
  step: Step,
  fields: LabelFields,
  layer: Layer,
  watch: BuildObserver,
  applied: readonly Applied[],
): readonly Instance[] {
  if (step.kind === 'labels') tellOfClaims(step, instances, layer);
  if (step.kind === 'labels') return label(instances, step, fields, layer, watch, applied);
  if (step.kind === 'replacements') return replaced(instances, step, layer);
  return applyStep(instances, step, fields, layer.isWhole());
}

function label(
  instances: readonly Instance[],
  step: LabelStep,
  fields: LabelFields,
  { kustomization, via, isWhole }: Layer,
  { wrote }: BuildObserver,
  applied: readonly Applied[],
): readonly Instance[] {
  if (!wrote) return applyStep(instances, step, fields, isWhole());
  const { note, writes } = writesTo(applied);
  const labelled = applyStep(instances, step, fields, isWhole(), note);
  const { labels, entry = [] } = step;
  wrote({ kustomization: { ...kustomization, via, source: kustomization }, entry, labels, writes });
  return labelled;
}
