import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import type { Gap } from '../kustomize';
import { formatSelector, isEmpty, type LabelSelector } from '../labels/label-selector';
import { type Binding, bare } from '../meaning';
import { formatAsked, type Model, type Selector, type Workload } from '../model';
import { knownLabels, runtimeLabel } from '../model/controller-labels';
import { workloadIndex } from '../model/lookup';
import { type Resource, refOf } from '../model/resource';
import { scopeOf } from '../model/scope';
import { distinct } from '../model/selection';
import { bringerOf } from './gaps';
import { isSubject as isAboutPods } from './policies';
import { type Explained, explainNothing, type LabelBearer, outOf } from './why-empty';

/** A selector of the model that selects nothing, with what speaks for a mistake. */
export interface EmptySelector extends Explained {
  readonly binding: Binding;
  /** What it asks for, but for what controllers may write and nobody knows. */
  readonly asked: LabelSelector;
}

/** A part of a Situation: what is there, and what may be besides. */
export interface Seen {
  readonly model: Pick<Model, 'workloads'>;
  readonly unknownKinds: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/** What a finding about a selector says in few words where what it asks for may well stand elsewhere. */
export function elsewhere(
  severity: Explained['severity'],
  selector: Selector,
): { readonly elsewhere: string } | Record<never, never> {
  if (severity !== 'info') return {};
  const inPods = selector.owner ? `\`${formatPath(selector.path)}\` of ` : '';
  return { elsewhere: `${inPods}${refOf(selector.resource)} asks for pods with '${formatAsked(selector)}'` };
}

/** Those of the selectors that select nothing though they ask for something, with what speaks for a mistake. */
export function missingAmong(
  bindings: readonly Binding[],
  { model: { workloads }, unknownKinds, gaps }: Seen,
): readonly EmptySelector[] {
  const index = workloadIndex(workloads);
  const unbuilt = grouped(
    workloads.filter(({ resource }) => resource.via.length === 0),
    ({ resource }) => resource.namespace,
  );
  const unknown = new Set(unknownKinds.map(scopeOf));
  const bringer = bringerOf(gaps);
  return [...grouped(bindings, ({ selector }) => selector.scope)].flatMap(([scope, ofScope]) => {
    const idle = ofScope.filter(isIdle);
    const asking = ofScope.filter(({ verdict }) => verdict !== 'all');
    const [first] = idle;
    if (!first) return [];
    const inNamespace = index.in(scope);
    const isMost = differing(idle) > 2 && (idle.length * 2 > asking.length || differing(idle) * 2 > differing(asking));
    // There, most selectors are empty for one known reason: common labels do not reach the pods.
    const isDamage = inNamespace.some(({ row }) => row.unreachedByCommonLabels);
    const isPartial = (isMost && !isDamage) || unknown.has(scope);
    const around = inNamespace.map(bearerOf);
    const beyond = index.inPackage(first.selector.resource.package);
    const elsewhere = outOf(first.selector.resource, beyond).map(bearerOf);
    const { via, namespace, package: home } = first.selector.resource;
    const beside = via.length > 0 ? [] : (unbuilt.get(namespace) ?? []);
    const apart = beside.filter(({ resource }) => resource.package !== home).map(bearerOf);
    const named = namedIn(inNamespace);
    return idle.map(binding => {
      // Pods to be near are mostly those of another program, which may well stand in another package.
      const isApart = isPartial || binding.selector.role === 'together';
      const by = bringer(binding.selector.resource);
      const surroundings = {
        around,
        elsewhere,
        apart,
        isPartial: isApart,
        named: named(binding.selector),
        bringer: by,
      };
      const asked = askedOf(binding.selector, inNamespace);
      return { binding, asked, ...explainNothing(asked, surroundings) };
    });
  });
}

/** How many different things they ask for. */
const differing = (bindings: readonly Binding[]): number =>
  new Set(bindings.map(({ selector }) => formatSelector(selector.asks))).size;

/** True where it asks for something, selects nothing, and no other check tells why. */
const isIdle = ({ selector, verdict, selects, means, level, unseen, isGiven }: Binding): boolean =>
  verdict !== 'all' &&
  !(isEmpty(selector.asks) && Object.keys(selector.controllerLabels).length === 0) &&
  selects.length === 0 &&
  !unseen &&
  !isGiven &&
  !(level === 'authored' && means.length > 0);

/** A workload by the labels of its pods, those included that its controller is known to write. */
export const bearerOf = ({ resource, podLabels }: Workload): LabelBearer => ({
  resource,
  labels: { ...knownLabels(resource), ...podLabels },
});

/** What the selector asks for, without what the controllers of these workloads may write and nobody knows. */
function askedOf({ asks: selector, controllerLabels: runtime }: Selector, around: readonly Workload[]): LabelSelector {
  const known = Object.entries(runtime).filter(([key]) => {
    const writing = around.filter(({ resource }) => runtimeLabel(key)?.on.includes(resource.kind));
    return writing.every(({ resource }) => Object.hasOwn(knownLabels(resource), key));
  });
  return { ...selector, matchLabels: { ...selector.matchLabels, ...Object.fromEntries(known) } };
}

/** True for a selector that the resource's own name may speak of: no peer of a policy, nor a term inside a workload. */
const isSubject = ({ path, owner }: Selector): boolean => owner === undefined && isAboutPods({ path });

/** Finds the one workload that bears the resource's name, or, of a peer or a term, all that is asked for as its name. */
function namedIn(around: readonly Workload[]): (selector: Selector) => LabelBearer | undefined {
  const lasting = distinct(around.filter(w => !w.runsToCompletion));
  const byBareName = grouped(lasting, ({ resource }) => bare(resource.authoredName));
  const only = (name: string): LabelBearer | undefined => {
    const [one, ...more] = byBareName.get(bare(name)) ?? [];
    return one && more.length === 0 ? bearerOf(one) : undefined;
  };
  return of => {
    if (isSubject(of)) return only(of.resource.authoredName);
    const [value, ...more] = valuesIn(of.asks);
    return value !== undefined && more.length === 0 ? only(value) : undefined;
  };
}

const valuesIn = ({ matchLabels, matchExpressions }: LabelSelector): readonly string[] => [
  ...Object.values(matchLabels),
  ...matchExpressions.flatMap(({ key, values }) => (values.length > 0 ? values : [key])),
];
