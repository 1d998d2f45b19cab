import { answer } from '../cases';
import type { PeerCase } from './manifests';
import { type Verdicts, verdictOf } from './verdict';

/** Checks whose findings weigh `info` by nature: something is not known, nothing is wrong. */
const informative: readonly string[] = ['unknown-kind'];

/** What ours says about a case and does not weigh as `info`: checks, most important first. */
export function saidByUs({ documents }: Pick<PeerCase, 'documents'>): readonly string[] {
  const { results, stderr } = answer(documents, { mode: 'Validate' });
  if (results.length === 0 && stderr.length > 0) throw new Error(stderr.join('\n'));
  return results
    .filter(({ severity, tags }) => severity !== 'info' || informative.includes(tags.check ?? ''))
    .map(({ tags }) => tags.check ?? '');
}

/** Ours has found a defect only if it calls it by its name; and whatever it says of a look-alike is a false alarm. */
export function judgedOurs(cases: readonly PeerCase[]): Verdicts {
  return Object.fromEntries(
    cases.map(one => {
      const said = saidByUs(one);
      return [one.name, verdictOf(one, one.defect === undefined ? said.length > 0 : said.includes(one.defect))];
    }),
  );
}
