import type { Check, Situation } from './checks';
import { annotations, type Config } from './config';
import { type Diagnostic, type Finding, type Severity, severities } from './diagnostic';
import type { Edit } from './edit';
import { formatPath } from './resource';
import { oneLine } from './words';

/** The states that a run compares: what came, what this stage leaves, and what the last stage would leave. */
export interface Situations {
  readonly received: Situation;
  readonly staged: Situation;
  readonly complete: Situation;
}

interface Found extends Finding {
  readonly check: Check;
}

/**
 * What the checks say, most important first. A finding that the run repaired weighs `info`; one that a later stage will
 * repair weighs `warning` at most. In mode Validate nothing is repaired, so findings keep their weight.
 */
export function diagnose(situations: Situations, checks: readonly Check[], config: Config): readonly Diagnostic[] {
  const find = (situation: Situation): readonly Found[] =>
    checks.flatMap(check => check.find(situation).map(finding => ({ ...finding, check })));
  const received = find(situations.received);
  const staged = situations.staged === situations.received ? received : find(situations.staged);
  const complete = situations.complete === situations.staged ? staged : find(situations.complete);
  const [remaining, lasting] = [new Set(staged.map(keyOf)), new Set(complete.map(keyOf))];
  const known = new Set(received.map(keyOf));
  const fresh = config.mode === 'Fix' ? staged.filter(finding => !known.has(keyOf(finding))) : [];
  const diagnostics = [...received, ...fresh].flatMap(found => {
    const repaired = !remaining.has(keyOf(found));
    const later = !repaired && !lasting.has(keyOf(found));
    const proposed = config.mode === 'Validate' ? withProposal(found, situations.complete.edits) : found;
    return toDiagnostic(proposed, repaired, later, config);
  });
  const rank = ({ severity, check }: Diagnostic) =>
    severities.indexOf(severity) * checks.length + checks.findIndex(({ id }) => id === check);
  return diagnostics.sort((a, b) => rank(a) - rank(b));
}

const keyOf = ({ check, resource, path }: Found): string =>
  [check.id, resource?.item, resource?.base.join(), formatPath(path ?? [])].join('\n');

/** What mode Fix would write, for a finding about a selector. */
function withProposal(found: Found, edits: readonly Edit[]): Found {
  const at = JSON.stringify(found.path);
  const edit = edits.find(
    ({ resource, path }) =>
      resource === found.resource &&
      (JSON.stringify(path.slice(0, -1)) === at || JSON.stringify(path.slice(0, -2)) === at),
  );
  if (!edit || typeof found.currentValue !== 'object') return found;
  return { ...found, proposedValue: { ...found.currentValue, [String(edit.path.at(-1))]: edit.proposedValue } };
}

function toDiagnostic(found: Found, repaired: boolean, later: boolean, config: Config): Diagnostic[] {
  const { check, ...finding } = found;
  const asked = config.checks[check.id];
  const ignored = finding.resource?.annotations[annotations.ignore]?.split(',').map(id => id.trim());
  if (asked === 'off' || ignored?.includes(check.id)) return [];
  // What is only worth knowing stays so: who makes a check an error does not mean deliberate sharing.
  const base = finding.severity === 'info' ? 'info' : (asked ?? finding.severity ?? check.severity);
  const fixed = repaired && config.mode === 'Fix';
  const severity: Severity = fixed ? 'info' : later && base === 'error' ? 'warning' : base;
  const message = fixed
    ? `${finding.what}; repaired`
    : later
      ? `${finding.what}; a later \`stage\` repairs it`
      : [finding.what, finding.todo].filter(Boolean).join('; ');
  return [{ ...finding, check: check.id, severity, message: oneLine(message) }];
}
