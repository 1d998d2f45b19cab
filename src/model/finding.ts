import type { Path } from '../data/path';
import type { Advice } from './change';
import type { Resource } from './resource';

/** How much a result weighs, heaviest first. Source: KRM Functions Specification, "Result". */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a check says about one resource. */
export interface Finding {
  readonly resource?: Resource;
  readonly path?: Path;
  /** The path only says where: what stands there is more than the finding is about. */
  readonly isPlace?: true;
  /** Tells findings of one check at one field apart. */
  readonly about?: string;
  /** What is so, in one sentence without a full stop. */
  readonly what: string;
  /** What must be done, in one sentence without a full stop. */
  readonly todo?: string;
  /** The changes among what must be done, as values. */
  readonly advice?: Advice;
  /** The collision that this is a symptom of, where it is about no selector that shows it. */
  readonly story?: string;
  /** It tells the story of its collision: the others are symptoms. */
  readonly isLeading?: true;
  /** Further stories that it tells. */
  readonly leads?: readonly string[];
  /** Where this finding weighs otherwise than its check as a rule. */
  readonly severity?: Severity;
  /** What mode Fix leaves at `path`. */
  readonly proposedValue?: unknown;
  /**
   * What it leads to is not among the resources, and nothing speaks for a mistake: what it is, in few words (`Route/shop leads to
   * Service 'web'`). Such findings of one root are told as one.
   */
  readonly elsewhere?: string;
}

/** Where a finding stands: the field of a resource that it is about. What stands there, its result shows as the current value. */
export const at = ({
  resource,
  path,
}: Required<Pick<Finding, 'resource' | 'path'>>): Pick<Finding, 'resource' | 'path'> => ({
  resource,
  path,
});

/** A finding with its check's id and the severity that holds in this run. */
export interface Diagnostic extends Finding {
  readonly check: string;
  readonly severity: Severity;
  /** What stands at `path` in the item that came; absent where the path only says where. */
  readonly currentValue?: unknown;
  /** The diagnostic that tells the story of which this one is a symptom: one of the same run. */
  readonly leader?: Diagnostic;
  /** The finding as one line. */
  readonly message: string;
}
