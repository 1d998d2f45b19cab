/** Input or configuration that can't be understood: exit code 2, one line a problem, nothing changed. */
export class InputError extends Error {
  /** @param problems one line each: what is so, and what must be done. */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InputError';
  }
}

/** Does everything, and throws the problems of all of it as one. @throws InputError */
export function gather(acts: readonly (() => void)[]): void {
  const problems = acts.flatMap(act => {
    try {
      act();
      return [];
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
  });
  if (problems.length > 0) throw new InputError([...new Set(problems)]);
}
