import { checks } from '../checks';
import type { Config } from '../config';
import { InputError } from '../input-error';
import { readConfig } from '../krm/function-config';
import { formats, type Report } from '../report';
import { oneLine } from '../words';
import { type Output, readArguments } from './arguments';
import { readDocumentsOf } from './documents';
import { inspect } from './inspect';
import { unwrapped } from './lists';
import { receive } from './receive';
import type { World } from './world';

export type { World } from './world';

/** What the command answers: the text for stdout, lines for stderr, and the exit code. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: readonly string[];
  /** 0: no error-severity result; 1: at least one; 2: arguments, input or configuration could not be understood. */
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
    const received = await receive(paths, world);
    refuseInputs(outputs, received.files, world);
    const { documents, functionConfig } = unwrapped(received.documents);
    const settings = config === undefined ? readConfig(functionConfig, ids) : configIn(config, world);
    const inspection = inspect(documents, { ...settings, mode: 'Validate' });
    const skipped = [...received.skipped, ...inspection.skipped];
    const stdout = print({ version, rules: checks, ...inspection, skipped }, outputs, world);
    const hasError = inspection.located.some(({ result }) => result.severity === 'error');
    return { stdout, stderr: [], exitCode: hasError ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stdout: '', stderr: error.problems.map(({ message }) => `error: ${oneLine(message)}`), exitCode: 2 };
  }
}

const ids = checks.map(({ id }) => id);

/** @throws InputError where a report would replace what it is about */
function refuseInputs(outputs: readonly Output[], files: readonly string[], world: World): void {
  const written = outputs
    .flatMap(({ file }) => file ?? [])
    .filter(file => files.some(input => world.isSame(file, input)));
  if (written.length === 0) return;
  throw new InputError(written.map(file => `output file '${file}' is also input; it must be another file`));
}

/** @throws InputError naming the file */
function configIn(path: string, world: World): Config {
  const { documents } = readDocumentsOf(path, world.read(path), true);
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
  const printed = outputs.map(({ format, file }) => {
    const text = formats[format](report);
    if (file === undefined) return text;
    world.write(file, text);
    return '';
  });
  return printed.join('');
}
