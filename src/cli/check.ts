import { checks } from '../checks';
import { kustomizationNotFollowed } from '../checks/kustomization-not-followed';
import type { Config } from '../config';
import { readConfig } from '../config/read';
import { kindTable } from '../kinds';
import { isKustomizationFile } from '../krm/classify';
import { InputError } from '../model/input-error';
import { oneLine } from '../model/wording';
import { formats, type Located, type Report, type Unread } from '../report';
import { type Output, readArguments } from './arguments';
import { readDocumentsOf } from './documents';
import { inspect } from './inspect';
import { readInputs } from './read-inputs';
import { unwrapped } from './resource-lists';
import type { World } from './system';
import { completed } from './whole-roots';

export type { World } from './system';

/** What the command answers: the text for stdout, lines for stderr, and the exit code. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: readonly string[];
  /**
   * 0: no error-severity result; 1: at least one, or something that was to be read could not be; 2: arguments or configuration could not be
   * understood, or nothing could be read.
   */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * `component-labels check`: says what is wrong with manifests, and changes nothing.
 * @param args what stands behind `check`
 * @param version the program's
 */
export async function check(args: readonly string[], world: World, version: string): Promise<Answer> {
  try {
    const { paths, outputs, config } = readArguments(args);
    const received = await readInputs(paths, world);
    refuseOutputs(outputs, [...received.files, ...(config === undefined ? [] : [config])], world);
    const { documents: found, functionConfig } = unwrapped(received.documents);
    const settings = config === undefined ? readConfig(functionConfig, ids) : configIn(config, world);
    const { documents, unread: more } = completed(found, kindTable(settings.kinds).isKnown);
    const inspection = inspect(documents, { ...settings, mode: 'Validate' }, received.empty);
    const skipped = [...received.skipped, ...inspection.skipped];
    const { located, unread } = once(inspection.located, [...received.unread, ...more]);
    const stdout = print({ version, rules: checks, ...inspection, located, skipped, unread }, outputs, world);
    const isNothingRead = unread.some(({ isProblem }) => isProblem) && documents.every(({ isUnread }) => isUnread);
    const hasError = located.some(({ result }) => result.severity === 'error');
    const isBad = hasError || unread.some(({ isProblem }) => isProblem);
    return { stdout, stderr: [], exitCode: isNothingRead ? 2 : isBad ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stdout: '', stderr: error.problems.map(({ message }) => `error: ${oneLine(message)}`), exitCode: 2 };
  }
}

const ids = checks.map(({ id }) => id);

/** A kustomization that could not be read is told as such, with what it costs, and not once more as one that is not followed. */
function once(located: readonly Located[], unread: readonly Unread[]): Pick<Report, 'located' | 'unread'> {
  const isLost = ({ at }: Unread) => isKustomizationFile(at.path);
  const lost = new Set(unread.filter(isLost).map(({ at }) => at.path));
  return {
    located: located.filter(
      ({ at, result: { tags } }) => tags.check !== kustomizationNotFollowed.id || !lost.has(at?.path ?? ''),
    ),
    unread: unread.map(one =>
      isLost(one)
        ? { ...one, why: `${one.why}; kustomize can not build it, so none of its files is repaired`, isProblem: true }
        : one,
    ),
  };
}

/** @throws InputError where a report would replace what it is about, or another report */
function refuseOutputs(outputs: readonly Output[], files: readonly string[], world: World): void {
  const written = outputs.flatMap(({ file }) => file ?? []);
  const problems = written.flatMap((file, i) => {
    if (files.some(input => world.isSame(file, input))) {
      return [`output file '${file}' is also input; it must be another file`];
    }
    const earlier = written.slice(0, i).find(other => world.isSame(file, other));
    if (earlier === undefined) return [];
    return [`output file '${file}' is also that of another output ('${earlier}'); each must have a file of its own`];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** @throws InputError naming the file */
function configIn(path: string, world: World): Config {
  const { documents, unread } = readDocumentsOf(path, world.read(path), true);
  if (unread.length > 0) throw new InputError(unread.map(({ at, why }) => `${at.path}:${at.line ?? 1}: ${why}`));
  const [document, ...more] = documents;
  if (!document || more.length > 0) {
    throw new InputError([`'${path}' holds ${documents.length} documents; it must hold one functionConfig`]);
  }
  try {
    return readConfig(document.value, ids);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ message }) => `${path}: ${message}`));
  }
}

/** Writes the reports that go to files. @returns those that go to stdout */
function print(report: Report, outputs: readonly Output[], world: World): string {
  const printed = outputs.map(({ format, file }) => ({ file, text: formats[format].print(report) }));
  world.write(printed.flatMap(({ file, text }) => (file === undefined ? [] : [{ path: file, text }])));
  return printed.flatMap(({ file, text }) => (file === undefined ? [text] : [])).join('');
}
