/** The rollout stages, each holding the one before: what a run may edit. */
export const stages = ['Labels', 'Routing', 'Complete'] as const;
export type Stage = (typeof stages)[number];

/** True where a run at `stage` may make an edit that belongs to `edit`. */
export function reaches(stage: Stage, edit: Stage): boolean {
  return stages.indexOf(edit) <= stages.indexOf(stage);
}
