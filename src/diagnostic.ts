import type { Path, Resource } from './resource';

/** How much a result weighs, heaviest first. Source: KRM Functions Specification, "Result". */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a check says about one resource. */
export interface Finding {
  readonly resource?: Resource;
  readonly path?: Path;
  /** Tells findings of one check at one field apart. */
  readonly about?: string;
  /** What is so, in one sentence without a full stop. */
  readonly what: string;
  /** What must be done, in one sentence without a full stop. */
  readonly todo?: string;
  /** Where this finding weighs otherwise than its check as a rule. */
  readonly severity?: Severity;
  readonly currentValue?: unknown;
  readonly proposedValue?: unknown;
}

/** A finding with its check's id and the severity that holds in this run. */
export interface Diagnostic extends Finding {
  readonly check: string;
  readonly severity: Severity;
  /** The finding as one line. */
  readonly message: string;
}
