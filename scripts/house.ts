import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A folder of `src/`: what it is for, and what it may not, besides importing from folders behind it in the list. */
export interface Folder {
  readonly name: string;
  readonly isFor: string;
  readonly mayNot: string;
}

/** A file imports from its own folder and from those before it in this list, types included. The files of the last rows are loose. */
export const folders: readonly Folder[] = [
  { name: 'data', isFor: 'plain data: grouping, freezing, paths and values', mayNot: 'know Kubernetes' },
  {
    name: 'labels',
    isFor: 'the algebra of labels: values, selectors, their languages, the stages',
    mayNot: 'know resources',
  },
  {
    name: 'kinds',
    isFor: 'the tables of workload kinds, selector fields and references, and the walker over them',
    mayNot: 'hold code per kind',
  },
  {
    name: 'model',
    isFor:
      'what resources mean to Kubernetes: workloads, selectors, references; what selects what; edits and findings as values',
    mayNot: 'infer',
  },
  { name: 'config', isFor: "the user's words: functionConfig, its schema, rows of kinds", mayNot: 'look at resources' },
  {
    name: 'krm',
    isFor: 'the wire: cutting, reading, splicing, results; the only importer of `yaml`',
    mayNot: 'know what a selector means',
  },
  { name: 'kustomize', isFor: 'what `kustomize build` makes of sources', mayNot: 'know components or edits of ours' },
  {
    name: 'applications',
    isFor: 'what is applied together',
    mayNot: 'know of kustomizations, or what a selector means',
  },
  { name: 'meaning', isFor: 'what a selector means, by rules, and the evidence for it', mayNot: 'edit' },
  {
    name: 'repair',
    isFor: 'components, edits as values, the state after them, and the theorem on it',
    mayNot: 'write text',
  },
  { name: 'facts', isFor: 'what several checks ask of a situation', mayNot: 'be a finding' },
  {
    name: 'checks',
    isFor: 'one file a check, its page beside it, one list',
    mayNot: 'import the wire, functions that edit, or one another',
  },
  {
    name: 'diagnose',
    isFor: 'findings before and after a run to diagnostics with severities; which leads, which are symptoms',
    mayNot: 'find anything itself',
  },
  {
    name: 'report',
    isFor: 'results to text, GitHub annotations, SARIF, JSON: one file a format',
    mayNot: 'find or weigh anything',
  },
  { name: 'analyse.ts', isFor: 'the pure middle: resources to edits and diagnostics', mayNot: 'read or write text' },
  { name: 'run.ts', isFor: 'text to text: one function on one screen', mayNot: 'know Kubernetes' },
  { name: 'help.ts', isFor: 'what `--help` prints', mayNot: '' },
  {
    name: 'index.ts',
    isFor: 'the same middle as a `KptFunc` for the SDK; the only importer of `kpt-functions`',
    mayNot: 'do I/O',
  },
  {
    name: 'cli',
    isFor: 'the command line: files to resources with lines; `disk.ts` alone touches files',
    mayNot: 'be imported by anyone but `main.ts`',
  },
  { name: 'main.ts', isFor: 'argv, stdin, stdout, exit code', mayNot: 'be the second file that names `process`' },
];

const src = resolve('src');

/** Every file of `src/`, by its path in there. */
export const sourceFiles = (): readonly string[] =>
  readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

/** The text of a file of `src/`. */
export const textOf = (file: string): string => readFileSync(join(src, file), 'utf8');

/** An import of a file: the path in `src/` of what it names, or the name of a package. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** What a file imports, types included. */
export function importsOf(file: string): readonly Import[] {
  return [...textOf(file).matchAll(/^(?:import|export) (type )?(?:[^;]*? from )?'([^']+)';/gms)].map(
    ([, type, from = '']) => ({
      typeOnly: type !== undefined,
      from: from.startsWith('.') ? join(src, dirname(file), from).slice(src.length + 1) : from,
    }),
  );
}

/** The row of the list that a path in `src/` belongs to; -1 where there is none. */
export function rowOf(path: string): number {
  const [top = ''] = path.split('/');
  return folders.findIndex(({ name }) => name === top || name === `${top}.ts` || (path === '' && name === 'index.ts'));
}

const isOwn = ({ from }: Import): boolean => !/^node:|^yaml$|^kpt-functions$/.test(from);

/** The rows that the files of each row import from, as indexes, without itself. */
export function importsByRow(): ReadonlyMap<number, ReadonlySet<number>> {
  const rows = new Map<number, Set<number>>(folders.map((_, i) => [i, new Set()]));
  for (const file of sourceFiles())
    for (const what of importsOf(file).filter(isOwn)) rows.get(rowOf(file))?.add(rowOf(what.from));
  for (const [row, to] of rows) to.delete(row);
  return rows;
}

/** What the rows import as a picture, without the arrows that others imply. */
export function importPicture(): string {
  const direct = importsByRow();
  const reaches = (from: number, to: number): boolean =>
    [...(direct.get(from) ?? [])].some(next => next === to || reaches(next, to));
  const arrows = [...direct].flatMap(([from, to]) =>
    [...to]
      .filter(target => ![...to].some(other => other !== target && reaches(other, target)))
      .sort((a, b) => a - b)
      .map(target => `  ${folders[from]?.name} --> ${folders[target]?.name}`),
  );
  return `\`\`\`mermaid\nflowchart TB\n${arrows.reverse().join('\n')}\n\`\`\``;
}
