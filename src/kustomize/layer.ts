import type { Resource } from '../model/resource';
import { PatchError } from './patch-error';
import type { Differs, NoteGap } from './steps';

/** One directory on the way through the tree. */
export interface Layer {
  readonly directory: string;
  /** From the root to this directory. */
  readonly via: readonly string[];
  readonly kustomization: Resource;
  readonly gap: NoteGap;
  readonly differs: Differs;
  /** Whether all that it has gathered is seen. */
  readonly isWhole: () => boolean;
}

/** What `act` makes; where kustomize refuses it, a gap. */
export function tried<T>(act: () => T, gap: NoteGap, subject = '`configurations`'): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    gap(subject, `can't be put together (${error.message})`, 'breaks');
    return undefined;
  }
}
