/**
 * A path into a kind, as in kustomize's fieldspecs: `spec/ingress[]/from[]/podSelector`; `[]` walks a list, `*` the values of a
 * map. The empty FieldSpec is the object itself.
 */
export type FieldSpec = string;

/** A value that a FieldSpec leads to, with its place and the map that holds it. */
export interface Found {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly parent: Readonly<Record<string, unknown>>;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The map keys of a FieldSpec without lists: `spec/template` is `['spec', 'template']`. */
export function keysOf(field: FieldSpec): string[] {
  return field === '' ? [] : field.split('/');
}

/** Every value of `root` that `field` leads to. A missing or misshapen step ends that branch. */
export function walk(root: unknown, field: FieldSpec): Found[] {
  if (!isMap(root)) return [];
  let found: Found[] = [{ path: [], value: root, parent: root }];
  for (const step of keysOf(field)) {
    const key = step.replace(/\[\]$/, '');
    found = found.flatMap(({ path, value }) => {
      if (step === '*') return values(path, value);
      if (!isMap(value) || !Object.hasOwn(value, key)) return [];
      const next: Found = { path: [...path, key], value: value[key], parent: value };
      return step.endsWith('[]') ? elements(next) : [next];
    });
  }
  return found;
}

function elements({ path, value, parent }: Found): Found[] {
  return Array.isArray(value) ? value.map((element, i) => ({ path: [...path, i], value: element, parent })) : [];
}

function values(path: Found['path'], value: unknown): Found[] {
  if (!isMap(value)) return [];
  return Object.keys(value).map(key => ({ path: [...path, key], value: value[key], parent: value }));
}
