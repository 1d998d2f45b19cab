import { after } from './after';
import { checks, type Situation } from './checks';
import { settle } from './components';
import type { Config } from './config';
import { diagnose } from './diagnose';
import type { Diagnostic } from './diagnostic';
import type { Edit } from './edit';
import { deepFreeze } from './freeze';
import { model } from './model';
import { type Plan, plan, type Refusal } from './plan';
import { resolve } from './resolve';
import type { Resource } from './resource';
import { readSaid } from './said';

/** What the stages find out between reading and writing. */
export interface Analysis {
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The pure middle: resources to edits and diagnostics.
 * @param kustomizations Kustomization files among the input: where there are any, the resources are sources, whose labels are
 *   not yet what they will be, and nothing is said or edited of them
 * @param refused components that must not be edited
 * @throws InputError where resources, annotations or configuration can't be understood
 */
export function analyse(
  resources: readonly Resource[],
  kustomizations: readonly Resource[],
  config: Config,
  refused: readonly Refusal[] = [],
): Analysis {
  const received = model(kustomizations.length > 0 ? [] : resources);
  const said = readSaid(received, config);
  const bindings = resolve(received, said, config);
  const components = settle(received, bindings, said, config);
  const state = { model: received, bindings };
  const situation = (made: Plan): Situation =>
    deepFreeze({
      ...after(state, made.edits),
      components,
      config,
      edits: made.edits,
      refused: made.refused,
      kustomizations,
    });
  const planned = (stage: Config['stage'], excluded: readonly Refusal[]) =>
    plan(received, bindings, components, { ...config, stage }, excluded);
  // What the last stage would have to refuse, an earlier one does not begin.
  const whole = planned('Complete', refused);
  const complete = situation(whole);
  const staged = config.stage === 'Complete' ? complete : situation(planned(config.stage, whole.refused));
  const situations = { received: situation({ edits: [], refused: [] }), staged, complete };
  return {
    edits: config.mode === 'Fix' ? staged.edits : [],
    diagnostics: diagnose(situations, checks, config),
  };
}
