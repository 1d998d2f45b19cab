import { asMap, type Data } from '../data/values';
import type { Resource } from '../model/resource';
import { decode } from './decode';
import type { Directories, Files } from './directories';
import { configuredFields, type LabelFields, mergedConfigurations, noFields, ownFields } from './fields';
import { configurationShape } from './file-shapes';
import { whyUnreadable } from './hindrances';
import type { AnyStep, Kustomization } from './kustomization';
import { type Layer, tried } from './layer';
import { noteNotThere } from './not-there';
import { applicable, isNothing, type PatchFile } from './patch-entries';
import { isRemote, pathFrom } from './paths';
import { type ReplacementFile, replacementsIn } from './read-replacements';
import type { Step } from './steps';

/** Where files are found, and what they hold. */
export interface Source {
  readonly files: Files;
  readonly isEmpty: Directories['isEmpty'];
  readonly dataOf: (resource: Resource) => Data;
}

/** A step, where it stands in a file, as that says. */
export function opened(step: AnyStep, layer: Layer, source: Source): readonly Step[] {
  if (step.kind === 'patch-file') return patches(step, layer, source);
  return step.kind === 'replacement-file' ? replacements(step, layer, source) : [step];
}

function patches(
  { path, empty, ...how }: PatchFile,
  { directory, gap, differs }: Layer,
  { files, isEmpty, dataOf }: Source,
): Step[] {
  const file = pathFrom(directory, path);
  const subject = `patch '${path}'`;
  const emptiness = files.has(file) ? false : emptinessOf(isEmpty(file), how);
  const nothing = emptiness === 'maybe' ? 'is not there or holds nothing' : 'holds nothing';
  if (emptiness === 'maybe' && empty === 'ignored') gap(subject, 'is not among the files', 'assumes');
  else if (emptiness && empty === 'ignored') differs('empty-patch', subject, nothing, how.entry);
  else if (emptiness) gap(subject, nothing, 'breaks');
  else if (!files.has(file)) noteNotThere(gap, 'patch', path, 'changes');
  const found = files.get(file) ?? [];
  for (const problem of found.flatMap(whyUnreadable)) gap(subject, problem, 'breaks');
  if (found.length > 0 && found.every(({ value }) => isNothing(patchIn(value))))
    differs('empty-patch', subject, 'holds nothing', how.entry);
  const applied = applicable(
    found.map(({ value }) => patchIn(value)),
    how.target !== undefined,
    subject,
    gap,
  );
  return found
    .filter(({ value }) => applied.includes(patchIn(value)))
    .map(from => ({ ...how, kind: 'patch', patch: patchIn(dataOf(from)), from }));
}

/**
 * A file of JSON operations is no resource, so users keep it from kpt by a `.krmignore`: what is not among the items may be one where the entry has a
 * target, as all operations need. Any other patch is a resource, which kpt sends unless it holds nothing.
 */
const emptinessOf = (isEmpty: boolean | 'maybe', { target }: Pick<PatchFile, 'target'>): boolean | 'maybe' =>
  isEmpty === 'maybe' && target ? false : isEmpty;

/** kyaml wraps a document that is a list: a file of JSON 6902 operations. */
const patchIn = (value: Data): unknown => value.bareSeqNodeWrappingKey ?? value;

function replacements(
  { subject, path }: ReplacementFile,
  { directory, gap }: Layer,
  { files, isEmpty }: Source,
): Step[] {
  const file = files.get(pathFrom(directory, path));
  if (!file) {
    if (isEmpty(pathFrom(directory, path)) === true) gap(`${subject} (file '${path}')`, 'holds nothing', 'breaks');
    else
      gap(`${subject} (file '${path}')`, 'is not among the files', 'changes', isRemote(path) ? {} : { isNear: true });
    return [];
  }
  for (const problem of file.flatMap(whyUnreadable)) gap(`${subject} (file '${path}')`, problem, 'breaks');
  const { replacements, misfits } = replacementsIn(file.map(({ value }) => value));
  for (const misfit of misfits) gap(`${misfit.subject} in '${path}'`, misfit.problem, 'breaks');
  return [{ kind: 'replacements', subject, replacements }];
}

/** The file as kustomize reads it: without what a host adds to say where it is stored. */
function asInFile(value: Data): Data {
  const { metadata, ...others } = value;
  const { annotations, ...more } = asMap(metadata) ?? {};
  const isAdded = Object.keys(asMap(annotations) ?? {}).every(key =>
    /(?:^|\.)config\.(?:kubernetes|k8s)\.io\//.test(key),
  );
  return metadata === undefined || (isAdded && Object.keys(more).length === 0) ? others : value;
}

/** The fields gathered so far, with kustomize's own and those of a kustomization's `configurations`. */
export function configuredIn(
  { files, isEmpty }: Pick<Directories, 'files' | 'isEmpty'>,
  fields: LabelFields,
  { configurations }: Kustomization,
  { directory, gap }: Layer,
): LabelFields {
  const found = configurations.flatMap(entry => {
    const configuration = files.get(pathFrom(directory, entry));
    if (!configuration && isEmpty(pathFrom(directory, entry)) !== true)
      noteNotThere(gap, 'configuration', entry, 'configures');
    for (const problem of (configuration ?? []).flatMap(whyUnreadable))
      gap(`configuration '${entry}'`, problem, 'breaks');
    return (configuration ?? []).map(({ value }) => {
      const decoded = decode(asInFile(value), configurationShape, { unknown: 'refused', texts: 'strings' });
      for (const { subject, problem } of decoded.misfits) gap(`${subject} in '${entry}'`, problem, 'breaks');
      return configuredFields(decoded.value);
    });
  });
  return (
    tried(
      () => mergedConfigurations(fields, mergedConfigurations(ownFields, found.reduce(mergedConfigurations, noFields))),
      gap,
    ) ?? fields
  );
}
