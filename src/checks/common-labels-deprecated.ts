import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import { type LabelForm, labelForm } from '../label-forms';
import { list } from '../words';
import type { Check } from './check';

/** A kustomization with `commonLabels`, and the `labels` that are right in their place. */
export const commonLabelsDeprecated: Check = {
  id: 'common-labels-deprecated',
  severity: 'info',
  summary: "A kustomization's `commonLabels` are deprecated: which `labels` are right in their place.",
  find: situation => {
    const common = situation.labelled.filter(({ entry }) => entry[0] === 'commonLabels');
    return [...grouped(common, ({ kustomization }) => String(kustomization.item)).values()].flatMap(
      (entries): Finding[] => {
        const [first] = entries;
        const { source } = first?.kustomization ?? {};
        if (!first || !source) return [];
        const forms = Object.keys(first.labels).map(key => labelForm(entries, key, situation));
        const where = source.value.labels === undefined ? 'it must become' : 'they must go to the end of `labels` as';
        return [
          {
            resource: source,
            path: first.entry,
            currentValue: first.labels,
            what: `\`commonLabels\` in '${source.file?.path ?? source.name}' is deprecated since kustomize v5.3, and \`kustomize edit fix\` always writes \`includeSelectors: true\` in its place: ${list(forms.map(why))}`,
            todo: `${where} \`${pasted(forms, source.value.labels === undefined)}\`${after(forms)}`,
          },
        ];
      },
    );
  },
};

function why({ key, value, writes, overwritten, isHarmful, reader, unseen }: LabelForm): string {
  const over = overwritten.length > 0 ? ` overwrites ${list(overwritten)}` : ' tells no pods apart any more';
  if (writes === 'metadata') {
    if (overwritten.length === 0 && !isHarmful) return `'${key}' reaches no pods and no selectors`;
    return isHarmful ? `'${key}'${over}, which that would keep` : `'${key}'${over}`;
  }
  if (writes === 'either') return `'${key}' overwrites nothing, and nothing else selects by it`;
  if (reader) return `${reader} needs '${key}=${value}' in selectors`;
  return `what ${unseen} brings may need '${key}' in selectors`;
}

/** The entries of `labels`, those that write selectors last. */
function pasted(forms: readonly LabelForm[], isWhole: boolean): string {
  const byScope = grouped(forms, ({ writes }) => (writes === 'metadata' ? '' : ', includeSelectors: true'));
  const entries = [...byScope]
    .sort(([a], [b]) => a.length - b.length)
    .map(([scope, some]) => {
      const pairs = some.map(({ key, value }) => `${plain(key)}: ${plain(value)}`).join(', ');
      return `{pairs: {${pairs}}${scope}}`;
    });
  return isWhole ? `labels: [${entries.join(', ')}]` : entries.map(entry => `- ${entry}`).join(' ');
}

/** What the new entries change, and what they need not. */
function after(forms: readonly LabelForm[]): string {
  const undone = forms.filter(
    ({ writes, overwritten, isHarmful }) => writes === 'metadata' && (isHarmful || overwritten.length > 0),
  );
  const either = forms.filter(({ writes }) => writes === 'either');
  const keys = (some: readonly LabelForm[]) => list(some.map(({ key }) => `'${key}'`));
  const isHarmless = undone.length > 0 && undone.every(({ isHarmful }) => !isHarmful);
  return [
    undone.length === 0
      ? ', which builds the very same'
      : `, which leaves pods and selectors as authored: live workloads must be replaced then, since their selectors are immutable${isHarmless ? ' (with `includeSelectors: true` nothing changes)' : ''}`,
    ...(either.length > 0
      ? [
          `for what is not live yet, \`includeTemplates: true\` (kustomize v4.5.5) in place of \`includeSelectors: true\` keeps ${keys(either)} out of immutable selectors`,
        ]
      : []),
  ].join('; ');
}

/** A text as YAML of every version reads it as one. */
const plain = (text: string): string =>
  /^[a-z][\w./-]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
