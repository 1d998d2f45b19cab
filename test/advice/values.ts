import { parse, stringify } from 'yaml';
import { type Analysis, analyse } from '../../src/analyse';
import { checks } from '../../src/checks';
import { readConfig } from '../../src/config/read';
import type { Path } from '../../src/data/path';
import { kindTable } from '../../src/kinds';
import { readResources } from '../../src/krm/resources';
import { cut } from '../../src/krm/stream';
import type { Change } from '../../src/model/change';
import type { Diagnostic } from '../../src/model/finding';
import { resourceList } from '../cases';

/** Documents, and the functionConfig beside them. */
export interface Application {
  readonly documents: readonly string[];
  readonly spec: object;
}

const checkIds = checks.map(({ id }) => id);

/** What the stages find out about a ResourceList. */
export function analysed(text: string): Analysis {
  const stream = cut(text);
  const config = readConfig(stream.functionConfig(), checkIds);
  return analyse(readResources(stream, kindTable(config.kinds)), config);
}

/** What the checks say, with their advice as values. */
export const diagnosed = ({ documents, spec }: Application): readonly Diagnostic[] =>
  analysed(resourceList(documents, spec)).diagnostics;

/** The application once the changes are made. */
export function withChanges(application: Application, changes: readonly Change[]): Application {
  return changes.reduce(({ documents, spec }: Application, { of, path, becomes }) => {
    if (of === 'functionConfig') return { documents, spec: configured(spec, String(path[0]), becomes) };
    const edited = documents.map((text, i) => (i === of.item ? edit(text, [...of.listPath, ...path], becomes) : text));
    return { documents: edited, spec };
  }, application);
}

/** Entries of lists are added to those that are there. */
function configured(spec: object, option: string, value: unknown): object {
  const before = (spec as Record<string, unknown>)[option];
  return { ...spec, [option]: Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value };
}

/** The comment that names the file stays. */
function edit(text: string, path: Path, value: unknown): string {
  const head = /^(?:#.*\n)+/.exec(text)?.[0] ?? '';
  return `${head}${stringify(put(parse(text, { uniqueKeys: false }), path, value), { compat: 'yaml-1.1' })}`;
}

// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
function put(at: any, [key, ...rest]: Path, value: unknown): any {
  if (key === undefined) return value;
  if (Array.isArray(at)) {
    const next = rest.length === 0 ? value : put(at[Number(key)], rest, value);
    return at.flatMap((element, i) => (i !== key ? [element] : next === undefined ? [] : [next]));
  }
  const { [key]: before, ...others } = at ?? {};
  const next = put(before, rest, value);
  return next === undefined ? others : { ...at, [key]: next };
}
