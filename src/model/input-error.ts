import type { Path } from '../data/path';
import type { Resource } from './resource';

/** What can't be understood, in one line: what is so, and what must be done. */
export interface Problem {
  readonly message: string;
  readonly resource?: Resource;
  readonly path?: Path;
  /** Where it is no error. */
  readonly severity?: 'warning' | 'info';
}

/** Input or configuration that can't be understood: exit code 2, nothing changed. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly (string | Problem)[]) {
    const all = problems.map(problem => (typeof problem === 'string' ? { message: problem } : problem));
    super(all.map(({ message }) => message).join('\n'));
    this.name = 'InputError';
    this.problems = [...new Map(all.map(problem => [problem.message, problem])).values()];
  }
}

/** Does everything, and gives the problems of all of it. */
export function problemsOf(acts: readonly (() => void)[]): readonly Problem[] {
  return acts.flatMap(act => {
    try {
      act();
      return [];
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
  });
}

/** Does everything, and throws the problems of all of it as one. @throws InputError */
export function gather(acts: readonly (() => void)[]): void {
  const problems = problemsOf(acts);
  if (problems.length > 0) throw new InputError(problems);
}
