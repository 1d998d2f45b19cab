import type { PeerCase } from './manifests';

/** What a tool made of a case: of a defect `found` or `missed`, of a look-alike `false alarm` or `quiet`. */
export type Verdict = 'found' | 'missed' | 'false alarm' | 'quiet';

/** The checks of a tool that speak of selectors, labels, references or ports and that fired, by case; empty where none did. */
export type Alarms = Readonly<Record<string, string>>;

/** A tool's verdicts, by case. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** What one tool says of every case. */
export interface Recording {
  readonly version: string;
  readonly alarms: Alarms;
}

/** A tool and what it made of the cases, for the tables. */
export interface Judged {
  readonly tool: string;
  readonly verdicts: Verdicts;
}

/** The verdict on one case, where it is known whether the tool rang. */
export function verdictOf({ defect }: Pick<PeerCase, 'defect'>, rang: boolean): Verdict {
  if (defect === undefined) return rang ? 'false alarm' : 'quiet';
  return rang ? 'found' : 'missed';
}

/** A peer's verdicts: any of its alarms counts, whichever object it is about, since a case has but one defect. */
export function judged(cases: readonly PeerCase[], alarms: Alarms): Verdicts {
  return Object.fromEntries(cases.map(one => [one.name, verdictOf(one, (alarms[one.name] ?? '') !== '')]));
}
