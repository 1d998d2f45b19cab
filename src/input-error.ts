/** Input or configuration that can't be understood: exit code 2, one line a problem, nothing changed. */
export class InputError extends Error {
  /** @param problems one line each: what is so, and what must be done. */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InputError';
  }
}
