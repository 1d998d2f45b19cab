import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { asksFor, type LabelSelector, type Labels, withLabel, withoutLabel } from '../labels/label-selector';
import { labelValue } from '../labels/label-value';
import { type Binding, bare, isKnown } from '../meaning';
import { type Selector, selectsPods, type Workload } from '../model';
import { type Program, programIn } from './releases';

/** What other labels than the component say of workloads: whether they may bear one component. */
export interface Others {
  /**
   * Another label tells the two apart, and the selectors of both, where they have one, ask for it; and no selector that means only one of them would catch the
   * other, were it not for the component. One that is called like the program, and catches nobody else now, means whichever release.
   */
  readonly tellApart: (a: Workload, b: Workload, program?: string) => boolean;
  /**
   * The name without its release, where the component may be that: no selector is called like this very release and catches others, and
   * none that asks for that component already would catch more.
   */
  readonly programOf: (name: string, workload: Workload) => Program | undefined;
}

/** @param label the key of the component, which tells nothing here: every run sees the same */
export function othersOf(bindings: readonly Binding[], label: string): Others {
  const own = grouped(
    bindings.flatMap(({ selector: { role, owner, asks: selector } }) =>
      role === 'own' && owner ? [{ owner, selector }] : [],
    ),
    ({ owner }) => keyOf(owner),
  );
  const asking = (workload: Workload): readonly LabelSelector[] =>
    (own.get(keyOf(workload)) ?? []).map(({ selector }) => selector);
  const pointing = grouped(
    bindings.filter(({ selector, verdict }) => selector.role !== 'own' && isKnown(verdict)),
    ({ selector }) => selector.scope,
  );
  const named = grouped(
    bindings.filter(({ selector }) => selector.owner === undefined),
    ({ selector: { scope, resource } }) => compound(scope, bare(resource.authoredName)),
  );
  const differ = (a: Workload, b: Workload) => {
    const asks = ({ podLabels }: Workload, selectors: readonly LabelSelector[], key: string) =>
      selectors.length === 0 || selectors.some(selector => asksFor(selector, key, podLabels[key] ?? ''));
    return Object.entries(a.podLabels).some(
      ([key, value]) =>
        key !== label &&
        b.podLabels[key] !== undefined &&
        b.podLabels[key] !== value &&
        asks(a, asking(a), key) &&
        asks(b, asking(b), key),
    );
  };
  const areSeparated = (a: Workload, b: Workload, program: string | undefined) =>
    (pointing.get(a.scope) ?? []).some(({ selector, means, foreign }) => {
      const name = bare(selector.resource.authoredName);
      if (program !== undefined && foreign.length === 0 && name === bare(program)) return false;
      const [isA, isB] = [a, b].map(({ identity }) => means.some(meant => meant.identity === identity));
      return isA !== isB && catches(selector, isA ? b : a, label);
    });
  const byValue = grouped(bindings, ({ selector: { scope, asks: selector } }) =>
    compound(scope, selector.matchLabels[label]),
  );
  const wouldCatch = (workload: Workload, value: string) =>
    workload.podLabels[label] === undefined &&
    (byValue.get(compound(workload.scope, value)) ?? []).some(({ selector }) =>
      selectsPods(selector, workload, withLabel(workload.podLabels, label, value)),
    );
  return {
    tellApart: (a, b, program) => differ(a, b) && !areSeparated(a, b, program),
    programOf: (name, workload) => {
      const program = programIn(name, workload, asking(workload));
      if (!program) return undefined;
      const namesakes = named.get(compound(workload.scope, bare(workload.resource.authoredName))) ?? [];
      const asks = ({ selector: { asks: selector } }: Binding) =>
        program.labels.every(([key, value]) => asksFor(selector, key, value));
      if (!namesakes.every(asks)) return undefined;
      return wouldCatch(workload, labelValue(program.name)) ? undefined : program;
    },
  };
}

const keyOf = ({ scope, bearer }: Workload): string => compound(scope, bearer);

/** Whether the selector would catch the workload, were there no components. */
function catches(selector: Selector, workload: Workload, label: string): boolean {
  const { [label]: _, ...labels } = workload.podLabels;
  return selectsPods({ ...selector, asks: withoutLabel(selector.asks, label) }, workload, labels as Labels);
}
