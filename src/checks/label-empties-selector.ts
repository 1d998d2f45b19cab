import { formatPath } from '../data/path';
import { valueAt } from '../data/values';
import { keepingOut } from '../facts/label-changes';
import { type Unhanded, unhandedIn } from '../facts/label-harms';
import { writersOf } from '../facts/label-origin';
import { overwritesIn } from '../facts/overwrites';
import { type Cure, keepOutCure, reachCure, whoWrites } from '../facts/reach-cures';
import type { LabelEntry } from '../kustomize';
import { asAuthored } from '../kustomize/authored';
import { formatSelector, type LabelSelector, type Labels, unmet } from '../labels/label-selector';
import type { Binding } from '../meaning';
import type { Selector } from '../model';
import { at, type Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { partedByPlace } from '../model/selection';
import type { Watch } from '../model/watches';
import { list, names } from '../model/wording';
import type { Check, Situation } from './check';

/** A selector that a kustomization's labels keep from all that it selects as authored. */
export const labelEmptiesSelector: Check = {
  id: 'label-empties-selector',
  severity: 'warning',
  summary: "A kustomization's labels leave a selector without all that it selects as authored.",
  find: situation => [
    ...situation.bindings.flatMap(binding => overPods(binding, situation)),
    ...situation.watches.flatMap(watch => overResources(watch, situation)),
    ...unhandedIn(situation).map(unhanded => overOperated(unhanded, situation)),
  ],
};

function overPods({ selector, selects, means, level }: Binding, situation: Situation): Finding[] {
  const { config, components, labelEntries } = situation;
  const [first] = means;
  if (level !== 'authored' || selector.role === 'own' || !first) return [];
  if (partedByPlace(selects, means).kept.length > 0) return [];
  const { resource, path } = selector;
  const inPods = selector.owner ? `\`${formatPath(path)}\` of ` : '';
  const instead = selects.length > 0 ? `${names(selects)} instead` : 'nothing';
  const missed = unmet(selector.asks, first.podLabels);
  const reached = missed.some(
    key => first.podLabels[key] !== asAuthored(first.resource, [...first.podLabelsPath, key]),
  );
  const writers = [
    ...writersOf(labelEntries, resource, selector.labelsPath, missed),
    ...writersOf(labelEntries, first.resource, first.podLabelsPath, missed),
  ];
  const from = bringing(selector, missed, situation);
  const component = components.of(first)?.value;
  const borneNow = Object.fromEntries(
    missed.flatMap(key => Object.entries(first.podLabels).filter(([k]) => k === key)),
  );
  const owns = formatSelector({
    matchLabels: { ...borneNow, ...(component !== undefined && { [config.label]: component }) },
    matchExpressions: [],
  });
  return [
    {
      ...at(selector),
      ...storyOf(writers, missed, situation),
      ...(from.length > 0 && { about: whoWrites(from) }),
      // Of a budget or a policy, an error would keep kpt from all that mode Fix can repair.
      ...((selector.role === 'route' || config.mode === 'Validate') &&
        selects.length > 0 && { severity: 'error' as const }),
      what: `${inPods}${refOf(resource)} means ${names(means)} as authored, but in the build it ${asksFor(selector.asks, missed)} and their pods bear ${borne(first.podLabels, missed)}: it selects ${instead}`,
      ...(reached ? keepOut(missed, resource, owns, from) : reachCure(first, selector.asks, from)),
    },
  ];
}

function overResources({ selector, selects, means }: Watch, situation: Situation): Finding[] {
  const [first] = means;
  if (!first || selects.some(other => means.includes(other))) return [];
  const labels = (valueAt(first.value, ['metadata', 'labels']) ?? {}) as Labels;
  const { resource, asks: asked } = selector;
  const missed = unmet(asked, labels);
  return [
    {
      ...at(selector),
      ...storyOf(writersOf(situation.labelEntries, first, ['metadata', 'labels'], missed), missed, situation),
      what: `${refOf(resource)} means ${list(means.map(refOf))} as authored, but in the build it ${asksFor(asked, missed)} and those bear ${borne(labels, missed)}: it selects nothing`,
      todo: `it must select by a label that the kustomization does not write to ${list([...new Set(means.map(({ kind }) => `${kind}s`))])}, in their metadata either`,
    },
  ];
}

/** The pods are an operator's, which puts its own labels on them. */
function overOperated(
  { binding: { selector }, operator, keys, field, mayBear, setting }: Unhanded,
  { labelEntries }: Situation,
): Finding {
  const by = field === undefined ? '' : `, or ${refOf(operator)} must have it in \`${field.replaceAll('/', '.')}\``;
  const told =
    setting === undefined ? 'unless the operator hands it on' : `unless the operator hands it on (\`${setting}\`)`;
  return {
    ...at(selector),
    ...(mayBear && { severity: 'info' as const }),
    what: `${refOf(selector.resource)} means pods that ${refOf(operator)} brings, and by the kustomization's labels it ${asksFor(selector.asks, keys)}, which those do not bear${mayBear ? `, ${told}` : ''}: it selects nothing`,
    todo: `the kustomization must write ${list(keys.map(key => `\`${key}\``))} by \`labels:\` without \`includeSelectors\`${by}`,
    ...keepingOut(writersOf(labelEntries, selector.resource, selector.labelsPath, keys), keys),
  };
}

/** The story of a label entry that wrote what the selector and what it means do not share: into the one or the other. */
function storyOf(
  writers: readonly LabelEntry[],
  missed: readonly string[],
  situation: Situation,
): Pick<Finding, 'story'> {
  const cause = overwritesIn(situation).find(({ entry, key }) => missed.includes(key) && writers.includes(entry));
  return cause ? { story: cause.story } : {};
}

/** The entries of one kustomization that made it ask for what is not there; each instance of a base may have its own. */
function bringing(
  { resource, labelsPath }: Selector,
  missed: readonly string[],
  { labelEntries }: Situation,
): readonly LabelEntry[] {
  const entries = writersOf(labelEntries, resource, labelsPath, missed);
  const paths = new Set(entries.map(({ kustomization: { file, source } }) => (source?.file ?? file)?.path));
  return paths.size === 1 && !paths.has(undefined) ? entries : [];
}

const asksFor = ({ matchLabels, matchExpressions }: LabelSelector, keys: readonly string[]): string =>
  `asks for '${formatSelector({
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => keys.includes(key))),
    matchExpressions: matchExpressions.filter(({ key }) => keys.includes(key)),
  })}'`;

const borne = (labels: Labels, keys: readonly string[]): string =>
  list(keys.map(key => (labels[key] === undefined ? `no '${key}'` : `'${key}=${labels[key]}'`)));

/** The key has to stay out of pod templates, or the selector has to follow it. */
function keepOut(keys: readonly string[], resource: Resource, owns: string, from: readonly LabelEntry[]): Cure {
  const { todo, ...cure } = keepOutCure(keys, from);
  return {
    ...cure,
    todo: `${todo}, or ${refOf(resource)} must ask for what these pods alone bear once mode 'Fix' labelled them: '${owns}'`,
  };
}
