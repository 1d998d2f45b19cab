import type { Check } from '../checks';
import type { Result } from '../krm/results';

/** Where a result stands: a file, from where the program was called, or 'stdin'; line and column count from 1. */
export interface FilePosition {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** A KRM result, and where it stands; no place where it is about the whole input. */
export interface Located {
  readonly result: Result;
  readonly at?: FilePosition;
  /** The result that tells its cause: one of the same report. */
  readonly symptomOf?: Located;
}

/** Files that were not looked into, and why, in words. */
export interface Skipped {
  readonly paths: readonly string[];
  readonly why: string;
}

/** A way to print a report. */
export interface Format {
  /** What it is, and who reads it, for the reference. */
  readonly is: string;
  readonly isFor: string;
  /** What it prints is one document, which shares an output with no other; else lines. */
  readonly whole: boolean;
  readonly print: (report: Report) => string;
}

/** What could not be read, and why, in words. */
export interface Unread {
  readonly at: FilePosition;
  readonly why: string;
  /** It was to be read: it looks like Kubernetes objects, a kustomization builds upon it, or the user named it. */
  readonly isProblem: boolean;
}

/** What a rule of the report says of itself. */
export type ReportedCheck = Pick<Check, 'id' | 'severity' | 'summary'>;

/** All that a format may tell. */
export interface Report {
  /** The program's version. */
  readonly version: string;
  readonly rules: readonly ReportedCheck[];
  /** Most important first. */
  readonly located: readonly Located[];
  /** How many Kubernetes objects were looked at, and how many files hold them. */
  readonly resources: number;
  readonly files: number;
  readonly skipped: readonly Skipped[];
  readonly unread: readonly Unread[];
}
