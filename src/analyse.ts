import { checks, type Situation } from './checks';
import type { Config } from './config';
import { checkUserRows } from './config/user-kinds-fit';
import { deepFreeze } from './data/freeze';
import { diagnose } from './diagnose';
import { resolve } from './meaning';
import { collisionsOf } from './meaning/collisions';
import { type ReadItems, understand } from './meaning/received';
import { readStated } from './meaning/stated';
import type { Edit } from './model/edit';
import type { Diagnostic } from './model/finding';
import type { Problem } from './model/input-error';
import { linksOf } from './model/references';
import type { Resource } from './model/resource';
import { cloudedBy } from './repair/clouded';
import { type Components, settle } from './repair/components';
import { type Plan, plan } from './repair/plan';
import type { Refusal } from './repair/refusal';
import { sharedComponents, withoutRefused } from './repair/shared-components';
import { after } from './repair/state';

/** What the stages find out between reading and writing. */
export interface Analysis {
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the checks looked at, as it came. */
  readonly received: Situation;
}

/** What the reader gives: see krm/classify.ts. */
export type AnalysisInput = ReadItems & {
  readonly problems: readonly Problem[];
  /** See krm/classify.ts. */
  readonly labellers?: readonly Resource[];
};

/**
 * The pure middle: resources to edits and diagnostics.
 * @param input the resources and, where they are sources, the kustomizations that build upon them
 * @param refused components that must not be edited
 * @throws InputError where the configuration can't be understood
 */
export function analyse(input: AnalysisInput, config: Config, refused: readonly Refusal[] = []): Analysis {
  checkUserRows(config.kinds, input.resources);
  const { model: understood, problems: inModel, ...rest } = understand(input, config);
  const { authored, watches, unknownKinds, gaps, labelEntries } = rest;
  const said = readStated(understood, config);
  const problems = [...input.problems, ...inModel, ...said.problems];
  const received = { ...understood, isClouded: cloudedBy(problems, understood) };
  const bindings = resolve(received, said, config, authored, unknownKinds);
  const settled = (sets: ReadonlyMap<string, string>) => settle(received, bindings, said, config, sets);
  const state = { model: received, bindings };
  const links = linksOf(received);
  const situation = (made: Plan): Situation => {
    const reached = after(state, made.edits);
    return deepFreeze({
      ...reached,
      collisions: collisionsOf(reached.bindings),
      references: links,
      unknownKinds,
      labellers: input.labellers ?? [],
      components,
      config,
      edits: made.edits,
      refused: made.refused,
      byHand: made.byHand,
      problems,
      watches,
      gaps,
      labelEntries,
    });
  };
  const planned = (stage: Config['stage'], components: Components, excluded: readonly Refusal[]) =>
    plan(received, bindings, components, { ...config, stage }, excluded);
  const attempt = (sets: ReadonlyMap<string, string>): { readonly components: Components; readonly whole: Plan } => {
    const components = settled(sets);
    const whole = planned('Complete', components, refused);
    const failed = whole.refused.flatMap(({ workloads }) => workloads);
    const rest = withoutRefused(sets, failed, received.workloads);
    return rest.size < sets.size ? attempt(rest) : { components, whole };
  };
  // What the last stage would have to refuse, an earlier one does not begin.
  const { components, whole } = attempt(sharedComponents(bindings, config.label));
  const complete = situation(whole);
  const staged = config.stage === 'Complete' ? complete : situation(planned(config.stage, components, whole.refused));
  const situations = { received: situation({ edits: [], refused: [], byHand: [] }), staged, complete };
  return {
    edits: config.mode === 'Fix' ? staged.edits : [],
    diagnostics: diagnose(situations, checks, config),
    received: situations.received,
  };
}
