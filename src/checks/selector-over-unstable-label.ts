import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath, type Path } from '../data/path';
import { asList, valueAt } from '../data/values';
import { keepingOut } from '../facts/label-changes';
import { originOf } from '../facts/label-origin';
import { noRows, type UnstableLabel, unstableLabels } from '../kinds';
import type { LabelEntry } from '../kustomize';
import { sameLabels } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { workloadIndex } from '../model/lookup';
import { inOrderOfNames, type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check, CheckedFinding, GatheredFinding } from './check';

/** A label that changes with the next release, where it can't change or takes pods away: in selectors and in templates of Jobs. */
export const selectorOverUnstableLabel: Check = {
  id: 'selector-over-unstable-label',
  severity: 'warning',
  summary:
    "A selector, or a Job's immutable pod template, holds a label that changes with every release: a version, a chart, a hash.",
  find: ({ bindings, model, config, labelEntries }) => {
    const originAt = originOf(labelEntries);
    const found = [
      ...bindings.flatMap(binding => inSelector(binding, workloadIndex(model.workloads).in(binding.selector.scope))),
      ...model.workloads.flatMap(inTemplate),
    ].filter(({ key }) => key !== config.label);
    const own = found.map(unstable => ({ ...unstable, origin: originAt(unstable.resource, unstable.path) }));
    const brought = own.filter(({ origin }) => origin !== undefined);
    const byEntry = grouped(brought, ({ origin, key, isWeighty }) =>
      compound(origin?.kustomization.item, formatPath(origin?.entry ?? []), key, isWeighty),
    );
    return [
      ...own.flatMap(unstable => (unstable.origin ? [] : [written(unstable)])),
      ...[...byEntry.values()].flatMap(([first, ...more]) =>
        first?.origin ? [broughtBy(first.origin, [first, ...more])] : [],
      ),
    ];
  },
  gather: found => {
    const written = found.filter(
      ({ check, resource }) => check === selectorOverUnstableLabel.id && !isKustomization(resource),
    );
    return [...grouped(written, alikeOf).values()].flatMap(gathered);
  },
};

const isKustomization = (resource: Resource | undefined): boolean => resource?.rows === noRows;

/** One label in objects of one kind and namespace, which is mostly a label that all of them got. */
const alikeOf = ({ resource, about, severity }: CheckedFinding): string =>
  compound(resource?.package, resource?.namespace, resource?.kind, about, severity);

/** Nothing where there are only a few: these are told each at its place. */
function gathered(alike: readonly CheckedFinding[]): readonly GatheredFinding[] {
  const placed = alike.flatMap(({ resource, ...found }) => (resource ? [{ resource, ...found }] : []));
  const [first, ...others] = inOrderOfNames(placed, ({ resource }) => resource);
  if (!first || others.length < 3) return [];
  const refs = list([...new Set(others.map(({ resource }) => refOf(resource)))]);
  return [{ of: alike, one: { ...first, what: `${first.what}; and so it is with ${refs}` } }];
}

/** An unstable label at its place. */
interface Unstable {
  readonly resource: Resource;
  readonly path: Path;
  readonly key: string;
  readonly value: string;
  readonly label: UnstableLabel;
  readonly isWeighty: boolean;
  /** What comes of it with the next release. */
  readonly effect: Effect;
  readonly where: 'selector' | 'pod template';
}

const rowOf = (key: string, value: string): UnstableLabel | undefined =>
  unstableLabels.find(row => row.key.test(key) && row.value.test(value));

/** The value is a word of its name: the next release is another object. */
const isNamedSo = ({ name }: Resource, value: string): boolean => `-${name}-`.includes(`-${value.toLowerCase()}-`);

function inSelector(binding: Binding, around: readonly Workload[]): readonly Unstable[] {
  const { selector } = binding;
  const { resource, labelsPath, role } = selector;
  if (!isConcerned(binding)) return [];
  return Object.entries({ ...selector.controllerLabels, ...selector.asks.matchLabels }).flatMap(
    ([key, value]): Unstable[] => {
      const label = rowOf(key, value);
      if (!label || isNamedSo(resource, value) || hasSibling(binding, key, value, around)) return [];
      const isWeighty = !label.isConvention && role !== 'budget';
      const effect = role === 'own' || role === 'budget' ? role : 'route';
      return [{ resource, path: [...labelsPath, key], key, value, label, isWeighty, effect, where: 'selector' }];
    },
  );
}

const effects = {
  own: ({ kind }: Resource) => `the selector of a ${kind} is immutable, so the API server refuses that upgrade`,
  template: ({ kind }: Resource) =>
    `the pod template of a ${kind} is immutable, so the API server refuses that upgrade`,
  route: () => 'once that is applied, it has no endpoints until the first new pod is ready, and none of the old pods',
  budget: () => 'once that is applied, the old pods are no longer guarded',
};

