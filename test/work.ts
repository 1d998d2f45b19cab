const { find, some, every, filter, map, flatMap, indexOf: place, includes } = Array.prototype;
const iterator = Array.prototype[Symbol.iterator];
const { indexOf, lastIndexOf } = String.prototype;
const { exec } = RegExp.prototype;

let steps = 0;
const count = (more: number): void => {
  steps += Math.max(more, 0);
};

/** A list's way to look for something, which also counts what it looks at. */
// biome-ignore lint/suspicious/noExplicitAny: the types of the methods differ, and are not looked at here
const counted = (look: (test: any, self?: unknown) => unknown) =>
  function (this: unknown[], test: (...args: unknown[]) => unknown, self?: unknown): unknown {
    return look.call(
      this,
      (...args: unknown[]) => {
        count(1);
        return test.apply(self, args);
      },
      self,
    );
  };

/** Ways in which a program goes over lists and texts, each counting what it goes over. */
const lists = {
  find: counted(find),
  some: counted(some),
  every: counted(every),
  filter: counted(filter),
  map: counted(map),
  flatMap: counted(flatMap),
  indexOf(this: unknown[], wanted: unknown, from?: number): number {
    const at = place.call(this, wanted, from);
    count(at === -1 ? this.length : at);
    return at;
  },
  includes(this: unknown[], wanted: unknown): boolean {
    count(this.length);
    return includes.call(this, wanted);
  },
};
/** A list's iterator, which also counts what it passes: `for`, `...`, `new Set`. */
function* counting(this: unknown[]): Generator<unknown> {
  for (let i = 0; i < this.length; i++) {
    steps++;
    yield this[i];
  }
}
const texts = {
  indexOf(this: string, wanted: string, from = 0): number {
    const at = indexOf.call(this, wanted, from);
    count((at === -1 ? this.length : at) - from);
    return at;
  },
  lastIndexOf(this: string, wanted: string, from = this.length): number {
    const at = lastIndexOf.call(this, wanted, from);
    count(Math.min(from, this.length) - at);
    return at;
  },
};
const patterns = {
  exec(this: RegExp, text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    count((this.sticky ? from : (found?.index ?? text.length)) - from);
    return found;
  },
};

/** A module of which every call with a text counts that text, and every walk over a document its nodes. */
export function countingYaml(yaml: typeof import('yaml')): typeof import('yaml') {
  return {
    ...yaml,
    parseAllDocuments: ((...args: Parameters<typeof yaml.parseAllDocuments>) => {
      count(args[0].length);
      return yaml.parseAllDocuments(...args);
    }) as typeof yaml.parseAllDocuments,
    visit: Object.assign(
      (node: Parameters<typeof yaml.visit>[0], visitor: { Node: (...args: unknown[]) => unknown }) =>
        yaml.visit(node, {
          Node: (...args: unknown[]) => {
            count(1);
            return visitor.Node(...args) as undefined;
          },
        }),
      yaml.visit,
    ) as typeof yaml.visit,
  };
}

/** How many list elements, characters and nodes `act` goes over: unlike time, the same on a busy machine. */
export function workOf(act: () => unknown): number {
  const restore = [
    [
      Array.prototype,
      { find, some, every, filter, map, flatMap, indexOf: place, includes, [Symbol.iterator]: iterator },
    ],
    [String.prototype, { indexOf, lastIndexOf }],
    [RegExp.prototype, { exec }],
  ] as const;
  steps = 0;
  try {
    Object.assign(Array.prototype, lists, { [Symbol.iterator]: counting });
    Object.assign(String.prototype, texts);
    Object.assign(RegExp.prototype, patterns);
    act();
  } finally {
    for (const [prototype, methods] of restore) Object.assign(prototype, methods);
  }
  return steps;
}
