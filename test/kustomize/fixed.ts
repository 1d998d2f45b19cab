import type { Files } from '../hosts/folder';
import { type Fixed, kustomizationPath, rootsIn } from './disk';
import { commentsOf, isWithin, Oracle, type Seen } from './oracle';

type Keys = ReadonlySet<string>;

/** Which selectors may stay wide, if a result says so: those that a root's comment names, or any. */
export type Telling = 'as commented' | 'any';

/** What is wrong with the function's answer to these files, in words; nothing where every selector selects what it meant. */
export function wrongs(kustomize: string, files: Files, fixed: Fixed, telling: Telling = 'as commented'): string[] {
  const before = new Oracle(kustomize, files);
  const after = new Oracle(kustomize, fixed.files);
  return rootsIn(files).flatMap(root => {
    const kustomization = files[kustomizationPath(files, root)] ?? '';
    const wrong = wrongsOf(root, before, after, fixed, commentsOf(kustomization), telling);
    return wrong.map(problem => `root '${root}': ${problem}`);
  });
}

function wrongsOf(
  root: string,
  before: Oracle,
  after: Oracle,
  fixed: Fixed,
  { told, means }: ReturnType<typeof commentsOf>,
  telling: Telling,
): string[] {
  const built = before.selections(root);
  const now = after.selections(root).selectors;
  const meanings = before.meanings(root);
  const unlabelled = before.unlabelled(root).selectors;
  const keysOf = (refs: readonly string[]) =>
    new Set([...built.refs].flatMap(([key, ref]) => (refs.includes(ref) ? [key] : [])));
  const names = (keys: Keys) => `[${[...keys].map(key => built.refs.get(key) ?? `${key} (gone)`).sort()}]`;
  const needless = new Set(told);

  const wrong = [...built.selectors].flatMap(([key, selector]) => {
    const said = means.get(selector.ref);
    const meant: Keys = said ? keysOf(said) : (meanings.get(key) ?? none);
    const selected = selector.selects;
    const selects = now.get(key)?.selects ?? none;
    const isEmptied = meant.size > 0 && selected.size === 0;
    const isLeftWide = !isWithin(selected, meant) && same(selects, selected);
    if (isEmptied || isLeftWide) needless.delete(selector.ref);
    const isAuthored = telling === 'any' && isWithin(selected, union(meant, unlabelled.get(key)?.selects ?? none));
    if (isLeftWide && isAuthored) return [];

    const wanted = new Set([...selected].filter(workload => meant.has(workload)));
    const mayStayWide = telling === 'any' || told.includes(selector.ref);
    const isRight = same(selects, wanted) || (isLeftWide && mayStayWide);
    const mustBeTold = isEmptied || (isLeftWide && mayStayWide);
    const problems = [
      ...(isRight ? [] : [`is to select ${names(wanted)}`]),
      ...(mustBeTold && !isTold(selector, fixed) ? ['no warning or error names it'] : []),
    ];
    const state = `meant ${names(meant)}, selected ${names(selected)}, selects ${names(selects)}`;
    return problems.map(problem => `${selector.ref} ${selector.path}: ${state}: ${problem}`);
  });
  return [...wrong, ...[...needless].map(ref => `${ref} is said to be told of, and needs no telling`)];
}

/** True where a warning or error is about the selector's resource, by its built or its authored name. */
function isTold({ ref, authored }: Seen, { results }: Fixed): boolean {
  return results.some(({ severity, resourceRef }) => {
    const about = `${resourceRef?.kind}/${resourceRef?.name}`;
    return severity !== 'info' && (about === ref || about === authored);
  });
}

const none: Keys = new Set();
const union = (a: Keys, b: Keys): Keys => new Set([...a, ...b]);
const same = (a: Keys, b: Keys): boolean => isWithin(a, b) && isWithin(b, a);

const component = /(?:,\s*|\s+|(?<=\{ ?))"?component"?: (?:"[^"]*"|'[^']*'|[\w.-]+)/g;

/** Lines of a file that are no longer there, or not in their order. A component that was added or changed is no loss. */
export function lostLines(before: string, after: string): string[] {
  const lines = (text: string) =>
    text
      .replace(component, '')
      .split('\n')
      .map(line => line.replace(/,$/, ''));
  const left = lines(after);
  let at = 0;
  return lines(before).filter(line => {
    const found = left.indexOf(line, at);
    if (found >= 0) at = found + 1;
    return found < 0;
  });
}
