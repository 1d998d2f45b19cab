import type { Gap } from '../kustomize';
import { keysInCalico } from '../labels/calico-keys';
import { type LabelSelector, matches } from '../labels/label-selector';
import { bare } from '../meaning';
import { formatAsked, type Model } from '../model';
import { refOf } from '../model/resource';
import type { Watch, WatchSelector } from '../model/watches';
import { list } from '../model/wording';
import { bringerOf } from './gaps';
import { type Outlook, outlookOf } from './watch-surroundings';
import { type Explained, explainNothing } from './why-empty';

/** A watch that selects nothing, with what speaks for a mistake. */
export interface EmptyWatch extends Explained {
  readonly selector: WatchSelector;
  /** What it asks for, as people read it. */
  readonly asked: string;
}

/** True where it selects nothing though it asks for something; `label-empties-selector` tells those that a label emptied. */
export const isIdleWatch = ({ selector, selects, means }: Watch): boolean =>
  selects.length === 0 && means.length === 0 && !selector.isEmpty && selector.problem === undefined;

/** Those of the watches that select nothing though they ask for something, with what speaks for a mistake. */
export function emptyAmongWatches(
  watches: readonly Watch[],
  { model, gaps }: { readonly model: Model; readonly gaps: readonly Gap[] },
): readonly EmptyWatch[] {
  const outlook = outlookOf(model);
  const bringer = bringerOf(gaps);
  return watches.filter(isIdleWatch).flatMap((watch): EmptyWatch[] => {
    const { selector } = watch;
    const keys = selector.expression === undefined ? undefined : keysInCalico(selector.expression);
    if (keys?.some(isVirtual)) return [];
    const explained = explain(selector, outlook(watch), bringer(selector.resource), keys);
    const isOfCluster = selector.field.namespaces === 'all';
    const asked = selector.expression ?? formatAsked(selector);
    return [{ selector, asked, ...explained, ...(isOfCluster && { severity: 'info' as const }) }];
  });
}

/** Labels that Calico gives to pods. Source: Calico v3, "Selectors": labels of namespaces and service accounts. */
const isVirtual = (key: string): boolean => /^(projectcalico\.org\/|pcns\.|pcsa\.)/.test(key);

/** Of an expression, only the keys that it speaks of are looked at. */
function explain(
  { resource, asks, expression = '', field: { over } }: WatchSelector,
  { around, elsewhere, pods }: Outlook,
  bringer: string | undefined,
  keys: readonly string[] | undefined,
): Explained {
  if (keys) return explainNothing(existing(keys, expression), { around, elsewhere: [], bringer });
  const isAway = elsewhere.some(({ labels }) => matches(asks, labels));
  const bearing =
    over === 'Pod' || isAway || around.length === 0 ? [] : pods.filter(({ labels }) => matches(asks, labels));
  if (bearing.length > 0) {
    const refs = [...new Set(bearing.map(pod => refOf(pod.resource)))];
    const hint = `the pods of ${list(refs)} bear it, but ${resource.kind} looks at the labels of the ${over}s themselves`;
    return { severity: 'warning', hint };
  }
  const name = bare(resource.authoredName);
  const named = around.find(other => bare(other.resource.authoredName) === name);
  return explainNothing(asks, { around, elsewhere, named, bringer, whose: over === 'Pod' ? 'pods' : `${over}s` });
}

function existing(keys: readonly string[], expression: string): LabelSelector {
  const values = [...expression.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? '');
  return { matchLabels: {}, matchExpressions: keys.map(key => ({ key, operator: 'Exists', values })) };
}
