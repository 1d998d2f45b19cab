import { existsSync, readFileSync } from 'node:fs';
import type { PeerCase } from './manifests';
import { judgedOurs } from './ours';
import { peers } from './peers';
import { type Judged, judged, type Recording } from './verdict';

/** Where it stands what the peers said when they were last run: so the tables can be made without them. */
export const recordingFile = 'test/peers/expected.json';

export type Recordings = Readonly<Record<string, Recording>>;

/** What was recorded, by peer. A peer that was never run is not in it. */
export function readRecordings(): Recordings {
  return existsSync(recordingFile) ? (JSON.parse(readFileSync(recordingFile, 'utf8')) as Recordings) : {};
}

/** Ours, computed now, and every peer that was recorded: the columns of the tables. */
export function columns(cases: readonly PeerCase[], recordings: Recordings): readonly Judged[] {
  const recorded = peers.flatMap(({ name }) => {
    const recording = recordings[name];
    return recording ? [{ tool: `${name} ${recording.version}`, verdicts: judged(cases, recording.alarms) }] : [];
  });
  return [{ tool: 'component-labels', verdicts: judgedOurs(cases) }, ...recorded];
}
