import type { LabelSelector, Requirement } from '../labels/label-selector';
import { PatchError } from './patch-error';

type Form = readonly [RegExp, (key: string, operator: string, values: string) => Requirement];

const forms: readonly Form[] = [
  [/^!\s*([\w./-]+)()()$/, key => ({ key, operator: 'DoesNotExist', values: [] })],
  [/^([\w./-]+)()()$/, key => ({ key, operator: 'Exists', values: [] })],
  [
    /^([\w./-]+)\s*(==?|!=)\s*([\w.-]*)$/,
    (key, operator, value) => ({ key, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] }),
  ],
  [
    /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/,
    (key, operator, values) => ({
      key,
      operator: operator === 'in' ? 'In' : 'NotIn',
      values: values.split(',').map(value => value.trim()),
    }),
  ],
];

/**
 * A selector as text: `app=web,tier!=db,env in (a,b),!old`. The empty text selects all.
 * Source: Kubernetes documentation, "Labels and Selectors", API.
 * @throws PatchError where it is none
 */
export function selectorExpression(text: string): LabelSelector {
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  return { matchLabels: {}, matchExpressions: parts.filter(Boolean).map(requirement) };
}

function requirement(text: string): Requirement {
  for (const [pattern, make] of forms) {
    const [, key, operator = '', values = ''] = pattern.exec(text) ?? [];
    if (key !== undefined) return make(key, operator, values);
  }
  throw new PatchError(`'${text}' is no label selector`);
}
