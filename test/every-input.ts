import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { remembered } from '../src/data/remembered';
import { run } from '../src/run';
import { type Result, readCase, resourceList } from './cases';
import { stdinFor } from './kustomize/disk';
import { trees } from './kustomize/trees';

/** Something that the tests give to the function: fixtures, the YAML of pages, trees of kustomizations, examples. */
export interface Input {
  readonly name: string;
  /** The ResourceList that a host would send, with more in its functionConfig. */
  readonly text: (spec?: object) => string;
}

const ofDocuments = (name: string, text: string): Input => {
  const { given, config } = readCase(text);
  return { name, text: spec => resourceList(given, { ...Object(config), ...spec }) };
};

const textsIn = (folder: string, ending: string) =>
  readdirSync(join(__dirname, folder))
    .filter(file => file.endsWith(ending))
    .map(file => ({ file, text: readFileSync(join(__dirname, folder, file), 'utf8') }));

const blocks = (text: string) => [...text.matchAll(/^```yaml (?:wrong|right)\n([\s\S]*?)^```$/gm)];

/** Every input that the tests have. */
export const everyInput: readonly Input[] = [
  ...textsIn('cases', '.yaml').map(({ file, text }) => ofDocuments(file, text)),
  ...textsIn('peers/cases', '.yaml').map(({ file, text }) => ofDocuments(`peers/${file}`, text)),
  ...textsIn('../src/checks', '.md').flatMap(({ file, text }) =>
    blocks(text).map(([, block = ''], i) => ofDocuments(`${file} ${i}`, block)),
  ),
  ...trees.map(({ name, files }): Input => ({ name: `tree ${name}`, text: spec => stdinFor(files, spec) })),
];

// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
export type Item = any;

/** The items that came and went, and the results. */
export interface Ran {
  readonly items: readonly Item[];
  readonly after: readonly Item[];
  readonly results: readonly Result[];
}

const itemsOf = remembered((input: Input): readonly Item[] => parse(input.text(), lenient).items ?? []);
const lenient = { logLevel: 'silent', merge: true } as const;

/** What the function makes of an input. */
export function ran(input: Input, spec: object): Ran {
  const { stdout } = run(input.text(spec), false);
  const items = itemsOf(input);
  // A validator gives back what came: only what it says is read.
  const isValidator = 'mode' in spec && spec.mode === 'Validate';
  const said = isValidator ? /^results:\n[\s\S]*$/m.exec(stdout)?.[0] : stdout;
  const answer = parse(said ?? '', lenient) ?? {};
  return { items, after: isValidator ? items : (answer.items ?? []), results: answer.results ?? [] };
}
