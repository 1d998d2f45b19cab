import { analyse } from './analyse';
import { checks } from './checks';
import { readConfig } from './config/read';
import { formatPath } from './data/path';
import { type KindTable, kindTable } from './kinds';
import type { Input } from './krm/classify';
import { prepare, type Unsafe } from './krm/prepare';
import { itemsWouldBeLost, readResources } from './krm/resources';
import { problemResult, toResults } from './krm/results';
import { cut, type Stream, whole } from './krm/stream';
import { write } from './krm/write';
import type { Diagnostic } from './model/finding';
import { InputError, type Problem } from './model/input-error';
import { refOf } from './model/resource';
import { oneLine } from './model/wording';
import type { Refusal } from './repair/refusal';

/** What a run answers: the text for stdout, lines for stderr, and the exit code. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: readonly string[];
  /** 0: no error-severity result; 1: at least one; 2: input or configuration could not be understood. */
  readonly exitCode: 0 | 1 | 2;
}

const checkIds = checks.map(({ id }) => id);

/** The whole function: a ResourceList in, a ResourceList out. Never throws for bad input. */
export function run(text: string, logToStderr: boolean): Outcome {
  let stream: Stream;
  try {
    stream = cut(text);
  } catch (error) {
    return { stdout: '', stderr: problemsOf(error).map(lineOf), exitCode: 2 };
  }
  try {
    return answer(stream, logToStderr);
  } catch (error) {
    return failure(stream, problemsOf(error));
  }
}

const lineOf = ({ message }: Problem): string => `error: ${message}`;

/** Exit code 2: all items as they came, and a result for every problem. */
function failure(stream: Stream, problems: readonly Problem[]): Outcome {
  const stderr = problems.map(lineOf);
  try {
    return { stdout: write(stream, [], problems.map(problemResult), false), stderr, exitCode: 2 };
  } catch {
    return { stdout: '', stderr, exitCode: 2 };
  }
}

function answer(cutStream: Stream, logToStderr: boolean): Outcome {
  const config = readConfig(cutStream.functionConfig(), checkIds);
  if (config.items === 'Omit' && itemsWouldBeLost(cutStream)) {
    throw new InputError([
      "functionConfig `items` is 'Omit', but kpt sent these items and would delete their files; `items` must be 'Emit'",
    ]);
  }
  const table = kindTable(config.kinds);
  const [stream, input] = readWhole(cutStream, readResources(cutStream, table), table);
  let refused: readonly Refusal[] = [];
  for (;;) {
    const { edits, diagnostics } = analyse(input, config, refused);
    const { changes, unsafe } = prepare(stream, edits, input.trees);
    if (unsafe.length > 0) {
      refused = [...refused, ...unsafe.map(refusalOf)];
      continue;
    }
    return {
      stdout: write(stream, changes, toResults(diagnostics), config.items === 'Omit'),
      stderr: input.showsResults && !logToStderr ? [] : linesOf(diagnostics),
      exitCode: diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0,
    };
  }
}

/** Quoted lines may look like the beginning of an item: where something can't be read, a reader of the whole knows better. */
function readWhole(stream: Stream, input: Input, table: KindTable): readonly [Stream, Input] {
  if (!input.problems.some(({ resource }) => resource?.value.unreadable !== undefined)) return [stream, input];
  try {
    const known = whole(stream.text);
    return known.items.length === stream.items.length ? [stream, input] : [known, readResources(known, table)];
  } catch (error) {
    if (error instanceof InputError) return [stream, input];
    throw error;
  }
}

const refusalOf = ({ edit, reason }: Unsafe): Refusal => ({
  workloads: edit.workloads,
  reason: `\`${formatPath(edit.path)}\` of ${refOf(edit.resource)} ${reason}`,
});

/** Every warning and error as one line: kustomize shows its users nothing else, and behind `kpt fn source` nobody shows anything. */
function linesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, message, check, resource }) => {
      const file = resource?.file ? `${resource.file.path}: ` : '';
      const where = resource?.namespace ? `namespace '${resource.namespace}': ` : '';
      return `${severity}: ${file}${where}${message} [${check}]`;
    });
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof InputError) {
    return error.problems.map(problem => ({ ...problem, message: oneLine(problem.message) }));
  }
  return [
    { message: `internal error, nothing was changed: ${error instanceof Error ? error.message : String(error)}` },
  ];
}
