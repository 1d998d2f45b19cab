import type { Check, CheckedFinding, Situation } from '../checks';
import { annotations, type Config } from '../config';
import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { remembered } from '../data/remembered';
import { withCurrentValue, withProposedValue } from '../facts/field-values';
import { type Diagnostic, type Severity, severities } from '../model/finding';
import { type Resource, refOf, settingOf, sourcePlaceOf } from '../model/resource';
import { list, oneLine } from '../model/wording';
import { storiesIn, storiesOf, withLeaders, withStory } from './stories';

/** The states that a run compares: what came, what this stage leaves, and what the last stage would leave. */
export interface Situations {
  readonly received: Situation;
  readonly staged: Situation;
  readonly complete: Situation;
}

/** What becomes of a finding: this stage repairs it, a later one does, or it stays. */
type Fate = 'repaired' | 'later' | 'lasting';

/**
 * What the checks say, most important first. In mode Fix a finding that the run repaired weighs `info`; in both modes one that
 * only a later stage repairs weighs `warning` at most: whoever introduces the labels in stages knows of it.
 */
export function diagnose(situations: Situations, checks: readonly Check[], config: Config): readonly Diagnostic[] {
  const find = remembered((situation: Situation) => findAll(checks, situation));
  const [received, staged, complete] = [find(situations.received), find(situations.staged), find(situations.complete)];
  const reviews = reviewed(checks, situations.received, [...received, ...staged, ...complete]);
  const [remaining, lasting] = [new Set(staged.map(keyOf)), new Set(complete.map(keyOf))];
  const fateOf = (found: CheckedFinding): Fate => {
    if (!remaining.has(keyOf(found))) return 'repaired';
    return lasting.has(keyOf(found)) ? 'lasting' : 'later';
  };
  const edits = grouped(situations.staged.edits, ({ resource }) => sourcePlaceOf(resource));
  const proposed = (found: CheckedFinding) =>
    withProposedValue(found, (found.resource && edits.get(sourcePlaceOf(found.resource))) ?? []);
  const told =
    config.mode === 'Fix'
      ? [...received.filter(found => fateOf(found) === 'repaired'), ...staged]
      : [...received.map(proposed), ...refusedOf(received, complete)];
  const order = new Map(checks.map(({ id }, i) => [id, i]));
  const rank = ({ severity, check, isLeading, leader }: Diagnostic) =>
    (severities.indexOf(severity) * 3 + (isLeading ? 0 : leader === undefined ? 1 : 2)) * checks.length +
    (order.get(check) ?? 0);
  const weights = new Map(checks.map(({ id, severity }) => [id, severity]));
  const { model, gaps } = situations.received;
  const lost = new Set(
    gaps.filter(({ effect }) => effect === 'changes' || effect === 'breaks').map(gap => gap.kustomization.item),
  );
  const roots = new Set(model.resources.flatMap(({ via }) => via[0] ?? [])).size + lost.size;
  const fates: readonly Fate[] = ['lasting', 'later', 'repaired'];
  const diagnostics = fates.flatMap(fate => {
    const ofFate = told.filter(found => fateOf(found) === fate && !isSilenced(found, config));
    const lines = fate === 'lasting' ? gathered(checks, together(ofFate, roots)) : together(ofFate, roots);
    return lines.flatMap(found => toDiagnostic(found, weights.get(found.check) ?? 'info', fate, config));
  });
  const remarks = reviews.flatMap(found => toDiagnostic(found, weights.get(found.check) ?? 'info', 'lasting', config));
  const sorted = [...withLeaders(diagnostics), ...remarks].sort((a, b) => rank(a) - rank(b));
  const isInVain = config.mode === 'Fix' && situations.staged.edits.length > 0;
  return isInVain ? withWarning(sorted) : sorted;
}

/** Why what is broken stays so: what a run would have to refuse, of the stories that are told. */
function refusedOf(
  received: readonly CheckedFinding[],
  complete: readonly CheckedFinding[],
): readonly CheckedFinding[] {
  const told = new Set(received.flatMap(storiesOf));
  return complete.filter(({ check, story }) => check === 'label-refused' && story !== undefined && told.has(story));
}

/** The first error says what it costs. Source: kpt and kustomize take nothing from a function that fails. */
function withWarning(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first, ...others] = sorted;
  if (first?.severity !== 'error') return sorted;
  const message = `${first.message}; while there is an error, kpt and kustomize take none of the repairs`;
  const warned = { ...first, message };
  return [warned, ...others.map(other => (other.leader === first ? { ...other, leader: warned } : other))];
}

/** What every check finds. */
function findAll(checks: readonly Check[], situation: Situation): readonly CheckedFinding[] {
  const storyOf = storiesIn(situation);
  return checks.flatMap(({ id, find }) =>
    find(situation).map(finding => withStory({ ...finding, check: id }, storyOf)),
  );
}

