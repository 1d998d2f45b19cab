import { compound } from '../data/compound';
import { grouped, groupedByEach } from '../data/grouped';
import { formatPath } from '../data/path';
import { directionsOf, policyBindings } from '../facts/policies';
import { matches, withoutLabel } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Edit } from '../model/edit';
import type { Finding } from '../model/finding';
import { workloadIndex } from '../model/lookup';
import { refOf } from '../model/resource';
import { serving } from '../model/selection';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A policy that is, or will be, narrowed to what it means, and pods that no policy of its kind selects then. */
export const policyLeavesUnguarded: Check = {
  id: 'policy-leaves-unguarded',
  severity: 'warning',
  summary: 'A policy is narrowed to the pods that it means, and no other selects those that it leaves.',
  find: ({ bindings, model, edits, config }) => {
    const subjects = policyBindings(bindings, 'subjects');
    const narrowed = edits.filter(({ role }) => role === 'policy');
    const guards = grouped(
      subjects.flatMap(binding => directionsOf(binding.selector.resource).map(direction => ({ binding, direction }))),
      ({ binding, direction }) => compound(binding.selector.scope, direction),
    );
    const labelsBefore = podLabelsBefore(edits, config.label);
    return subjects.flatMap(binding => {
      const around = workloadIndex(model.workloads).in(binding.selector.scope);
      const left = leftBy(binding, around, narrowed, labelsBefore, config.label);
      if (left.length === 0) return [];
      const open = directionsOf(binding.selector.resource).flatMap(direction => {
        const others = guards.get(compound(binding.selector.scope, direction)) ?? [];
        const unguarded = left.filter(w => !others.some(other => other.binding !== binding && keeps(other.binding, w)));
        return unguarded.length > 0 ? [{ direction, unguarded }] : [];
      });
      return open.length > 0 ? [describe(binding, open)] : [];
    });
  },
};

/** What the policy selects and does not mean; once it is narrowed, what it selected before. */
function leftBy(
  { selector, verdict, foreign, selects, means }: Binding,
  around: readonly Workload[],
  narrowed: readonly Edit[],
  labelsBefore: (workload: Workload) => Workload['podLabels'],
  label: string,
): readonly Workload[] {
  if (verdict !== 'one') return [];
  const meant = new Set(means.map(({ bearer }) => bearer));
  const value = selector.asks.matchLabels[label];
  const isNarrowed = narrowed.some(
    ({ proposedValue, workloads }) => proposedValue === value && workloads.some(({ bearer }) => meant.has(bearer)),
  );
  if (!isNarrowed) return serving([...foreign]);
  const before = withoutLabel(selector.asks, label);
  return serving(around.filter(w => matches(before, labelsBefore(w)) && !selects.includes(w)));
}

/** The pod labels that came, before the run wrote components: an expression about the label may have kept pods out. */
function podLabelsBefore(edits: readonly Edit[], label: string): (workload: Workload) => Workload['podLabels'] {
  const written = groupedByEach(
    edits.filter(({ role }) => role === undefined),
    ({ workloads }) => workloads.map(({ bearer }) => bearer),
  );
  return ({ bearer, podLabels, podLabelsPath }) => {
    const path = formatPath([...podLabelsPath, label]);
    const edit = written.get(bearer)?.find(one => formatPath(one.path) === path);
    if (!edit) return podLabels;
    const { [label]: _, ...others } = podLabels;
    return edit.currentValue === undefined ? others : { ...others, [label]: edit.currentValue };
  };
}

/** True where the policy goes on to select the workload. */
const keeps = ({ selects, means, verdict }: Binding, { identity }: Workload): boolean =>
  (verdict === 'one' ? means : selects).some(w => w.identity === identity);

interface Opening {
  readonly direction: string;
  readonly unguarded: readonly Workload[];
}

function describe({ selector, means, level, evidence }: Binding, open: readonly Opening[]): Finding {
  const { resource, path } = selector;
  const unguarded = [...new Set(open.flatMap(opening => opening.unguarded))];
  const kind = resource.kind === 'NetworkPolicy' ? ` for ${list(open.map(({ direction }) => direction))}` : '';
  return {
    resource,
    path,
    ...(level === 'authored' && { severity: 'info' as const }),
    what: `${refOf(resource)} means ${names(means) || 'no pods of these'} alone (${evidence}), and narrowed to that it leaves the pods of ${names(unguarded)}, which no other ${resource.kind} selects${kind}: they are open then`,
    todo: `if they must stay guarded, they must have a policy of their own before this one is narrowed`,
  };
}