type Effect = keyof typeof effects;

/** What is deleted before it is made anew, or bears the value in its name, is another object then. */
const hooks = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

/** The labels of a Job's pods can't be changed. */
function inTemplate({ resource, row, podLabels, podLabelsPath }: Workload): readonly Unstable[] {
  const isRemade =
    hooks.some(hook => hook in resource.annotations) ||
    /Replace=true/.test(resource.annotations['argocd.argoproj.io/sync-options'] ?? '') ||
    valueAt(resource.value, ['spec', 'ttlSecondsAfterFinished']) !== undefined;
  if (row.immutable !== 'template' || isRemade || isOwned(resource)) return [];
  return Object.entries(podLabels).flatMap(([key, value]): Unstable[] => {
    const label = rowOf(key, value);
    if (!label || label.isConvention || isNamedSo(resource, value)) return [];
    const path = [...podLabelsPath, key];
    return [{ resource, path, key, value, label, isWeighty: true, effect: 'template', where: 'pod template' }];
  });
}

/** In the file of its own resource. */
function written({ resource, path, key, value, label, isWeighty, effect, where }: Unstable): Finding {
  const ref = refOf(resource);
  const whose = where === 'selector' ? `${ref} selects by` : `the pods of ${ref} bear`;
  const live = path[0] === 'spec' && effect === 'own';
  return {
    resource,
    path,
    about: key,
    ...(!isWeighty && { severity: 'info' }),
    what: `${whose} '${key}: ${value}', which is ${label.says} and changes with the next one: ${effects[effect](resource)}`,
    todo: live
      ? `\`${key}\` must not stand in the selector; it may stay in the pod template's labels (a live ${resource.kind} must be made anew for that)`
      : `\`${key}\` must not stand in the ${where}${where === 'selector' ? ', only labels that stay' : ''}`,
  };
}

/** A kustomization's label brings it: that is where it stands. */
function broughtBy(from: LabelEntry, same: readonly [Unstable, ...Unstable[]]): Finding {
  const { kustomization, entry, labels } = from;
  const [{ key, label, isWeighty, effect, resource }] = same;
  const at = [...entry, key];
  const inTemplates = same.filter(({ where }) => where === 'pod template');
  const inSelectors = same.filter(({ where }) => where === 'selector');
  const refs = (some: readonly Unstable[]) => list([...new Set(some.map(({ resource }) => refOf(resource)))]);
  const places = [
    ...(inSelectors.length > 0 ? [`the selectors of ${refs(inSelectors)}`] : []),
    ...(inTemplates.length > 0 ? [`the pod templates of ${refs(inTemplates)}`] : []),
  ];
  const isFixed = same.some(({ effect }) => effect === 'own' || effect === 'template');
  const outcome = isFixed
    ? 'where these are immutable the API server refuses that upgrade, and Services have no endpoints until the first new pod is ready'
    : effects[effect](resource);
  return {
    resource: kustomization.source ?? kustomization,
    path: at,
    about: key,
    ...(!isWeighty && { severity: 'info' }),
    what: `\`${formatPath(at)}: ${labels[key]}\` in '${kustomization.file?.path ?? kustomization.name}' is ${label.says}, changes with the next one and stands in ${list(places)}: ${outcome}`,
    todo: 'it must be written by `labels:` without `includeSelectors` (live workloads must be made anew for that)',
    ...keepingOut([from], [key]),
  };
}

const isOwned = ({ value }: Resource): boolean => asList(valueAt(value, ['metadata', 'ownerReferences'])).length > 0;

/** Own selectors that can't be changed, and those of Services and budgets; what a controller made is no manifest. */
function isConcerned({ selector }: Binding): boolean {
  const { role, owner, resource } = selector;
  if (isOwned(resource)) return false;
  // The Argo Rollouts controller writes its hash into the Services of a Rollout.
  if ('argo-rollouts.argoproj.io/managed-by-rollouts' in resource.annotations) return false;
  if (role === 'own') return owner?.row.immutable === 'selector';
  return role === 'route' || role === 'budget';
}

/** True where another workload bears the very labels but for another value of this one: it tells two releases apart. */
function hasSibling({ selects }: Binding, key: string, value: string, workloads: readonly Workload[]): boolean {
  return selects.some(one =>
    workloads.some(other => {
      const others = other.podLabels[key];
      return others !== undefined && others !== value && sameLabels(one.podLabels, other.podLabels, key);
    }),
  );
}
