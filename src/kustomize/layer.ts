import type { Resource } from '../resource';
import { PatchError } from './patch-error';
import type { Differs, Report } from './steps';

/** One directory on the way through the tree. */
export interface Layer {
  readonly directory: string;
  /** From the root to this directory. */
  readonly via: readonly string[];
  readonly kustomization: Resource;
  readonly gap: Report;
  readonly differs: Differs;
}

/** What `act` makes; where kustomize refuses it, a gap. */
export function tried<T>(act: () => T, gap: Report): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    gap('`configurations`', `can't be put together (${error.message})`, 'breaks');
    return undefined;
  }
}
