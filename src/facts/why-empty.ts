import { clusterPods, electedLabel } from '../kinds';
import { type LabelSelector, type Labels, matches, unmet } from '../labels/label-selector';
import type { Severity } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import { alike } from './alike';

/** What bears labels that a selector may ask for: a workload by those of its pods, a Service by its own. */
export interface LabelBearer {
  readonly resource: Resource;
  readonly labels: Labels;
}

/** What a selector that selects nothing could have selected, and the like of it out of its reach. */
export interface Surroundings {
  readonly around: readonly LabelBearer[];
  readonly elsewhere: readonly LabelBearer[];
  /** The like of it that nothing joins with the selector: another directory, or an alternative. */
  readonly apart?: readonly LabelBearer[];
  /** The one that its name, or a value that it asks for, points to. */
  readonly named?: LabelBearer | undefined;
  /** All speaks for an input that does not hold what such selectors mean. */
  readonly isPartial?: boolean;
  /** What may bring it unseen, as words. */
  readonly bringer?: string | undefined;
  /** What bears the labels, as words: `pods` unless said. */
  readonly whose?: string;
}

/** What speaks for a mistake where a selector selects nothing (`warning`), or for something that stands elsewhere (`info`). */
export interface Explained {
  readonly severity: 'warning' | 'info';
  readonly hint: string;
  /** The other namespace in which something bears all of it. */
  readonly away?: string;
}

/** What follows where nothing is selected, as words: no fact where what is asked for may well stand elsewhere. */
export const following = (
  { severity, hint }: { readonly severity: Severity; readonly hint: string },
  effect: string,
  asked = 'such pods stand',
): string => `${severity === 'info' ? `unless ${asked} elsewhere, ` : ''}${effect}${hint === '' ? '' : `; ${hint}`}`;

/** Whether nothing is selected by mistake: what stands in another package, or is made by an operator, is no mistake. */
export function explainNothing(asked: LabelSelector, surroundings: Surroundings): Explained {
  const { around, elsewhere, apart = [], named, isPartial = false, bringer, whose = 'pods' } = surroundings;
  const away = elsewhere.find(({ labels }) => matches(asked, labels));
  if (away) {
    return {
      severity: 'warning',
      hint: `${refOf(away.resource)} in namespace '${away.resource.namespace}' bears that`,
      away: away.resource.namespace,
    };
  }
  if (bringer !== undefined) return { severity: 'info', hint: `${bringer} may bring it` };
  const unjoined = apart.find(({ labels }) => matches(asked, labels));
  if (unjoined) {
    const { resource } = unjoined;
    const where = resource.file ? ` in '${resource.file.path}'` : '';
    return {
      severity: 'info',
      hint: `${refOf(resource)}${where} bears that, and nothing says that both are applied together`,
    };
  }
  if (around.length === 0) return { severity: 'info', hint: `no ${whose} of its namespace are among the resources` };
  if (areOfCluster(asked)) return { severity: 'info', hint: 'every cluster brings such pods' };
  if (named) {
    const hint = `${refOf(named.resource)} has that name, and bears ${borne(named.labels, unmet(asked, named.labels))}`;
    return { severity: 'warning', hint };
  }
  const nearest = nearMiss(asked, around);
  if (nearest) {
    const missed = unmet(asked, nearest.labels);
    if (missed.every(key => electedLabel.test(key) && nearest.labels[key] === undefined)) {
      return {
        severity: 'info',
        hint: `${list(missed.map(key => `'${key}'`))} may be written on its pods as they run`,
      };
    }
    return {
      severity: 'warning',
      hint: `${refOf(nearest.resource)} comes nearest and bears ${borne(nearest.labels, missed)}`,
    };
  }
  const unborne = keysOf(asked).filter(key => around.every(({ labels }) => labels[key] === undefined));
  const twin = twinKey(unborne, around);
  if (twin) return { severity: 'warning', hint: twin };
  if (unborne.length > 0) {
    return { severity: 'info', hint: `no ${whose} of its namespace bear ${list(unborne.map(key => `'${key}'`))}` };
  }
  const near = nearNames(asked, around);
  if (near.length === 0 || isPartial) return { severity: 'info', hint: '' };
  return { severity: 'warning', hint: `there ${list(near)}` };
}

/** The values like those that are asked for, as `'app' is 'web'`. */
function nearNames(asked: LabelSelector, around: readonly LabelBearer[]): readonly string[] {
  const wanted = [
    ...Object.entries(asked.matchLabels).map(([key, value]) => ({ key, values: [value] })),
    ...asked.matchExpressions,
  ];
  return wanted.flatMap(({ key, values }) => {
    const near = valuesOf(key, around).filter(other => values.some(value => alike(value, other)));
    return near.length > 0 ? [`'${key}' is ${list(near.map(value => `'${value}'`))}`] : [];
  });
}

/** True where pods of the cluster itself bear all that is asked for. */
const areOfCluster = ({ matchLabels, matchExpressions }: LabelSelector): boolean =>
  matchExpressions.length === 0 &&
  clusterPods.some(({ labels }) => Object.entries(matchLabels).every(([key, value]) => labels[key] === value));

/** Those of other namespaces, where the manifests say the namespaces. */
export function outOf<B extends { readonly resource: Resource }>(
  { namespace }: Resource,
  all: readonly B[],
): readonly B[] {
  return all.filter(
    ({ resource }) => namespace !== '' && resource.namespace !== '' && resource.namespace !== namespace,
  );
}

/** What bears some of what is asked for that not everything around bears. */
function nearMiss(asked: LabelSelector, around: readonly LabelBearer[]): LabelBearer | undefined {
  const telling = Object.entries(asked.matchLabels).filter(
    ([key, value]) => around.length === 1 || around.some(({ labels }) => labels[key] !== value),
  );
  const met = ({ labels }: LabelBearer) => telling.filter(([key, value]) => labels[key] === value).length;
  const best = Math.max(0, ...around.map(met));
  return best > 0 ? around.find(bearer => met(bearer) === best) : undefined;
}

/** A key that they bear in other letters: to Kubernetes these are two. */
function twinKey(unborne: readonly string[], around: readonly LabelBearer[]): string | undefined {
  const borneKeys = new Set(around.flatMap(({ labels }) => Object.keys(labels)));
  const twins = unborne.flatMap(key =>
    [...borneKeys].filter(other => other.toLowerCase() === key.toLowerCase()).map(other => [key, other] as const),
  );
  const [first] = twins;
  return first && `they bear '${first[1]}', and '${first[0]}' is another key`;
}

const keysOf = ({ matchLabels, matchExpressions }: LabelSelector): readonly string[] => [
  ...new Set([...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)]),
];

const valuesOf = (key: string, around: readonly LabelBearer[]): readonly string[] => [
  ...new Set(around.flatMap(({ labels }) => (Object.hasOwn(labels, key) ? (labels[key] ?? []) : []))),
];

/** `'app=web' and no 'tier'`: what the labels say of the keys. */
export function borne(labels: Labels, keys: readonly string[]): string {
  return list(keys.map(key => (labels[key] === undefined ? `no '${key}'` : `'${key}=${labels[key]}'`)));
}
