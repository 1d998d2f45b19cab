import { asMap } from '../data/values';
import { PatchError } from './patch-error';
import { expression } from './selected';

type Thawed = Record<string, unknown>;

/** A field, by the map or list that holds it, in data that may be changed. */
export interface Field {
  readonly holder: Thawed | unknown[];
  readonly key: string | number;
  /** From the object's root. */
  readonly path: readonly (string | number)[];
}

/** What is made where a field is missing: nothing, or what the new value is. */
export type Create = 'nothing' | 'scalar' | 'map' | 'list';

/**
 * The steps of a field path: `a.b\.c.[name=x].[d.e]` is `a`, `b.c`, `[name=x]`, `d.e`.
 * Source: kustomize v5.8, kyaml/utils/pathsplitter.go.
 */
export function stepsOf(path: string): readonly string[] {
  const parts = path.replace(/^\./, '').split(/(?<!\\)\./);
  const steps: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    let step = parts[i] as string;
    if (step.startsWith('[') && !step.endsWith(']')) {
      while (i < parts.length - 1 && !step.endsWith(']')) step += `.${parts[++i]}`;
      if (!step.includes('=')) step = step.replace(/^[[\]]+|[[\]]+$/g, '');
    }
    steps.push(step.replaceAll('\\.', '.'));
  }
  return steps;
}

const isPosition = (step: string): boolean => /^\+?\d+$/.test(step);
const isMatch = (step: string): boolean => step.startsWith('[') && step.endsWith(']');

/** What stands at the path, the first that matches; undefined where nothing does. Source: kyaml/yaml/fns.go (`PathGetter`). */
export function lookUp(value: unknown, path: string): unknown {
  const steps = stepsOf(path).map(step => step.trim());
  return steps.filter(Boolean).reduce((at: unknown, step) => {
    if (at === undefined || at === null) return undefined;
    if (step === '*') throw new PatchError(`the source's \`fieldPath\` '${path}' holds a wildcard`);
    if (isPosition(step) || step === '-') return listAt(at, path).at(step === '-' ? -1 : Number(step));
    if (!isMatch(step)) return own(mapAt(at, path), step);
    const [name, wanted] = matchOf(step);
    const isMeant = (element: unknown) => textIn(name === '' ? element : own(asMap(element) ?? {}, name)) === wanted;
    return listAt(at, path).find(isMeant);
  }, value);
}

/**
 * The fields to which a path leads: `*` is every element of a list, and a match (`[name=x]`) a regular expression.
 * Source: kyaml/yaml/match.go (`PathMatcher`).
 * @throws PatchError where kustomize can't go on
 */
export function fieldsAt(root: Thawed, path: string, create: Create): readonly Field[] {
  return follow({ holder: { root }, key: 'root', path: [] }, stepsOf(path));

  function follow(field: Field, [step, ...rest]: readonly string[]): readonly Field[] {
    if (step === undefined) return [field];
    const value = (field.holder as Thawed)[field.key];
    const into = (holder: Field['holder'], key: string | number): readonly Field[] =>
      follow({ holder, key, path: [...field.path, key] }, rest);
    if (isPosition(step)) {
      const list = listAt(value, path);
      if (Number(step) === list.length && create !== 'nothing') list.push(made(rest[0]));
      if (Number(step) >= list.length) throw new PatchError(`there is no element ${step} at '${path}'`);
      return into(list, Number(step));
    }
    if (step === '*') return listAt(value, path).flatMap((_, i) => into(listAt(value, path), i));
    if (isMatch(step)) return matching(listAt(value, path), step, into);
    const map = mapAt(value, path);
    if (!Object.hasOwn(map, step)) {
      if (create === 'nothing') return [];
      map[step] = made(rest[0]);
    }
    return into(map, step);
  }

  function matching(
    list: unknown[],
    step: string,
    into: (holder: unknown[], key: number) => readonly Field[],
  ): readonly Field[] {
    const [name, wanted] = matchOf(step);
    const pattern = expression(wanted, 'anywhere');
    const found = list.flatMap((element, i) => {
      const text = textIn(name === '' ? element : own(asMap(element) ?? {}, name));
      return text !== undefined && pattern.test(text) ? [i] : [];
    });
    const fields = found.flatMap(i => (name === '' ? [{ holder: list, key: i, path: [] }] : into(list, i)));
    if (fields.length > 0 || create === 'nothing') return fields;
    list.push(name === '' ? wanted : Object.assign(Object.create(null), { [name]: wanted }));
    return into(list, list.length - 1);
  }

  function made(next: string | undefined): unknown {
    if (next !== undefined && (isMatch(next) || isPosition(next))) return [];
    if (next !== undefined) return Object.create(null);
    return create === 'list' ? [] : create === 'map' ? Object.create(null) : null;
  }
}

function matchOf(step: string): readonly [string, string] {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(step.slice(1, -1)) ?? [];
  if (name === undefined || value === undefined) throw new PatchError(`'${step}' must be of the form [name=value]`);
  return [name, value];
}

function listAt(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw new PatchError(`'${path}' asks for a list where none is`);
  return value;
}

function mapAt(value: unknown, path: string): Thawed {
  const map = asMap(value);
  if (!map) throw new PatchError(`'${path}' asks for a map where none is`);
  return map as Thawed;
}

const own = (map: Readonly<Thawed>, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** A scalar as YAML writes it. */
const textIn = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'object' ? undefined : String(value);
