import { parseArgs } from 'node:util';
import { InputError } from '../model/input-error';
import { type FormatName, formats } from '../report';

/** A report: its format, and the file that it goes to; stdout without one. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/** What the command line asks for. */
export interface Arguments {
  /** Files and directories; `-` is stdin. */
  readonly paths: readonly string[];
  readonly outputs: readonly Output[];
  /** The file of a functionConfig. */
  readonly config?: string;
}

const options = { output: { type: 'string', multiple: true, short: 'o' }, config: { type: 'string' } } as const;

/** @throws InputError naming every argument that can't be understood */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const problems: string[] = [];
  const given = { output: [] as string[], config: [] as string[] };
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional' && token.value === '')
      problems.push("path '' is empty; it must be a file or a directory");
    else if (token.kind === 'positional') paths.push(token.value);
    else if (token.kind === 'option') {
      if (token.name !== 'output' && token.name !== 'config') problems.push(unknown(args[token.index] ?? ''));
      else if (!token.value) problems.push(`option '${token.rawName}' has no value; it must have one`);
      else given[token.name].push(token.value);
    }
  }
  if (given.config.length > 1) problems.push("option '--config' is given more than once; it must be given once");
  const outputs = given.output.map(value => readOutput(value, problems));
  problems.push(...clashes(outputs));
  if (problems.length > 0) throw new InputError([...new Set(problems)]);
  const [config] = given.config;
  return { paths, outputs: outputs.length > 0 ? outputs : [{ format: 'text' }], ...(config && { config }) };
}

const unknown = (name: string): string =>
  `option '${name}' is unknown; it must be '--output' or '--config' (see --help)`;

const names = Object.keys(formats);
const allowed = `'${names.slice(0, -1).join("', '")}' or '${names.at(-1)}'`;

function readOutput(value: string, problems: string[]): Output {
  const [, format = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  const isFormat = (name: string): name is FormatName => names.includes(name);
  if (file === '') problems.push(`output '${value}' names no file; it must be FORMAT or FORMAT=FILE`);
  if (isFormat(format)) return { format, ...(file && { file }) };
  problems.push(`output '${value}' is of no known format; it must be ${allowed}`);
  return { format: 'text', file: value };
}

/** stdout holds one report, or lines of text and annotations beside one another. */
function clashes(outputs: readonly Output[]): string[] {
  const onStdout = outputs.filter(({ file }) => file === undefined).map(({ format }) => format);
  const whole = onStdout.find(format => formats[format].whole);
  if (whole === undefined || onStdout.length < 2) return [];
  return [`output '${whole}' shares stdout with another; it must have a file: '--output ${whole}=FILE'`];
}
