/** Labels of one object: key to value. Built without a prototype, so that a label called `__proto__` is only a label. */
export type Labels = Readonly<Record<string, string>>;

export const noLabels: Labels = Object.freeze(Object.create(null));

/** One of a LabelSelector's `matchExpressions`. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * A label selector, whatever its form in the manifest: a plain map (Service) is `matchLabels` alone.
 * Source: Kubernetes API reference, `meta/v1 LabelSelector`.
 */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly Requirement[];
}

/** Every operator of the API reference; a selector with another operator matches nothing. */
const operators: Readonly<Record<string, (value: string | undefined, values: readonly string[]) => boolean>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: value => value !== undefined,
  DoesNotExist: value => value === undefined,
};

const has = (labels: Labels, key: string): boolean => Object.hasOwn(labels, key);
const get = (labels: Labels, key: string): string | undefined => (has(labels, key) ? labels[key] : undefined);

/** True where `selector` selects an object with these labels. The empty selector selects everything. */
export function matches(selector: LabelSelector, labels: Labels): boolean {
  for (const key of Object.keys(selector.matchLabels)) {
    if (get(labels, key) !== selector.matchLabels[key]) return false;
  }
  return selector.matchExpressions.every(({ key, operator, values }) =>
    Object.hasOwn(operators, operator) ? operators[operator]?.(get(labels, key), values) : false,
  );
}

/** The keys for whose sake `selector` does not select an object with these labels. */
export function unmet(selector: LabelSelector, labels: Labels): readonly string[] {
  const equalities = Object.entries(selector.matchLabels).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  const failing = [...equalities, ...selector.matchExpressions].filter(
    requirement => !matches({ matchLabels: {}, matchExpressions: [requirement] }, labels),
  );
  return [...new Set(failing.map(({ key }) => key))];
}

/** True where `selector` selects only objects whose `key` has this one value. */
export function asksFor({ matchLabels, matchExpressions }: LabelSelector, key: string, value: string): boolean {
  if (get(matchLabels, key) === value) return true;
  return matchExpressions.some(
    ({ key: asked, operator, values }) =>
      asked === key && operator === 'In' && values.length === 1 && values[0] === value,
  );
}

/** True for `{}`: the selector that has no requirement. */
export function isEmpty(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}

/** A copy of `labels` in which `key` has `value`. */
export function withLabel(labels: Labels, key: string, value: string): Labels {
  return Object.freeze(Object.assign(Object.create(null), labels, { [key]: value }));
}

/** A copy of the selector that asks for no value of `key`; what its expressions say of the key stays. */
export function withoutLabel(selector: LabelSelector, key: string): LabelSelector {
  const { [key]: _, ...matchLabels } = selector.matchLabels;
  return { ...selector, matchLabels };
}

/** A copy of the selector, or of labels as one, that says nothing of `key` at all. */
export function withoutKey(selector: LabelSelector, key: string): LabelSelector {
  const isOther = (requirement: Requirement) => requirement.key !== key;
  if (!has(selector.matchLabels, key) && selector.matchExpressions.every(isOther)) return selector;
  return { ...withoutLabel(selector, key), matchExpressions: selector.matchExpressions.filter(isOther) };
}

/** True where both have the same keys with the same values, whatever they say of `besides`. */
export const sameLabels = (a: Labels, b: Labels, besides: string): boolean =>
  signature(a, besides) === signature(b, besides);

/** All labels but one as a text: equal for equal labels, in whatever order. */
export function signature(labels: Labels, besides: string): string {
  const pairs = Object.entries(labels).filter(([key]) => key !== besides);
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A selector as people read it: `app=web,tier in (a,b)`. */
export function formatSelector(selector: LabelSelector): string {
  const equalities = Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`);
  const expressions = selector.matchExpressions.map(({ key, operator, values }) =>
    values.length > 0 ? `${key} ${operator} (${values.join(',')})` : `${key} ${operator}`,
  );
  return [...equalities, ...expressions].join(',');
}

/**
 * True where `value` may stand as a label's value.
 * Source: Kubernetes documentation, "Labels and Selectors", syntax and character set.
 */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}

/** True where `key` may stand as a label's key: an optional DNS prefix of at most 253 characters, and a name of at most 63. */
export function isLabelKey(key: string): boolean {
  const [name, prefix, ...rest] = key.split('/').reverse();
  if (name === undefined || name === '' || !isLabelValue(name) || rest.length > 0) return false;
  return prefix === undefined || (prefix.length <= 253 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(prefix));
}
