import { flow } from '../data/flow';
import type { Path } from '../data/path';
import type { Resource } from './resource';

/** A change that a finding advises, as a value: carried out, `becomes` stands at `path`. */
export interface Change {
  /** The resource or kustomization as it came, or the `spec` of the functionConfig, where lists are added to. */
  readonly of: Resource | 'functionConfig';
  readonly path: Path;
  /** What stands there then; `undefined` takes the field away. */
  readonly becomes: unknown;
}

/** The ways that lead out, each whole: one of them must be gone. */
export type Advice = readonly (readonly Change[])[];

/** An annotation on a resource. */
export const annotate = (resource: Resource, key: string, value: string): Change => ({
  of: resource.source ?? resource,
  path: ['metadata', 'annotations', key],
  becomes: value,
});

/** An option of the functionConfig. */
export const configure = (option: string, becomes: unknown): Change => ({
  of: 'functionConfig',
  path: [option],
  becomes,
});

/** The change as a line to paste: `labels: [{pairs: {app: web}}]`. */
export const lineOf = ({ path, becomes }: Change): string => `${String(path.at(-1))}: ${flow(becomes)}`;
