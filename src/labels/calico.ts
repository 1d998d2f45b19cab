import type { Labels } from './label-selector';

/** What a Calico selector says of an object's labels. */
export type Predicate = (labels: Labels) => boolean;

/** A Calico selector that its own parser would refuse. */
export class CalicoSyntax extends Error {}

/**
 * Reads a selector in Calico's language; the empty one selects everything. Source: Calico v3, libcalico-go/lib/selector (tokenizer,
 * parser): words are operators only where an operator stands, and a newline is no space.
 * @throws CalicoSyntax where Calico would refuse it
 */
export function parseCalico(text: string): Predicate {
  const input = new Input(text);
  if (input.isAtEnd()) return () => true;
  const whole = or(input, 0);
  return input.isAtEnd() ? whole : input.fail("'&&', '||' or its end");
}

/** Comparisons with one string. A missing label is unequal to every value. */
const comparisons: Readonly<Record<string, (value: string | undefined, text: string) => boolean>> = {
  '==': (value, text) => value === text,
  '!=': (value, text) => value !== text,
  contains: (value, text) => value?.includes(text) === true,
  startswith: (value, text) => value?.startsWith(text) === true,
  endswith: (value, text) => value?.endsWith(text) === true,
};

const deepest = 100;

function or(input: Input, depth: number): Predicate {
  const parts = [and(input, depth)];
  while (input.accept(/\|\|/y)) parts.push(and(input, depth));
  return labels => parts.some(part => part(labels));
}

function and(input: Input, depth: number): Predicate {
  const parts = [operation(input, depth)];
  while (input.accept(/&&/y)) parts.push(operation(input, depth));
  return labels => parts.every(part => part(labels));
}

function operation(input: Input, depth: number): Predicate {
  let isNegated = false;
  while (input.accept(/!/y)) isNegated = !isNegated;
  const operand = operandOf(input, depth);
  return isNegated ? labels => !operand(labels) : operand;
}

function operandOf(input: Input, depth: number): Predicate {
  if (input.accept(/\(/y)) {
    if (depth === deepest) return input.fail('no further bracket');
    const inner = or(input, depth + 1);
    input.expect(/\)/y, "')'");
    return inner;
  }
  if (input.accept(/(?:all|global)\(/y)) {
    input.expect(/\)/y, "')'");
    return () => true;
  }
  const asksForKey = input.accept(/has\(/y) !== undefined;
  const key = input.expect(/[a-zA-Z0-9_./-]{1,512}/y, 'a label');
  if (!asksForKey) return compared(input, key);
  input.expect(/\)/y, "')'");
  return labels => Object.hasOwn(labels, key);
}

function compared(input: Input, key: string): Predicate {
  const valueIn = (labels: Labels) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  const written = input.expect(/==|!=|contains|(?:starts|ends)[ \t]*with|not[ \t]*in|in/y, 'an operator');
  const operator = written.replace(/[ \t]/g, '');
  if (operator === 'in' || operator === 'notin') {
    const among = strings(input);
    const isIn = (value: string | undefined) => value !== undefined && among.includes(value);
    return labels => isIn(valueIn(labels)) === (operator === 'in');
  }
  const text = string(input);
  return labels => comparisons[operator]?.(valueIn(labels), text) === true;
}

function strings(input: Input): readonly string[] {
  const found: string[] = [];
  input.expect(/\{/y, "'{'");
  while (!input.accept(/\}/y)) {
    found.push(string(input));
    if (!input.accept(/,/y)) {
      input.expect(/\}/y, "',' or '}'");
      break;
    }
  }
  return found;
}

const string = (input: Input): string => input.expect(/"[^"]*"|'[^']*'/y, 'a string in quotes').slice(1, -1);

/** The text, and how far it is read. */
class Input {
  private at = 0;

  constructor(private readonly text: string) {
    this.skipSpace();
  }

  isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** What the pattern, a sticky one, finds right here. */
  accept(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return undefined;
    this.at += found.length;
    this.skipSpace();
    return found;
  }

  expect(pattern: RegExp, what: string): string {
    return this.accept(pattern) ?? this.fail(what);
  }

  fail(what: string): never {
    const rest = this.text.slice(this.at, this.at + 12);
    const found = rest === '' ? 'ends' : `has '${rest}' at character ${this.at + 1}`;
    throw new CalicoSyntax(`'${this.text}' ${found} where ${what} must be`);
  }

  private skipSpace(): void {
    const space = /[ \t]*/y;
    space.lastIndex = this.at;
    this.at += space.exec(this.text)?.[0].length ?? 0;
  }
}
