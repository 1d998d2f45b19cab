import { flow } from '../data/flow';
import { grouped } from '../data/grouped';
import { inPlaceOfCommonLabels, type LabelsEntry } from '../facts/label-changes';
import { isUndone, type LabelForm, labelForms } from '../facts/label-forms';
import type { LabelEntry } from '../kustomize';
import type { Finding } from '../model/finding';
import { list } from '../model/wording';
import type { Check } from './check';

/** A kustomization with `commonLabels`, and the `labels` that are right in their place. */
export const commonLabelsDeprecated: Check = {
  id: 'common-labels-deprecated',
  severity: 'info',
  summary: "A kustomization's `commonLabels` are deprecated: which `labels` are right in their place.",
  find: situation => {
    const common = situation.labelEntries.filter(({ entry }) => String(entry[0]).toLowerCase() === 'commonlabels');
    const byKustomization = grouped(common, ({ kustomization }) => String(kustomization.item));
    return [...byKustomization.values()].flatMap((entries): Finding[] =>
      entries[0] ? [deprecated(entries[0], labelForms(entries, situation))] : [],
    );
  },
};

function deprecated({ kustomization, entry }: LabelEntry, forms: readonly LabelForm[]): Finding {
  const resource = kustomization.source ?? kustomization;
  const entries = entriesOf(forms);
  const becomes =
    resource.value.labels === undefined
      ? `it must become \`labels: ${flow(entries)}\``
      : `it must go to the end of \`labels\` as ${list(entries.map(one => `\`- ${flow(one)}\``))}`;
  return {
    resource,
    path: entry,
    what: `\`commonLabels\` in '${resource.file?.path ?? resource.name}' is deprecated (kustomize v5.3), and \`kustomize edit fix\` always writes \`includeSelectors: true\` for it: ${reasons(forms).join('; ')}`,
    todo: `${becomes}${after(forms)}`,
    advice: [inPlaceOfCommonLabels(resource, entry, entries)],
  };
}

/** Why each key is written as it is: keys for which one thing holds are told at once, those that need nothing last. */
function reasons(forms: readonly LabelForm[]): readonly string[] {
  const others = forms.filter(({ writes }) => writes !== 'either');
  const either = forms.filter(({ writes }) => writes === 'either');
  return [...grouped([...others, ...either], whyOf).values()].map(reason);
}

/** What forms have in common that are told at once. */
function whyOf({ key, writes, overwritten, isHarmful, harm, isBound, reader, unseen }: LabelForm): string {
  if (writes === 'either') return writes;
  if (writes === 'selectors') return isBound ? 'bound' : `${reader ? `read by ${reader}` : `unseen ${unseen}`}`;
  return isHarmful || harm !== undefined || overwritten.length > 0 ? `key ${key}` : 'unreached';
}

function reason(forms: readonly LabelForm[]): string {
  const [form] = forms as readonly [LabelForm];
  const { key, writes, overwritten, isHarmful, harm, isBound, reader, unseen } = form;
  const isOne = forms.length === 1;
  if (writes === 'either')
    return `${keys(forms)} ${isOne ? 'overwrites' : 'overwrite'} nothing, and no selector selects other pods without ${isOne ? 'it' : 'them'}`;
  if (writes === 'selectors') {
    if (isBound)
      return `a kustomization below writes ${keys(forms)} too, and from then on kustomize writes metadata, pods and selectors as one`;
    const pairs = list(forms.map(({ key, value }) => `'${key}=${value}'`));
    if (reader) return `${reader} selects other pods if ${pairs} ${isOne ? 'leaves' : 'leave'} selectors`;
    return `${unseen} is not seen, and may need ${keys(forms)} in selectors`;
  }
  const reaches = isOne ? 'reaches' : 'reach';
  const deed = overwritten.length > 0 ? `overwrites ${few(overwritten)}` : `${reaches} no pods and no selectors`;
  if (!isHarmful && harm !== undefined)
    return harm.isOfLabel ? harm.why : `'${key}' must stay out of selectors: ${harm.why}`;
  if (!isHarmful) return `${keys(forms)} ${deed}`;
  return `'${key}' ${overwritten.length > 0 ? deed : 'tells pods apart no longer'}, so selectors do not select what they mean`;
}

/** The entries of `labels`, those that write selectors last. */
function entriesOf(forms: readonly LabelForm[]): readonly LabelsEntry[] {
  const [inMetadata, inSelectors] = [true, false].map(isMetadata =>
    Object.fromEntries(
      forms.filter(({ writes }) => (writes === 'metadata') === isMetadata).map(({ key, value }) => [key, value]),
    ),
  ) as [LabelsEntry['pairs'], LabelsEntry['pairs']];
  const entries: readonly LabelsEntry[] = [{ pairs: inMetadata }, { pairs: inSelectors, includeSelectors: true }];
  return entries.filter(({ pairs }) => Object.keys(pairs).length > 0);
}

/** What the new entries change, and what they need not. */
function after(forms: readonly LabelForm[]): string {
  const undone = forms.filter(isUndone);
  const either = forms.filter(({ writes }) => writes === 'either');
  const same = undone.every(({ isHarmful, harm }) => !isHarmful && harm === undefined)
    ? '; with `includeSelectors: true` nothing changes'
    : '';
  return [
    undone.length === 0
      ? ', which builds the very same'
      : `, which leaves ${keys(undone)} in pods and selectors as authored (live workloads must be made anew for it)${same}`,
    ...(either.length > 0
      ? [
          `before anything is live, \`includeTemplates: true\` (kustomize v4.5.5) in its place keeps ${keys(either)} out of immutable selectors`,
        ]
      : []),
  ].join('; ');
}

const keys = (forms: readonly LabelForm[]): string => list(forms.map(({ key }) => `'${key}'`));

/** The first two, and how many more. */
const few = (words: readonly string[]): string =>
  words.length > 2 ? `${words[0]} and ${words.length - 1} more` : list(words);
