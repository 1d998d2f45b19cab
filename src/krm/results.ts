import { stringify } from 'yaml';
import { formatPath } from '../data/path';
import type { Diagnostic } from '../model/finding';
import type { Problem } from '../model/input-error';
import type { Resource } from '../model/resource';
import { leaderNames } from './leader-names';

/** A KRM result. Source: KRM Functions Specification, "Result". */
export interface Result {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly resourceRef?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
  readonly field?: { readonly path: string; readonly currentValue?: unknown; readonly proposedValue?: unknown };
  readonly file?: { readonly path: string; readonly index?: number };
  readonly tags: Readonly<Record<string, string>>;
}

/** The page that explains what input must be. */
const inputDocs = 'docs/reference/configuration.md';

/** The page that explains a check. */
function docsOf(check: string): string {
  return `src/checks/${check}.md`;
}

/** What is wrong with the input, as a KRM result. */
export function problemResult({ message, resource }: Problem): Result {
  return {
    message,
    severity: 'error',
    ...referring(resource?.source ?? resource),
    tags: { check: 'input', docs: inputDocs },
  };
}

const referring = (resource: Resource | undefined): Partial<Result> =>
  resource === undefined
    ? {}
    : {
        // A kustomization need not say what it is: its file does.
        ...(resource.kind !== '' && {
          resourceRef: {
            apiVersion: resource.apiVersion,
            kind: resource.kind,
            name: resource.name,
            ...(resource.namespace !== '' && { namespace: resource.namespace }),
          },
        }),
        ...(resource.file && { file: resource.file }),
      };

/** The diagnostics of a run as KRM results, in their order. */
export function toResults(diagnostics: readonly Diagnostic[]): readonly Result[] {
  const nameOf = leaderNames(diagnostics);
  return diagnostics.map(diagnostic => toResult(diagnostic, diagnostic.leader && nameOf(diagnostic.leader)));
}

function toResult(diagnostic: Diagnostic, related: string | undefined): Result {
  const { message, severity, check, resource, path, currentValue, proposedValue } = diagnostic;
  return {
    message,
    severity,
    ...referring(resource?.source ?? resource),
    ...(resource &&
      path && {
        field: {
          path: formatPath([...resource.listPath, ...path]),
          ...(currentValue !== undefined && { currentValue }),
          ...(proposedValue !== undefined && { proposedValue }),
        },
      }),
    tags: { check, docs: docsOf(check), ...(related !== undefined && { related }) },
  };
}

/** True for a result that this function wrote in an earlier run: a new run replaces it. */
export function isOurs(result: unknown): boolean {
  const docs = (result as { tags?: { docs?: unknown } } | null)?.tags?.docs;
  return typeof docs === 'string' && (docs.startsWith('src/checks/') || docs === inputDocs);
}

/** A section as block YAML in a column, which every YAML version reads alike. */
export function section(key: string, value: unknown, newline: string, column: number): string {
  const text = stringify(
    { [key]: value },
    { version: '1.2', compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false },
  );
  return text.replace(/^(?=.)/gm, ' '.repeat(column)).replaceAll('\n', newline);
}
