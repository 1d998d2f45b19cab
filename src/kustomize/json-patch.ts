import { asMap, asString, type Data } from '../data/values';
import { PatchError } from './patch-error';

type Thawed = Record<string, unknown>;
/** A map or list of the patched object, and where in it an operation works. */
interface Place {
  readonly holder: Thawed | unknown[];
  readonly key: string;
}

/** A copy of `value` that may be changed; its maps have no prototype. */
export function thaw<T>(value: T): T;
export function thaw(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(thaw);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Thawed = Object.create(null);
  for (const [key, part] of Object.entries(value)) copy[key] = thaw(part);
  return copy;
}

/**
 * What a JSON patch (RFC 6902) makes of `target`, as kustomize applies it (evanphx/json-patch 4.13). Unlike in the RFC,
 * `replace` adds a missing map key, `copy` of a missing one makes null, negative positions count from the end, text before the
 * first `/` of a path is ignored; and kustomize writes annotations anew as strings, none at all where there are none left.
 * @throws PatchError that says which operation can't be applied, and why
 */
export function jsonPatch(target: Data, operations: readonly unknown[]): Data {
  let root = thaw(target) as Thawed;
  for (const [i, operation] of operations.entries()) {
    try {
      root = apply(root, asMap(thaw(operation)) ?? {});
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      const { op, path } = asMap(operation) ?? {};
      throw new PatchError(`operation ${i + 1} (${op} ${path}): ${error.message}`);
    }
  }
  return withTextAnnotations(root);
}

function apply(root: Thawed, { op, path, from, value }: Data): Thawed {
  if (path === '' && op === 'replace') return wholeOf(value);
  if (path === '' && op === 'test') expectEqual(root, value);
  else if (op === 'add') add(placeOf(root, path), value);
  else if (op === 'remove') remove(placeOf(root, path));
  else if (op === 'replace') replace(placeOf(root, path), value);
  else if (op === 'test') expectEqual(get(placeOf(root, path)), value);
  else if (op === 'move') {
    const moved = remove(placeOf(root, from));
    add(placeOf(root, path), moved);
  } else if (op === 'copy') add(placeOf(root, path), thaw(get(placeOf(root, from))));
  else throw new PatchError('there is no such operation');
  return root;
}

function wholeOf(value: unknown): Thawed {
  const map = asMap(value);
  if (!map) throw new PatchError('the whole object can only be replaced by a map');
  return map as Thawed;
}

function placeOf(root: Thawed, pointer: unknown): Place {
  const text = asString(pointer);
  if (text === undefined) throw new PatchError('a path is missing');
  const keys = text
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  if (last === undefined) throw new PatchError(`'${text}' is no path: it must start with a slash`);
  let holder: Thawed | unknown[] = root;
  for (const key of keys) {
    const next: unknown = get({ holder, key });
    if (typeof next !== 'object' || next === null)
      throw new PatchError(`there is no map or list at '${key}' of '${text}'`);
    holder = next as Thawed | unknown[];
  }
  return { holder, key: last };
}

/** A position in a list of `length` elements. */
function positionOf(key: string, length: number): number {
  const at = /^[+-]?\d+$/.test(key) ? Number(key) : Number.NaN;
  const position = at < 0 ? at + length : at;
  if (!(position >= 0 && position < length)) throw new PatchError(`'${key}' is no position in a list of ${length}`);
  return position;
}

function get({ holder, key }: Place): unknown {
  if (Array.isArray(holder)) return holder[positionOf(key, holder.length)];
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function add({ holder, key }: Place, value: unknown): void {
  if (!Array.isArray(holder)) holder[key] = value ?? null;
  else holder.splice(key === '-' ? holder.length : positionOf(key, holder.length + 1), 0, value ?? null);
}

function replace({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder)) holder[positionOf(key, holder.length)] = value ?? null;
  else holder[key] = value ?? null;
}

function remove({ holder, key }: Place): unknown {
  if (Array.isArray(holder)) return holder.splice(positionOf(key, holder.length), 1)[0];
  if (!Object.hasOwn(holder, key)) throw new PatchError(`there is no '${key}'`);
  const value = holder[key];
  delete holder[key];
  return value;
}

/** Absent and null are equal here, as are maps in any order of keys. */
function expectEqual(present: unknown, expected: unknown): void {
  if (!equal(present ?? null, expected ?? null)) throw new PatchError(`it is ${JSON.stringify(present ?? null)}`);
}

function equal(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && equal((one as Thawed)[key], (other as Thawed)[key]))
  );
}

function withTextAnnotations(root: Thawed): Thawed {
  const metadata = asMap(root.metadata) as Thawed | undefined;
  if (!metadata || !Object.hasOwn(metadata, 'annotations')) return root;
  const annotations = asMap(metadata.annotations) as Thawed | undefined;
  const keys = Object.keys(annotations ?? {});
  for (const key of keys) (annotations as Thawed)[key] = String((annotations as Thawed)[key]);
  if (keys.length === 0) delete metadata.annotations;
  return root;
}
