import { annotations } from '../config';
import { formatPath } from '../data/path';
import { remembered, rememberedPair } from '../data/remembered';
import { labelHomeOf } from '../kustomize/selector-homes';
import { formatSelector } from '../labels/label-selector';
import type { Stage } from '../labels/stage';
import { type Binding, isKnown } from '../meaning';
import { isPrimary, type Model, type Selector, type Workload } from '../model';
import { type Advice, annotate, lineOf } from '../model/change';
import type { Edit } from '../model/edit';
import { refOf, sourcePlaceOf } from '../model/resource';
import { identitiesOf, placesIn, sameWorkloads } from '../model/selection';
import { names } from '../model/wording';
import type { Components } from './components';
import type { Refusal } from './refusal';
import { after } from './state';
import { buildViolations } from './verify-builds';

/**
 * Checks the theorem (ARCHITECTURE.md) on the model as the edits would leave it. Independent of how the edits were
 * planned: it looks only at what is selected before and after, and at what each selector means.
 */
export function violations(
  model: Model,
  bindings: readonly Binding[],
  components: Components,
  edits: readonly Edit[],
  stage: Stage,
): readonly Refusal[] {
  if (edits.length === 0) return [];
  const edited = new Map(
    edits.map(edit => [`${sourcePlaceOf(edit.resource)} ${JSON.stringify(edit.path.slice(0, -1))}`, edit]),
  );
  const later = after({ model, bindings }, edits);
  const areSettled = remembered((means: readonly Workload[]) => means.every(w => components.of(w)?.unique));
  const next = later.bindings;
  return [...buildViolations(model, later.model, edits)].concat(
    bindings.flatMap((binding, i): Refusal[] => {
      const then = next[i]?.selects ?? [];
      const { selector } = binding;
      const home = labelHomeOf(model, selector);
      const edit = home && edited.get(`${sourcePlaceOf(home.resource)} ${JSON.stringify(home.path)}`);
      const label = String(edit?.path.at(-1));
      const written = next[i]?.selector.asks.matchLabels[label];
      const isLanded = edit !== undefined && written === edit.proposedValue;
      const isOverwritten = selector.resource.commonLabels?.includes(label) === true;
      if (edit && !isLanded && selector.role !== 'own' && !isOverwritten) {
        return [{ workloads: [], reason: 'it does not reach the selector', unreached: edit }];
      }
      const touched = edit !== undefined && !isOverwritten;
      const settled = stage === 'Complete' && areSettled(binding.means);
      const broken = promise(binding, then, touched, settled);
      if (broken === undefined) return [];
      const reason = `with it, \`${formatPath(selector.path)}\` of ${refOf(selector.resource)} ${broken.how}`;
      const workloads = concerned(binding, broken.moved, edits);
      const cure = expressionCure(selector, String(edits[0]?.path.at(-1))) ?? broken.cure;
      const advice = cure === broken.cure ? broken.advice : undefined;
      return [{ reason, selector, workloads, ...(cure !== undefined && { cure }), ...(advice && { advice }) }];
    }),
  );
}

/**
 * What the theorem promises of one selector, or how the edits would break it. Nothing may be lost by place: of two objects of
 * one identity the cluster may hold either. Another workload is one of another identity.
 */
function promise(binding: Binding, then: readonly Workload[], touched: boolean, settled: boolean): Broken | undefined {
  const { selects, means, verdict, selector, unseen } = binding;
  const moved = () => difference(selects, then);
  if (unseen && touched) return { moved: moved(), how: `may mean pods that ${unseen} brings` };
  const [before, later] = [placesIn(selects), placesIn(then)];
  const change = () => `selects ${names(selects) || 'nothing'} and would select ${names(then) || 'nothing'}`;
  if (!isKnown(verdict)) {
    if (before.size === later.size && isWithin(then, selects)) return undefined;
    const isWaiting = verdict === 'nothing' && selector.role === 'route' && then.length > 0;
    return { moved: moved(), how: change(), ...(isWaiting && sayCure(selector, then)) };
  }
  const lost = means.filter(({ place }) => before.has(place) && !later.has(place));
  if (lost.length > 0) return { moved: moved(), how: `would no longer select ${names(lost)}` };
  if (means.length > 0 && selects.length > 0 && then.length === 0) return { moved: moved(), how: change() };
  const gained = then.filter(
    ({ identity }) => !identitiesOf(selects).has(identity) && !identitiesOf(means).has(identity),
  );
  if (gained.length > 0) {
    const isSayable = isPrimary(selector) && selector.role !== 'own';
    return {
      moved: moved(),
      how: `would come to select ${names(gained)}`,
      ...(isSayable && sayCure(selector, then)),
    };
  }
  const exact = selector.role === 'own' ? settled && touched : touched;
  if (!exact || sameWorkloads(then, means)) return undefined;
  const twin = then.find(w => means.some(meant => meant.bearer === w.bearer && meant.place !== w.place));
  return {
    moved: difference(then, means),
    ...(twin && { cure: twinCure(twin) }),
    how: `would select ${names(then) || 'nothing'}, and means ${names(means) || 'nothing'}`,
  };
}

/** Each stands where one of the others does: many selectors share both lists. */
const isWithin = rememberedPair((some: readonly Workload[], others: readonly Workload[]): boolean =>
  some.every(({ place }) => placesIn(others).has(place)),
);

/** How a promise is broken, and the workloads by which. */
interface Broken {
  readonly how: string;
  readonly moved: readonly Workload[];
  readonly cure?: string;
  readonly advice?: Advice;
}

/** The selector asks for just this label: nobody but its author knows whether on purpose. */
function sayCure({ resource }: Selector, then: readonly Workload[]): Pick<Broken, 'cure' | 'advice'> {
  const refs = [...new Set(then.map(w => refOf(w.resource)))].join(', ');
  const said = annotate(resource, annotations.selects, refs);
  return {
    cure: `if that is meant, annotation \`${lineOf(said)}\` on ${refOf(resource)} must say so; if not, its selector must ask for something else`,
    advice: [[said]],
  };
}

/** An expression about the very label: whatever is written, it selects by that. */
function expressionCure(selector: Selector, label: string): string | undefined {
  const about = selector.asks.matchExpressions.filter(({ key }) => key === label);
  if (about.length === 0) return undefined;
  const words = about.map(one => `'${formatSelector({ matchLabels: {}, matchExpressions: [one] })}'`).join(' and ');
  return `${words} must leave the \`matchExpressions\` of ${refOf(selector.resource)}, or functionConfig \`label\` must be another key`;
}

/** One file comes twice into a root: its labels can't tell the two apart. */
const twinCure = ({ resource }: Workload): string =>
  `kustomization '${resource.via[0]}' builds the same file twice, so its overlays must tell the two apart by a label of their own with \`includeSelectors\``;

/** The workloads that only one of both holds, by identity. */
function difference(a: readonly Workload[], b: readonly Workload[]): readonly Workload[] {
  if (a === b) return [];
  const [inA, inB] = [identitiesOf(a), identitiesOf(b)];
  return [...a, ...b].filter(({ identity }) => inA.has(identity) !== inB.has(identity));
}

/** The workloads whose edits to withdraw: those that break the promise and those that the selector means, as far as they are edited. */
function concerned({ means }: Binding, moved: readonly Workload[], edits: readonly Edit[]): readonly Workload[] {
  const edited = new Set(edits.flatMap(edit => edit.workloads.map(({ bearer }) => bearer)));
  const involved = [...moved, ...means].filter(w => edited.has(w.bearer));
  return [...new Map(involved.map(w => [w.identity, w])).values()];
}
