import { Socket } from 'node:net';
import { checks } from './checks';
import { check } from './cli/check';
import { disk, writeWhole } from './cli/disk';
import { briefHelp, help } from './help';
import { run } from './run';

declare const VERSION: string;

async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) {
    await command(args);
    return;
  }
  if (process.stdin.isTTY) {
    fail(
      "stdin is a terminal; it must be a ResourceList from kpt or kustomize; 'component-labels check PATH' reads files (see --help)",
    );
    return;
  }
  const text = decoded(await readStdin());
  if (text === undefined) return;
  answer(run(text, process.env.LOG_TO_STDERR === 'true'));
}

async function command([first = '', ...more]: readonly string[]): Promise<void> {
  const isHelp = (argument: string) => argument === '--help' || argument === '-h';
  if (isHelp(first)) print(briefHelp(checks));
  else if (first === 'check' && more.some(isHelp)) print(help(checks));
  else if (first === '--version') print(`${VERSION}\n`);
  else if (first === 'check') {
    const stdin = async () => (process.stdin.isTTY ? undefined : readStdin());
    answer(await check(more, { ...disk, stdin }, VERSION));
  } else
    fail(
      `argument '${[first, ...more].join(' ')}' is unknown; it must be 'check', '--help' or '--version', or none to read a ResourceList from stdin`,
    );
}

function answer({ stdout, stderr, exitCode }: ReturnType<typeof run>): void {
  process.exitCode = exitCode;
  if (stderr.length > 0) process.stderr.write(`${stderr.join('\n')}\n`);
  print(stdout);
}

/**
 * Writes all of a text, or fails. Node's stream for a file takes a short write, as a full disk makes it, for a whole one; pipes and
 * terminals it serves well.
 */
function print(text: string): void {
  const stream: object = process.stdout;
  if (stream instanceof Socket) {
    process.stdout.write(text);
    return;
  }
  try {
    writeWhole(process.stdout.fd, text);
  } catch (error) {
    unwritten(error as NodeJS.ErrnoException);
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** stdin as text, or undefined where it is no UTF-8 or too large: then the exit code is set. */
function decoded(stdin: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stdin);
  } catch (error) {
    const tooLarge = (error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA';
    fail(tooLarge ? 'stdin is too large; it must be less than 512 MB' : 'stdin is not UTF-8; it must be');
    return undefined;
  }
}

function fail(problem: string): void {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 2;
}

function unwritten({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') fail('stdout was closed before all was written');
  else
    fail(
      code === 'ENOSPC' || code === 'EDQUOT'
        ? "stdout can't be written: the disk is full"
        : `stdout can't be written: ${message}`,
    );
}

/** A reader that goes away is told once; the exit code keeps the host from believing half an output. */
process.stdout.on('error', unwritten);
process.stderr.on('error', () => {
  process.exitCode = 2;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  fail(`internal error: ${error instanceof Error ? error.message : String(error)}`);
});
