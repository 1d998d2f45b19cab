import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { documentsIn } from '../../src/cli/split-documents';
import { readYaml } from '../../src/krm/yaml-reader';

/** What a reader makes of a text: its documents, or why it refuses it. */
export type Read = { readonly documents: readonly unknown[]; readonly rest?: string } | { readonly error: string };

/** kustomize's reader, as a process that answers a line for every line: see .ci/kyaml. */
export class Kyaml {
  private child: ChildProcess | undefined;
  private readonly waiting: ((answer: Read) => void)[] = [];

  /** @param program is started by the first text: where it is missing, all of its tests are skipped */
  constructor(private readonly program: string) {}

  private started(): ChildProcess {
    if (this.child) return this.child;
    this.child = spawn(this.program, [], { stdio: ['pipe', 'pipe', 'ignore'] });
    if (!this.child.stdout) throw new Error('no stdout');
    createInterface({ input: this.child.stdout }).on('line', line => {
      const {
        documents = [],
        error,
        rest,
      } = JSON.parse(line) as { documents?: unknown[]; error?: string; rest?: string };
      this.waiting.shift()?.(error === undefined ? { documents, ...(rest && { rest }) } : { error });
    });
    return this.child;
  }

  read(text: string): Promise<Read> {
    return new Promise(resolve => {
      this.waiting.push(resolve);
      this.started().stdin?.write(`${JSON.stringify(text)}\n`);
    });
  }

  end(): void {
    this.child?.kill();
  }
}

/** Our reader, as `check` uses it. */
export function ours(text: string): Read {
  try {
    const values = documentsIn(text.replace(/^\u{feff}/u, '')).map(part => readYaml(part.text).value);
    return { documents: values.filter(value => value !== null) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** A scalar as far as labels need it: any string as itself, what is none as its kind. */
export function plainly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, child]) => [key, plainly(child)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  return typeof value === 'string' ? value : { none: value === null ? 'null' : 'a number or a boolean' };
}
