import type { Resource } from '../model/resource';

/** A patch that kustomize refuses to apply; the message says why, as words of one sentence. */
export class PatchError extends Error {
  /** @param source what it was to be applied to */
  constructor(
    message: string,
    readonly source?: Resource,
  ) {
    super(message);
    this.name = 'PatchError';
  }
}
