import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { folder } from '../hosts/folder';
import { describeHost, type HostName, program, run } from '../hosts/hosts';

const root = join(__dirname, '../..');
const guides = join(root, 'docs/guides');

/** A fenced block of a guide: `sh` is run, YAML that begins with the name of a file is written there; all else is only read. */
interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));

/** Where the commands of a guide begin: in a copy of this folder. */
const beginning = (page: string) => page.match(/^<!-- begin: (\S+) -->$/m)?.[1];

const hostsByCommand = { kustomize: 'kustomize 5', kpt: 'kpt', kubectl: 'kubectl' } as const satisfies Record<
  string,
  HostName
>;
type Command = keyof typeof hostsByCommand;
const commands = Object.keys(hostsByCommand) as Command[];

const isRun = ({ language }: Block) => language === 'sh';
const fileOf = ({ language, text }: Block) =>
  language === 'yaml' ? text.match(/^# ([\w./-]+\.yaml)\n/)?.[1] : undefined;

/** Writes a file of a guide; one that is there gets further keys. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const local = text.replaceAll('/usr/local/bin/component-labels', program);
  if (existsSync(path)) appendFileSync(path, local);
  else writeFileSync(path, local);
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error("the program is not built: run 'npm run build' first");
});

/** Follows a guide word by word; every command must succeed. */
function follow(page: string, found: Partial<Record<Command, string>>): void {
  const cwd = join(folder({}), 'here');
  cpSync(join(root, beginning(page) ?? ''), cwd, { recursive: true });
  const bin = folder({});
  symlinkSync(program, join(bin, 'component-labels'));
  for (const [command, path] of Object.entries(found)) symlinkSync(path, join(bin, command));
  for (const block of blocksOf(page)) {
    const file = fileOf(block);
    if (file) write(join(cwd, file), block.text);
    if (!isRun(block)) continue;
    const { status, stderr, stdout } = run('bash', ['-euo', 'pipefail', '-c', block.text], {
      cwd,
      env: { PATH: `${bin}:${process.env.PATH}` },
    });
    expect({ block: block.text, status, said: status === 0 ? '' : stderr + stdout }).toEqual({
      block: block.text,
      status: 0,
      said: '',
    });
  }
}

describe.each(readdirSync(guides))('the guide %s', name => {
  const page = readFileSync(join(guides, name), 'utf8');
  const script = blocksOf(page)
    .filter(isRun)
    .map(({ text }) => text)
    .join('');
  if (!script) {
    test('has no command that is run here', () => expect(beginning(page)).toBeUndefined());
    return;
  }
  const needed = commands.filter(command => new RegExp(`\\b${command} `).test(script));
  const within = (rest: readonly Command[], found: Partial<Record<Command, string>>): void => {
    const [next, ...others] = rest;
    if (!next) test('does what it says, from its first command to its last', () => follow(page, found));
    else describeHost(hostsByCommand[next], path => within(others, { ...found, [next]: path }));
  };
  within(needed, {});
});