/** What the checks say of what all of them have found. */
function reviewed(
  checks: readonly Check[],
  received: Situation,
  found: readonly CheckedFinding[],
): readonly CheckedFinding[] {
  return checks.flatMap(
    ({ id, review }) => review?.(received, found, checks).map(finding => ({ ...finding, check: id })) ?? [],
  );
}

const keyOf = (found: CheckedFinding): string =>
  compound(found.resource?.via.join(), found.resource?.beside, sourceKeyOf(found));

const sourceKeyOf = ({ check, resource, path, about }: CheckedFinding): string =>
  compound(check, resource && sourcePlaceOf(resource), formatPath(path ?? []), about);

/** Findings about one field of a source as one: the first, with the kustomizations, or the alternatives, that it holds in. */
function together(found: readonly CheckedFinding[], roots: number): readonly CheckedFinding[] {
  return [...grouped(found, sourceKeyOf).values()].flatMap(same => {
    const isUnprefixed = ({ resource }: CheckedFinding) => resource?.name === resource?.source?.name;
    const first = same.find(isUnprefixed) ?? (same[0] as CheckedFinding);
    if (!first.resource?.source) return same;
    const { beside } = first.resource;
    const own = settingOf(first.resource) ?? '';
    const among = [...new Set(same.flatMap(({ resource }) => (resource && settingOf(resource)) ?? []))];
    const others = among.filter(setting => setting !== own).map(setting => `'${setting}'`);
    const preposition = beside === undefined ? 'in' : 'beside';
    const likewise = others.length > 0 ? `, and likewise ${preposition} ${list(others)}` : '';
    const setting = `${beside === undefined ? 'in kustomization' : 'beside'} '${own}'${likewise}: `;
    const leads = [...new Set(same.flatMap(storiesOf))];
    const what = `${first.what}${first.isLeading ? '' : twinsOf(first.resource, same)}`;
    return [
      {
        ...first,
        ...(leads.length > 0 && { leads }),
        what: roots > 1 || beside !== undefined ? `${setting}${what}` : what,
      },
    ];
  });
}

/** What else one kustomization builds of the source, of which the same holds: it includes a base twice. */
function twinsOf(first: Resource, same: readonly CheckedFinding[]): string {
  const refs = same.flatMap(({ resource }) =>
    resource && settingOf(resource) === settingOf(first) && refOf(resource) !== refOf(first) ? [refOf(resource)] : [],
  );
  return refs.length > 0 ? `; and so it is with ${list([...new Set(refs)])}` : '';
}

/** The findings, with those that a check gathers as the one that it makes of them. */
function gathered(checks: readonly Check[], found: readonly CheckedFinding[]): readonly CheckedFinding[] {
  return checks.reduce((rest, { id, gather }) => {
    const groups = gather?.(rest) ?? [];
    const instead = new Map(groups.map(({ of, one }) => [of[0], { ...one, check: id }]));
    const gone = new Set(groups.flatMap(({ of }) => of));
    return rest.flatMap(finding => instead.get(finding) ?? (gone.has(finding) ? [] : [finding]));
  }, found);
}

/** The user does not want to hear it, of this resource or at all. */
function isSilenced({ check, resource }: CheckedFinding, { checks }: Pick<Config, 'checks'>): boolean {
  const ignored = resource?.annotations[annotations.ignore]?.split(',').map(id => id.trim());
  return checks[check] === 'off' || ignored?.includes(check) === true;
}

/** The checks that tell what a repair must refuse. */
const refusals: readonly string[] = ['label-refused', 'selector-unresolved'];

function toDiagnostic(finding: CheckedFinding, usual: Severity, fate: Fate, config: Config): Diagnostic[] {
  const { mode, checks, onRefusal } = config;
  const isLenient = mode === 'Fix' && onRefusal === 'Warn' && refusals.includes(finding.check);
  const asked = checks[finding.check];
  if (asked === 'off' || isSilenced(finding, { checks })) return [];
  // What is only worth knowing stays so: who makes a check an error does not mean deliberate sharing.
  const own = finding.severity ?? usual;
  const weight = own === 'info' ? 'info' : (asked ?? (isLenient ? 'warning' : own));
  const repaired = mode === 'Fix' && fate === 'repaired';
  const severity: Severity = repaired ? 'info' : fate === 'later' && weight === 'error' ? 'warning' : weight;
  const ends = repaired
    ? ['repaired']
    : fate === 'later'
      ? ['a later `stage` repairs it']
      : [finding.todo, mode === 'Validate' && fate === 'repaired' ? "mode 'Fix' writes it" : undefined];
  const message = oneLine([finding.what, ...ends].filter(Boolean).join('; '));
  return [{ ...withCurrentValue(finding), severity, message }];
}
