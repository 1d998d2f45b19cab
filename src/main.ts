import { checks } from './checks';
import { check } from './cli/check';
import { disk } from './cli/disk';
import { help } from './help';
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
  if (isHelp(first) || (first === 'check' && more.some(isHelp))) process.stdout.write(help(checks));
  else if (first === '--version') process.stdout.write(`${VERSION}\n`);
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
  process.stdout.write(stdout);
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

/** A reader that goes away is told once; the exit code keeps the host from believing half an output. */
process.stdout.on('error', error => {
  const closed = (error as NodeJS.ErrnoException).code === 'EPIPE';
  fail(closed ? 'stdout was closed before all was written' : `stdout can't be written: ${error.message}`);
});
process.stderr.on('error', () => {
  process.exitCode = 2;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  fail(`internal error: ${error instanceof Error ? error.message : String(error)}`);
});
