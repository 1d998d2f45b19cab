/** A line of a `.gitignore` or `.krmignore`. */
export interface IgnoreLine {
  /** The directory of the file that it stands in, from the root of the machine. */
  readonly base: string;
  readonly pattern: RegExp;
  readonly isNegated: boolean;
  readonly onlyDirectories: boolean;
}

/** The files that say what is ignored. kpt reads the second as git the first. */
export const ignoreFiles = ['.gitignore', '.krmignore'];

/** The rules of a file. Source: git documentation, "gitignore", "Pattern format". */
export function rulesIn(text: string, base: string): readonly IgnoreLine[] {
  return text.split(/\r?\n|\r$/).flatMap(line => {
    const written = line.replace(/(?<!\\) +$/, '');
    if (written === '' || written.startsWith('#')) return [];
    const isNegated = written.startsWith('!');
    const pattern = written.slice(isNegated ? 1 : 0);
    const plain = pattern.replace(/\/$/, '');
    const expression = expressionOf(plain.replace(/^\//, ''), plain.includes('/'));
    return expression ? [{ base, pattern: expression, isNegated, onlyDirectories: pattern.endsWith('/') }] : [];
  });
}

/** True where the last rule that fits ignores the path; a directory that is ignored takes all that is in it along. */
export function isIgnored(rules: readonly IgnoreLine[], path: string, isDirectory: boolean): boolean {
  const rule = rules.findLast(
    ({ base, pattern, onlyDirectories }) =>
      (isDirectory || !onlyDirectories) &&
      path.startsWith(withSlash(base)) &&
      pattern.test(path.slice(withSlash(base).length)),
  );
  return rule !== undefined && !rule.isNegated;
}

const withSlash = (directory: string): string => (directory.endsWith('/') ? directory : `${directory}/`);

/** Classes of letters within brackets. Source: POSIX, as wildmatch.c of git has them. */
const classes: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** The parts of a pattern: any directories, an escaped letter, letters in brackets, stars, a letter. */
const part = /(?:\/|^)\*{2,}\/|\/\*{2,}$|\\.|\[(?:!|\^)?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|\*+|\?|./gs;

/** A pattern as an expression over paths from its base: with a slash it stands at the base, without one anywhere below. */
function expressionOf(pattern: string, isAnchored: boolean): RegExp | undefined {
  const parts = pattern.replace(/(?<=^|\/)(?:\*{2,}\/)+/g, '**/').match(part) ?? [];
  const source = parts.map(part => {
    if (part === '/**/') return '/(?:.*/)?';
    if (part === '**/') return '(?:.*/)?';
    if (/^\/\*{2,}$/.test(part)) return '/.*';
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[') && part.length > 2) return bracketed(part);
    return part.replace(/^\\(?=.)/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  try {
    return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${source.join('')}$`, 's');
  } catch {
    return undefined;
  }
}

const bracketed = (part: string): string =>
  part
    .replace(/^\[!/, '[^')
    .replace(/^(\[\^?)\]/, '$1\\]')
    .replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all);
