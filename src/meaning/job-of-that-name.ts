import type { Selector, Workload } from '../model';
import { byName, isWholeName } from './likeness';
import type { Question } from './question';

/** What alone of all selected bears the name of a selector's resource, and is no candidate because it runs to completion. */
export function jobOfThatName(
  { resource }: Selector,
  selects: readonly Workload[],
  candidates: readonly Workload[],
): Pick<Question, 'job'> {
  if (selects === candidates || !selects.some(({ runsToCompletion }) => runsToCompletion)) return {};
  const likeness = byName(resource, selects);
  const isJob = likeness?.pick.runsToCompletion && isWholeName(likeness) && !candidates.includes(likeness.pick);
  return isJob ? { job: likeness.pick } : {};
}
