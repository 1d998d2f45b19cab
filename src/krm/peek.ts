import type { ItemText } from './layout';

/** The kind of an item in block layout, without parsing it; undefined where only a parser can tell. */
export function peekKind(text: string, { start, end, column }: ItemText): string | undefined {
  const item = text.slice(start, end);
  const indent = /^ *(?=[A-Za-z])/.exec(item)?.[0].length;
  const at = indent === undefined ? /^[ \t]*(?:#.*)?\r?\n( *)(?=[A-Za-z])/.exec(item)?.[1]?.length : indent + column;
  if (at === undefined) return undefined;
  const lines = new RegExp(
    `(?:^ {${indent ?? at}}|\\n {${at}})kind:[ ]+(["']?)([A-Za-z0-9]+)\\1[ ]*(?:#.*)?(?=\\r?\\n|$)`,
    'g',
  );
  const [first, second] = [...item.matchAll(lines)];
  return second ? undefined : first?.[2];
}

/** The group of an item, by the first `apiVersion` that stands in it; undefined where there is none. */
export function peekGroup(text: string, { start, end }: ItemText): string | undefined {
  const found = /(?:^|[\s{,"'])apiVersion["']?:[ ]*["']?(?:([\w.-]+)\/)?v\w+/.exec(text.slice(start, end));
  return found ? (found[1] ?? '') : undefined;
}

const annotated = (item: string, key: string): string | undefined =>
  new RegExp(`config\\.kubernetes\\.io/${key}["']?:[ ]*["']?([^"'\\r\\n,}]+)`).exec(item)?.[1]?.trim();

/** The file of an item, from the top, as its annotations have it; without parsing. */
export function pathOf(text: string, { start, end }: ItemText): string | undefined {
  const item = text.slice(start, end);
  const path = annotated(item, 'path');
  return path === undefined ? undefined : `${annotated(item, 'package-path') ?? '.'}/${path}`;
}

/** How a message names an item that can't be read. */
export function nameOf(text: string, { start, end }: ItemText, index: number): string {
  const path = annotated(text.slice(start, end), 'path');
  return path === undefined ? `item ${index}` : `item ${index} (file '${path}')`;
}
