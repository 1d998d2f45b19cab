import type { Labels } from './label-selector';

/** What a Calico selector says of an object's labels. */
export type Predicate = (labels: Labels) => boolean;

/** A Calico selector that its own parser would refuse. */
export class CalicoSyntax extends Error {}

const token =
  /[ \t]*(\|\||&&|==|!=|!|\(|\)|\{|\}|,|has\(|all\(|global\(|"[^"]*"|'[^']*'|starts[ \t]+with\b|ends[ \t]+with\b|not[ \t]+in\b|[a-zA-Z0-9_./-]+)/y;

const label = /^[a-zA-Z0-9_./-]{1,512}$/;

const has = (labels: Labels, key: string): boolean => Object.hasOwn(labels, key);

/** Comparisons with one string. A missing label is unequal to every value. */
const comparisons: Readonly<Record<string, (value: string | undefined, text: string) => boolean>> = {
  '==': (value, text) => value === text,
  '!=': (value, text) => value !== text,
  contains: (value, text) => value?.includes(text) === true,
  'starts with': (value, text) => value?.startsWith(text) === true,
  'ends with': (value, text) => value?.endsWith(text) === true,
};

/**
 * Reads a selector in Calico's language; the empty one selects everything. Source: Calico v3, "Network policy", Selectors.
 * @throws CalicoSyntax where Calico would refuse it
 */
export function parseCalico(text: string): Predicate {
  const tokens = tokensOf(text);
  let at = 0;
  const take = (): string => tokens[at++] ?? fail(text, 'ends too early');
  const accept = (wanted: string): boolean => tokens[at] === wanted && ++at > 0;
  const expect = (wanted: string): void => {
    if (!accept(wanted)) fail(text, `has '${tokens[at] ?? 'its end'}' where '${wanted}' must be`);
  };
  const string = (): string => {
    const quoted = take();
    return /^["']/.test(quoted) ? quoted.slice(1, -1) : fail(text, `has '${quoted}' where a quoted string must be`);
  };
  const strings = (): readonly string[] => {
    const found: string[] = [];
    expect('{');
    while (!accept('}')) {
      found.push(string());
      if (tokens[at] !== '}') expect(',');
    }
    return found;
  };
  const joined = (operator: string, part: () => Predicate, how: 'some' | 'every') => (): Predicate => {
    const parts = [part()];
    while (accept(operator)) parts.push(part());
    return labels => parts[how](predicate => predicate(labels));
  };
  const operation = (): Predicate => {
    if (accept('!')) {
      const negated = operation();
      return labels => !negated(labels);
    }
    const first = take();
    if (first === '(') {
      const inner = or();
      expect(')');
      return inner;
    }
    if (first === 'all(' || first === 'global(') {
      expect(')');
      return () => true;
    }
    if (first === 'has(') {
      const key = take();
      expect(')');
      return labels => has(labels, key);
    }
    if (!label.test(first)) fail(text, `has '${first}' where a label must be`);
    return compared(first);
  };
  const compared = (key: string): Predicate => {
    const operator = take().replace(/[ \t]+/g, ' ');
    const valueIn = (labels: Labels) => (has(labels, key) ? labels[key] : undefined);
    if (operator === 'in' || operator === 'not in') {
      const among = strings();
      return labels => among.includes(valueIn(labels) ?? '\n') === (operator === 'in');
    }
    const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    if (!compare) return fail(text, `has '${operator}' where an operator must be`);
    const against = string();
    return labels => compare(valueIn(labels), against);
  };
  const and = joined('&&', operation, 'every');
  const or = joined('||', and, 'some');
  if (tokens.length === 0) return () => true;
  const whole = or();
  return at === tokens.length ? whole : fail(text, `goes on with '${tokens[at]}' where it must end`);
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const end = text.replace(/[ \t]+$/, '').length;
  while (token.lastIndex < end) {
    const start = token.lastIndex;
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) fail(text, `has what is no token at character ${start + 1}`);
    else tokens.push(found);
  }
  return tokens;
}

function fail(text: string, problem: string): never {
  throw new CalicoSyntax(`'${text}' ${problem}`);
}
